// What was measured of each time through the changes, beside one's own history.
const MOST = 60;
const NAMES = 'C C♯ D E♭ E F F♯ G A♭ A B♭ B'.split(' ');

/** A pitch's name and octave; 60 is C4. */
export const noteName = (pitch) => `${NAMES[pitch % 12]}${Math.floor(pitch / 12) - 1}`;

/** The history with {more} at its end, without what it holds already. */
export function joined(history, more) {
  const known = new Set(history.map((chorus) => JSON.stringify(chorus)));
  return [...history, ...more.filter((chorus) => !known.has(JSON.stringify(chorus)))];
}

/** The latest, as many as are kept. */
export const kept = (history) => history.slice(-MOST);

/** A figure of the choruses before the last: its values, and their mean; null if there are none. */
export function before(history, name) {
  const values = history.slice(0, -1).map((chorus) => chorus[name]).filter((value) => typeof value === 'number');
  return { values, usual: values.length ? values.reduce((a, b) => a + b, 0) / values.length : null };
}

/** Which parts are heard once {part} of {on} was asked to be alone, or no longer, or to be silent, or no longer. */
export function pressed(on, part, what) {
  if (what === 'solo') {
    const alone = on.every((is, i) => is === (i === part));
    return on.map((is, i) => alone || i === part);
  }
  return on.map((is, i) => (i === part ? !is : is));
}

/** Places in a picture of 240 by 30 for a row of values, two at least, and the height of the mean of all but the last. */
export function plotted(values) {
  const low = Math.min(...values);
  const high = Math.max(...values, low + 1e-6);
  const y = (value) => 26 - (22 * (value - low)) / (high - low);
  const mean = values.slice(0, -1).reduce((a, b) => a + b, 0) / (values.length - 1);
  return { points: values.map((value, i) => [4 + (232 * i) / (values.length - 1), y(value)]), mean: y(mean) };
}
