// The form of a chart: its rows, which bar of it the music is in, and which chord comes.

/** Bars that stand in a row. */
const ROW = 4;

/** The form in rows of four bars, a row anew where a section begins: {section, from, bars}, which are numbers of bars. */
export function rowsOf(form) {
  const rows = [];
  form.forEach((bar, i) => {
    if (!rows.length || bar.section || rows.at(-1).bars.length === ROW) {
      rows.push({ section: bar.section, bars: [] });
    }
    rows.at(-1).bars.push(i);
  });
  return rows;
}

/** First and last bar of the section in which bar {at} begins one, counted from 0. */
export function sectionOf(form, at) {
  const next = form.findIndex((bar, i) => i > at && bar.section);
  return [at, (next < 0 ? form.length : next) - 1];
}

/** The bar of the music that {tick} lies in: the one that was told of last, or one of those behind it. */
export const barAt = ({ bar, start, ticks }, tick) => bar + (ticks > 0 ? Math.floor((tick - start) / ticks) : 0);

/** Where bar {number} of the music stands in a form of {length} bars. */
export const placeOf = (number, length) => ((number % length) + length) % length;

/** Which chord of a bar sounds at {tick} of it. */
export const chordAt = (bar, tick) => Math.max(0, bar.at.findLastIndex((at) => at <= tick));

/** The chord after number {chord} of bar {place}, in the reading of an instrument; one that is another, if there is any. */
export function coming(form, place, chord, reading) {
  const now = form[place][reading][chord];
  for (let i = 0; i <= form.length; i++) {
    const names = form[(place + i) % form.length][reading];
    const next = names.slice(i === 0 ? chord + 1 : 0).find((name) => name !== now);
    if (next !== undefined) {
      return next;
    }
  }
  return now;
}

/** What a chart is called: its title or, if it has none, its first chords. */
export function titleOf(title, form) {
  return title || form.slice(0, 4).map((bar) => bar.C.join(' ')).join(' | ') + (form.length > 4 ? ' …' : '');
}

/** What an untitled chart's text begins with. */
export const firstChords = (text) => text.split('\n').filter((line) => line && !/^(\w+:|\[[A-Za-z])/.test(line)).join(' ').replace(/\[\d+\/\d+\]/g, '')
  .split('|').map((bar) => bar.trim()).filter(Boolean).slice(0, 4).join(' | ');

/** Charts of one's own with others added, the latest first; what is there under the same title goes. */
export function added(own, charts, most = 60) {
  const all = [...charts, ...own.filter((chart) => !charts.some((other) => other.title === chart.title))];
  return all.slice(0, most);
}
