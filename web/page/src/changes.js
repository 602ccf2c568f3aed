// The changes: the form as a grid, what sounds and what comes in it, and the place where a chart is typed, moved, brought in and kept.
import { $, all, children } from './dom.js';
import { added, barAt, chordAt, coming, firstChords, placeOf, rowsOf, sectionOf, titleOf } from './form.js';
import { post } from './link.js';
import * as practice from './practice.js';
import { rolling, store, tickAt } from './store.js';
import { chordName } from './systems.js';
import { t } from './words.js';

const VIEWS = ['both', 'score', 'changes'];
const READINGS = ['C', 'Bb', 'Eb'];
let own = JSON.parse(localStorage.getItem('charts') ?? '[]');
let reading = READINGS.find((one) => one === localStorage.getItem('reading')) ?? 'C';
let view = VIEWS.find((one) => one === localStorage.getItem('view')) ?? 'both';
/** @type {(wish: object) => Promise<void>} */
let open = async () => {};
/** @type {(problem: any) => void} */
let problem = () => {};
let shown = '';
let lit = -1;
let cells = [];
/** Bars that the pointer is drawn over. */
let drawn = null;

/** Charts of one's own: {title, text}. */
export const charts = () => own;

const form = () => store.state?.chart?.form ?? [];

/** What the chart that plays is called. */
export const title = () => (store.state?.chart ? titleOf(store.state.chart.title, form()) : '');

/** {session} opens what is wished for. */
export function start(session, onProblem) {
  open = session;
  problem = onProblem;
  $('view').addEventListener('change', () => { view = $('view').value; keep('view', view); arrange(); });
  $('reading').addEventListener('change', () => { reading = $('reading').value; keep('reading', reading); take(); });
  $('chart-down').addEventListener('click', () => move(-1));
  $('chart-up').addEventListener('click', () => move(1));
  $('chart-edit').addEventListener('click', () => edit());
  $('chart-loop').addEventListener('click', () => practice.loop(null).catch(problem));
  $('chart-form').addEventListener('submit', (event) => {
    event.preventDefault();
    bring($('chart-text').value);
  });
  $('chart-text').addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      bring($('chart-text').value);
    }
  });
  $('chart-cancel').addEventListener('click', close);
  $('chart-file').addEventListener('change', async () => {
    const [file] = $('chart-file').files;
    $('chart-file').value = '';
    if (file) {
      await bring(await file.text());
    }
  });
  $('chart-open').addEventListener('click', () => $('chart-file').click());
  $('form').addEventListener('pointerdown', (event) => {
    const at = cellOf(event);
    drawn = at < 0 ? null : [at, at];
    mark();
  });
  addEventListener('pointermove', (event) => {
    const at = drawn ? cellOf(event) : -1;
    if (at >= 0 && at !== drawn[1]) {
      drawn = [drawn[0], at];
      mark();
    }
  });
  addEventListener('pointerup', () => {
    const range = drawn;
    drawn = null;
    if (range && range[0] !== range[1]) {
      practice.loop([Math.min(...range) + 1, Math.max(...range) + 1]).catch(problem);
    }
    mark();
  });
}

const cellOf = (event) => Number(/** @type {any} */ (document.elementFromPoint(event.clientX, event.clientY)?.closest('#form .bar'))?.dataset.bar ?? -1);

function keep(key, value) {
  localStorage.setItem(key, value);
}

/** Where a chart is typed; with the one that plays, or empty for a new one. */
export function edit(fresh = false) {
  $('chart-text').value = fresh ? '' : store.state?.chart?.text ?? '';
  $('chart-form').hidden = false;
  arrange();
  $('chart-text').focus();
}

function close() {
  $('chart-form').hidden = true;
  arrange();
}

/** Takes chords as they are typed, or all charts of a file; keeps them and plays the first. */
async function bring(text) {
  try {
    const { charts: read } = await post('chart', { text });
    const named = read.map((chart) => ({ title: chart.title || firstChords(chart.text), text: chart.text }));
    own = added(own, named);
    keep('charts', JSON.stringify(own));
    close();
    await open({ chart: named[0].text });
  } catch (error) {
    problem(error);
  }
}

/** The chart so many semitones higher. */
async function move(up) {
  try {
    const { charts: [moved] } = await post('chart', { text: store.state.chart.text, up });
    await open({ chart: moved.text });
  } catch (error) {
    problem(error);
  }
}

/** Forgets the chart of one's own that plays. */
export function forget(name) {
  own = own.filter((chart) => chart.title !== name);
  keep('charts', JSON.stringify(own));
}

export function say() {
  fill($('view'), VIEWS.map((one) => [one, t(`view.${one}`)]), view);
  fill($('reading'), READINGS.map((one) => [one, t(`reading.${one}`)]), reading);
  $('chart-text').placeholder = t('chartHint');
  shown = '';
  take();
}

function fill(select, options, value) {
  select.replaceChildren(...options.map(([name, text]) => new Option(text, name)));
  select.value = value;
}

/** What is seen beside what. */
function arrange() {
  const chart = Boolean(store.state?.chart);
  const editing = !$('chart-form').hidden;
  const now = editing ? 'changes' : chart ? view : 'score';
  $('paper').dataset.view = now;
  $('view-field').hidden = !chart;
  $('changes').hidden = !chart && !editing;
  $('changes-head').hidden = !chart;
  $('form').hidden = !chart || editing;
}

/** Another chart, or none. */
export function take() {
  const key = JSON.stringify([store.state?.chart ?? null, reading, document.documentElement.lang]);
  arrange();
  if (key === shown) {
    return;
  }
  shown = key;
  lit = -1;
  cells = [];
  const host = $('form');
  host.replaceChildren();
  $('changes-title').textContent = title();
  for (const { section, bars } of rowsOf(form())) {
    const row = document.createElement('div');
    row.className = 'row';
    if (section) {
      const name = document.createElement('button');
      name.type = 'button';
      name.className = 'section';
      name.textContent = section;
      name.title = t('loopSection', section);
      name.setAttribute('aria-label', name.title);
      const [from, to] = sectionOf(form(), bars[0]);
      name.addEventListener('click', () => practice.loop([from + 1, to + 1]).catch(problem));
      row.append(name);
    }
    bars.forEach((at) => row.append(cell(at)));
    host.append(row);
  }
  mark();
}

function cell(at) {
  const bar = form()[at];
  const element = document.createElement('div');
  element.className = 'bar';
  element.dataset.bar = String(at);
  const before = form()[at - 1];
  const again = before && bar.at.length === 1 && before.at.length === 1 && bar.meter === before.meter && bar.C[0] === before.C[0] && !bar.section;
  bar[reading].forEach((name, i) => {
    const chord = document.createElement('span');
    chord.textContent = again ? '𝄎' : chordName(name);
    if (again) {
      chord.setAttribute('role', 'img');
      chord.setAttribute('aria-label', chordName(name));
    }
    chord.dataset.chord = String(i);
    element.append(chord);
  });
  if (before ? bar.meter !== before.meter : bar.meter !== '4/4') {
    element.dataset.meter = bar.meter;
  }
  cells[at] = element;
  return element;
}

/** Bars that loop, or are being chosen. */
export function mark() {
  const loop = practice.looped();
  const range = drawn && drawn[0] !== drawn[1] ? [Math.min(...drawn), Math.max(...drawn)] : loop ? [loop[0] - 1, loop[1] - 1] : null;
  cells.forEach((element, at) => element.classList.toggle('looped', Boolean(range && at >= range[0] && at <= range[1])));
  $('chart-loop').hidden = !loop;
}

/** Once a frame: the bar that sounds is lit, its chord and the coming one stand large. */
export function frame() {
  const bars = form();
  if (!bars.length) {
    return;
  }
  const tick = tickAt();
  const number = rolling() ? barAt(store.position, tick) : 0;
  const place = placeOf(number, bars.length);
  const chord = rolling() ? chordAt(bars[place], tick - store.position.start - (number - store.position.bar) * store.position.ticks) : 0;
  const now = rolling() ? place * 64 + chord : -2 - place;
  if (now === lit) {
    return;
  }
  lit = now;
  all('.lit', $('form')).forEach((element) => element.classList.remove('lit'));
  if (rolling()) {
    cells[place]?.classList.add('lit');
    children(cells[place])[chord]?.classList.add('lit');
    const host = $('form');
    const row = cells[place].parentElement;
    if (row.offsetTop < host.scrollTop || row.offsetTop + row.offsetHeight > host.scrollTop + host.clientHeight) {
      host.scrollTop = row.offsetTop;
    }
  }
  $('chord-now').textContent = chordName(bars[place][reading][chord]);
  $('chord-next').textContent = chordName(coming(bars, place, chord, reading));
}
