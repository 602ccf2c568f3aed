// The practice room: loops, tempo ramps, keys in turn, parts of the band, and what was measured of each chorus beside one's own history.
import { before, joined, kept, noteName, plotted, pressed } from './choruses.js';
import { $, children } from './dom.js';
import { command, get } from './link.js';
import { store } from './store.js';
import { t } from './words.js';

/** How each figure is written; the page judges none of them. */
const FIGURES = {
  biasMs: (v) => t(v < 0 ? 'm.early' : 'm.late', Math.abs(v).toFixed(0)),
  spreadMs: (v) => `${v.toFixed(0)} ${t('unit.ms')}`,
  chordTones: (v) => `${Math.round(v * 100)} %`,
  space: (v) => `${Math.round(v * 100)} %`,
  motifs: (v) => `${Math.round(v * 100)} %`,
};
/** Semitones up after each time through the changes. */
const CYCLES = [0, 5, 7, 1, 2, 3, 4, 11, 10];
const PARTS = ['chords', 'bass', 'drums'];
/** What the band can be asked for. */
const ASKED = ['intro', 'fill', 'break', 'section', 'ending'];
let last = null;
let shownParts = '';
/** The bars that loop, from and to, counted from 1; null if none do. */
let looping = null;
let onLoop = () => {};

/** What was measured before, the latest last: in the takes that are kept, and since. */
let history = [];

/** {session} opens what is wished for; {changed} hears that other bars loop. */
export function start(problem, session, changed) {
  onLoop = changed;
  $('cycle').addEventListener('change', () => session({ cycle: Number($('cycle').value) }));
  $('parts').addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (button?.dataset.ask) {
      command(button.dataset.ask).catch(problem);
    } else if (button) {
      const part = PARTS.indexOf(button.dataset.part);
      const on = PARTS.map((_, i) => heard(i));
      pressed(on, part, button.dataset.do).reduce((done, is, i) => done.then(() => (is === on[i] ? null : command(`backing ${i + 1} ${is ? 'on' : 'off'}`))),
        Promise.resolve()).catch(problem);
    }
  });
  $('loop').addEventListener('submit', (event) => {
    event.preventDefault();
    loop(looping ? null : [$('loop-from').value, $('loop-to').value].map(Number)).catch(problem);
  });
  $('ramp').addEventListener('submit', (event) => {
    event.preventDefault();
    command(`tempo ${$('ramp-to').value} over ${$('ramp-bars').value}`).catch(problem);
  });
}

/** The bars that loop. */
export const looped = () => looping;

/** Loops these bars, {[from, to]} counted from 1, or none. */
export async function loop(bars) {
  await command(bars ? `loop ${bars[0]} ${bars[1]}` : 'loop off');
  looping = bars;
  if (bars) {
    [$('loop-from').value, $('loop-to').value] = bars;
  }
  say();
  onLoop();
}

/** Another session: what was measured in it so far. */
export function begin(choruses) {
  looping = null;
  history = joined(history, choruses);
  last = choruses.at(-1) ?? null;
  say();
}

/** What the takes tell of the times before. */
export async function remember() {
  const { practised } = await get('takes/practice');
  history = kept([...practised.map(({ chorus }) => chorus), ...history]);
  say();
}

/** A chorus was measured. */
export function measured(chorus) {
  last = chorus;
  history = kept([...history, chorus]);
  say();
}

const heard = (part) => (store.controls[`backing.${part + 1}`] ?? store.controls.backing ?? 1) >= 0.5;

/** Which parts of the band are heard. */
export function parts() {
  const band = Boolean(store.state?.chart && store.state.wish?.backing);
  const key = JSON.stringify([band, PARTS.map((_, i) => heard(i)), document.documentElement.lang]);
  if (key === shownParts) {
    return;
  }
  shownParts = key;
  const host = $('parts');
  host.hidden = !band;
  host.replaceChildren(...PARTS.map((part, i) => {
    const row = document.createElement('div');
    row.setAttribute('role', 'group');
    row.innerHTML = '<span></span><button type="button" class="quiet" data-do="mute"></button><button type="button" class="quiet" data-do="solo"></button>';
    const [name, mute, solo] = children(row);
    name.textContent = t(`part.${part}`);
    row.setAttribute('aria-label', name.textContent);
    mute.textContent = t('partMute');
    mute.setAttribute('aria-pressed', String(!heard(i)));
    solo.textContent = t('partSolo');
    solo.setAttribute('aria-pressed', String(heard(i) && PARTS.every((_, k) => k === i || !heard(k))));
    mute.dataset.part = part;
    solo.dataset.part = part;
    return row;
  }), asked());
}

/** A button for each thing that the band can be asked for. */
function asked() {
  const row = document.createElement('div');
  row.setAttribute('role', 'group');
  row.setAttribute('aria-label', t('control.backing'));
  row.replaceChildren(...ASKED.map((name) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'quiet';
    button.dataset.ask = name;
    button.textContent = t(`action.${name}`);
    return button;
  }));
  return row;
}

function cycles() {
  $('cycle-field').hidden = !store.state?.chart;
  $('cycle').replaceChildren(...CYCLES.map((up) => new Option(t(`cycle.${up}`), String(up))));
  $('cycle').value = String(store.state?.wish?.cycle ?? 0);
}

export function say() {
  cycles();
  parts();
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
  for (const [name, written] of Object.entries(FIGURES)) {
    if (last[name] === undefined || last[name] === null) {
      continue;
    }
    const { values, usual } = before(history, name);
    figure(host, t(`m.${name}`), written(last[name]), usual === null ? null : t('m.before', written(usual)), [...values, last[name]].slice(-24));
  }
  figure(host, t('m.range'), `${noteName(last.lowest)} – ${noteName(last.highest)}`, null, []);
}

function figure(host, name, value, usual, values) {
  const element = document.createElement('div');
  element.className = 'figure';
  element.innerHTML = '<em></em><b></b><small></small>';
  const [what, now, mean] = children(element);
  what.textContent = name;
  now.textContent = value;
  mean.textContent = usual ?? '';
  if (values.length > 1) {
    element.append(drawn(values));
  }
  host.append(element);
}

/** Each chorus a dot, the last one filled, one's own mean a dashed line. */
function drawn(values) {
  const { points, mean } = plotted(values);
  const svg = document.createElement('div');
  svg.className = 'history';
  svg.innerHTML = `<svg viewBox="0 0 240 30" preserveAspectRatio="none" aria-hidden="true"><line x1="0" x2="240" y1="${mean.toFixed(1)}" y2="${mean.toFixed(1)}"/>`
    + `<polyline points="${points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')}"/></svg>`
    + points.map(([x, y], i) => `<i style="left:${(x / 2.4).toFixed(1)}%;top:${(y / 0.3).toFixed(1)}%"${i === points.length - 1 ? ' class="now"' : ''}></i>`).join('');
  return svg;
}
