// Rows of the engine's table of controls, as the page orders and scales them.

/** These come first, all others behind "more". */
export const FIRST = ['key-lock', 'listen-bars', 'answer-bars', 'horizon', 'density', 'register', 'loudness', 'feel'];
/** The mode, the backing and what the band is asked for are elsewhere; switches and triggers are keys of the deck. */
const ELSEWHERE = ['mode', 'backing', 'intro', 'fill', 'break', 'section', 'ending'];

/** The rows that have a field: those of {FIRST} in its order, then the others in the table's. */
export function fields(rows) {
  const place = (row) => (FIRST.includes(row.name) ? FIRST.indexOf(row.name) : FIRST.length);
  return rows.filter((row) => ['choice', 'whole', 'amount'].includes(row.kind) && !ELSEWHERE.includes(row.name))
    .sort((a, b) => place(a) - place(b));
}

/** The rows that have a key of the deck: triggers, then switches, panic last. */
export function keys(rows) {
  const order = (row) => (row.name === 'panic' ? 9 : row.kind === 'trigger' ? 1 : 2);
  return rows.filter((row) => ['trigger', 'switch'].includes(row.kind) && !ELSEWHERE.includes(row.name)).sort((a, b) => order(a) - order(b));
}

/** The steps of a slider. */
export function step({ kind, lowest, highest }) {
  return kind === 'whole' ? 1 : highest - lowest > 5 ? 0.05 : 0.25 / Math.max(1, 4 / (highest - lowest));
}

/** The upper end of a slider: where a row allows more than anybody turns to, less. */
export function top({ name, kind, unit, highest }) {
  return name === 'temperature' ? 2 : kind === 'whole' && unit === 'bars' ? 16 : highest;
}

/** The row's name for one voice, where it has voices; voice 0 is all of them. */
export const ofVoice = (row, name, voice) => (voice > 0 && row?.perVoice && name !== 'backing' ? `${name}.${voice}` : name);

/** What is set in a row for a voice: its own value, or that of all. */
export const valueOf = (row, controls, voice) =>
  controls[row.kind === 'switch' ? row.name : ofVoice(row, row.name, voice)] ?? controls[row.name];

/** The name of a key, with signs. */
export const keyName = (word) => word.replace(/b(?=m?$)/, '♭').replace('#', '♯');
