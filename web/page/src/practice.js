// The practice room: loops, tempo ramps, and what was measured of each chorus beside one's own history.
import { command } from './link.js';
import { t } from './words.js';

const $ = (id) => document.getElementById(id);
const STORE = 'choruses';
const MOST = 60;
const NAMES = 'C C♯ D E♭ E F F♯ G A♭ A B♭ B'.split(' ');
/** How each figure is written; the page judges none of them. */
const FIGURES = {
  biasMs: (v) => t(v < 0 ? 'm.early' : 'm.late', Math.abs(v).toFixed(0)),
  spreadMs: (v) => `${v.toFixed(0)} ${t('unit.ms')}`,
  chordTones: (v) => `${Math.round(v * 100)} %`,
  space: (v) => `${Math.round(v * 100)} %`,
  motifs: (v) => `${Math.round(v * 100)} %`,
};
let last = null;
let looping = false;

const history = () => JSON.parse(localStorage.getItem(STORE) ?? '[]');

export function start(problem) {
  $('loop').addEventListener('submit', (event) => {
    event.preventDefault();
    const line = looping ? 'loop off' : `loop ${$('loop-from').value} ${$('loop-to').value}`;
    command(line).then(() => { looping = !looping; say(); }).catch(problem);
  });
  $('ramp').addEventListener('submit', (event) => {
    event.preventDefault();
    command(`tempo ${$('ramp-to').value} over ${$('ramp-bars').value}`).catch(problem);
  });
}

export function forget() {
  looping = false;
  last = null;
  say();
}

/** A chorus was measured. */
export function measured(chorus) {
  last = chorus;
  localStorage.setItem(STORE, JSON.stringify([...history(), { ...chorus, at: Date.now() }].slice(-MOST)));
  say();
}

const note = (pitch) => `${NAMES[pitch % 12]}${Math.floor(pitch / 12) - 1}`;

export function say() {
  $('loop-do').textContent = t(looping ? 'loopOff' : 'loopDo');
  const host = $('chorus');
  host.replaceChildren();
  if (!last) {
    host.textContent = t('chorusNone');
    return;
  }
  const head = document.createElement('p');
  head.textContent = t('chorusBars', last.from + 1, last.to, last.notes);
  host.append(head);
  const before = history().slice(0, -1);
  for (const [name, written] of Object.entries(FIGURES)) {
    if (last[name] === undefined || last[name] === null) {
      continue;
    }
    const values = before.map((c) => c[name]).filter((v) => typeof v === 'number');
    const usual = values.length ? written(values.reduce((a, b) => a + b, 0) / values.length) : null;
    row(host, t(`m.${name}`), written(last[name]), usual && t('m.before', usual), [...values, last[name]].slice(-24));
  }
  row(host, t('m.range'), `${note(last.lowest)} – ${note(last.highest)}`, null, []);
}

function row(host, name, value, usual, values) {
  const element = document.createElement('div');
  element.className = 'figure';
  element.innerHTML = '<em></em><b></b><svg viewBox="0 0 60 16" aria-hidden="true"></svg><small></small>';
  element.children[0].textContent = name;
  element.children[1].textContent = value;
  element.children[3].textContent = usual ?? '';
  if (values.length > 1) {
    const low = Math.min(...values);
    const high = Math.max(...values, low + 1e-6);
    const points = values.map((v, i) => `${(2 + (56 * i) / (values.length - 1)).toFixed(1)},${(14 - (12 * (v - low)) / (high - low)).toFixed(1)}`);
    element.children[2].innerHTML = `<polyline points="${points.join(' ')}"/><circle cx="58" cy="${points.at(-1).split(',')[1]}" r="2"/>`;
  }
  host.append(element);
}
