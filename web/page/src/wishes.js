// What is ready to play, and what a line of words asks for: both become one session with its controls.
import { $ } from './dom.js';
import { post } from './link.js';
import * as presets from './presets.js';
import { keyName } from './rows.js';
import { store } from './store.js';
import { ordered, whole as filled, wishOf } from './wish.js';
import { t } from './words.js';

const METERS = ['4/4', '3/4', '2/4', '6/8', '9/8', '12/8', '5/4', '7/8'];
const TONICS = 'C Db D Eb E F F# G Ab A Bb B'.split(' ');
let fields = {};
let unknown = [];
let library = null;
/** @type {(wish: object) => Promise<void>} */
let open = async () => {};
/** @type {(problem: any, undo?: { label: string, act: () => void }) => void} */
let problem = () => {};

/** {session} opens what is wished for. */
export function start(known, session, onProblem) {
  library = known;
  open = session;
  problem = onProblem;
  $('say').addEventListener('submit', (event) => {
    event.preventDefault();
    listen();
  });
  // Enter says it; what is pasted may have lines.
  $('say-text').addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      listen();
    }
  });
  $('say-text').addEventListener('input', grow);
  $('uses').addEventListener('change', () => {
    const use = library.uses.find((u) => u.name === $('uses').value);
    if (use) {
      choose(use);
    }
  });
}

/** Fills in the words of the language. */
export function say() {
  $('say-text').placeholder = t('sayHint');
  const chosen = $('uses').value;
  $('uses').replaceChildren(new Option(t('usesChoose'), ''), ...library.uses.map((use) => new Option(title(use), use.name)));
  $('uses').value = chosen;
  chips();
}

export const title = (use) => (document.documentElement.lang === 'zh' ? use['title-zh'] : use.title);

export function choose(use) {
  $('uses').value = library.uses.includes(use) ? use.name : '';
  return open(whole({
    preset: use.preset, mode: use.mode, chart: use.chart, cycle: use.cycle, backing: use.backing, meter: use.meter, tempo: use.tempo, set: use.set }));
}

/** Styles of the program, and one's own. */
const styles = () => [...library.presets, ...presets.all()];

/** What is not said is as the style has it; without a style, as the one that plays has it. */
const whole = (wish) => filled(wish, styles().find((p) => p.name === (wish.preset ?? store.state.preset.name)));

function grow() {
  const text = $('say-text');
  // Long lines wrap: as many rows as they need, up to six.
  for (text.rows = 1; text.rows < 6 && text.scrollHeight > text.clientHeight + 2; text.rows++);
}

async function listen() {
  const text = $('say-text').value.trim();
  if (!text) {
    return;
  }
  try {
    ({ fields, unknown } = await post('say', { text }));
  } catch (error) {
    problem(error);
    return;
  }
  chips();
}

/** What may stand in a field, if it is one of several: [value, words]. */
function choices(field, value) {
  switch (field) {
    case 'style': return styles().map((p) => [p.name, t(`preset.${p.name}`) ?? p.title]);
    case 'mode': return ['continue', 'trade', 'accompany', 'thru'].map((mode) => [mode, t(`mode.${mode}`)]);
    case 'meter': return [...new Set([value, ...METERS])].map((meter) => [meter, meter]);
    case 'backing': return library.backings.map((backing) => [backing, t(`backing.${backing}`) ?? backing]);
    case 'key': return [...new Set([value, ...TONICS, ...TONICS.map((tonic) => `${tonic}m`)])].map((key) => [key, keyName(key)]);
    default: return null;
  }
}

/** What was understood, a field each, to be corrected or left out; then the key that plays it. */
function chips() {
  const host = $('chips');
  host.replaceChildren();
  for (const [field, value] of ordered(fields)) {
    host.append(chip(field, value));
  }
  if (unknown.length) {
    const not = document.createElement('p');
    not.className = 'not';
    not.textContent = t('sayNot', unknown.join(', '));
    host.append(not);
  }
  if (Object.keys(fields).length) {
    const act = document.createElement('button');
    act.type = 'button';
    act.className = 'act';
    act.id = 'say-do';
    act.textContent = t('sayDo');
    act.addEventListener('click', perform);
    host.append(act);
  }
}

function chip(field, value) {
  const element = document.createElement('div');
  element.className = field === 'chart' || field === 'opening' ? 'chip long' : 'chip';
  element.dataset.field = field;
  const id = `say-${field}`;
  element.innerHTML = `<label for="${id}"></label>`;
  const name = t(`field.${field}`) ?? t(`control.${field}`) ?? field;
  element.firstChild.textContent = name;
  const several = choices(field, value);
  /** @type {any} */
  const input = document.createElement(several ? 'select' : field === 'opening' ? 'textarea' : 'input');
  input.id = id;
  if (several) {
    input.append(...several.map(([own, words]) => new Option(words, own)));
  } else if (field !== 'chart' && field !== 'opening') {
    input.inputMode = 'decimal';
    input.size = 5;
  }
  if (field === 'opening') {
    input.rows = Math.min(8, value.trim().split('\n').length);
  }
  input.value = value;
  input.addEventListener('change', () => { fields[field] = input.value.trim(); });
  const out = document.createElement('button');
  out.type = 'button';
  out.textContent = '×';
  out.setAttribute('aria-label', t('sayRemove', name));
  out.addEventListener('click', () => {
    delete fields[field];
    chips();
  });
  element.append(input, out);
  return element;
}

function perform() {
  const wish = wishOf(fields);
  if (wish.tempo !== undefined && !(wish.tempo > 0)) {
    problem(t('sayTempo', fields.tempo));
    return null;
  }
  fields = {};
  unknown = [];
  chips();
  $('say-text').blur();
  $('uses').value = '';
  return open(whole(wish));
}
