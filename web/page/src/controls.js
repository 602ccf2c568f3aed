// The controls, built from the engine's own table: its kinds, ranges, units and meanings.
import { $, all, children } from './dom.js';
import { command, post } from './link.js';
import { FIRST, fields, keyName, keys, ofVoice, step, top, valueOf } from './rows.js';
import { store } from './store.js';
import { t } from './words.js';

/** Named tunings of the temperature. */
const TUNINGS = { faithful: 0.8, balanced: 1, creative: 1.25 };
const KEYS = { regenerate: 'R', undo: 'Q', keep: 'Enter', hold: 'N', mute: 'M', click: 'C', panic: 'Escape', play: 'Space' };
const widgets = new Map();
let table = [];
/** Which voice the rows with voices set; 0 for all. */
let voice = 0;
/** @type {(problem: any, undo?: { label: string, act: () => void }) => void} */
let problem = () => {};

export const label = (name) => t(`control.${name}`) ?? t(`action.${name}`) ?? name;

/** Builds all from the table. */
export function build(rows, onProblem) {
  table = rows;
  problem = onProblem;
  widgets.clear();
  const host = $('controls');
  host.replaceChildren();
  const shown = fields(rows);
  host.append(voiceField());
  for (const row of shown.filter((r) => FIRST.includes(r.name))) {
    host.append(row.kind === 'choice' ? select(row) : slider(row));
  }
  const more = document.createElement('details');
  more.innerHTML = '<summary></summary>';
  more.firstChild.textContent = t('more');
  for (const row of shown.filter((r) => !FIRST.includes(r.name))) {
    more.append(row.kind === 'choice' ? select(row) : slider(row));
  }
  host.append(more);
  modes(rows.find((row) => row.name === 'mode'));
  tunings();
  actions(rows);
  show();
}

const set = (name, value) => post('controls', { [ofVoice(table.find((row) => row.name === name), name, voice)]: value }).catch(problem);

/** All voices, or one that the companion plays. */
function voiceField() {
  const element = document.createElement('div');
  element.className = 'control wide';
  element.id = 'voice-field';
  element.innerHTML = '<label for="voice"></label><select id="voice"></select><label class="tick"><input type="checkbox" id="voice-mute"><span></span></label>';
  const [name, choice, mute] = children(element);
  name.textContent = t('voices');
  mute.lastChild.textContent = t('voiceMute');
  mute.hidden = true;
  choice.addEventListener('change', () => {
    voice = Number(choice.value);
    show();
  });
  mute.firstChild.addEventListener('change', () => set('mute', mute.firstChild.checked ? 'on' : 'off'));
  return element;
}

function showVoices() {
  const own = (store.state?.preset?.voices ?? []).map((part, i) => [part, i + 1]).filter(([part]) => part.plays);
  const choice = $('voice');
  if (!choice) {
    return;
  }
  $('voice-field').hidden = own.length < 2;
  if (!own.some(([, number]) => number === voice)) {
    voice = 0;
  }
  const options = [[0, t('voicesAll')], ...own.map(([part, number]) => [number, `${number} · ${t(`clef.${part.clef}`) ?? part.clef}`])];
  if (options.map(([, text]) => text).join() !== [...choice.options].map((o) => o.text).join()) {
    choice.replaceChildren(...options.map(([number, text]) => new Option(text, String(number))));
  }
  choice.value = voice;
  all('#voice-field .tick')[0].hidden = voice === 0;
  $('voice-mute').checked = (store.controls[`mute.${voice}`] ?? store.controls.mute) >= 0.5;
}

function meaning(row) {
  return t(`meaning.${row.name}`) ?? row.meaning;
}

function field(row) {
  const element = document.createElement('div');
  element.className = 'control';
  element.title = meaning(row);
  return element;
}

function slider(row) {
  const element = field(row);
  const id = `c-${row.name}`;
  const most = top(row);
  element.innerHTML = `<label for="${id}"></label><output></output><input type="range" id="${id}" min="${row.lowest}" max="${most}" step="${step(row)}">`;
  const [name, output, input] = children(element);
  name.textContent = label(row.name);
  const unit = (value) => (row.unit ? ` ${(value === 1 && t(`unit.${row.unit}.1`)) || (t(`unit.${row.unit}`) ?? row.unit)}` : '');
  const say = () => {
    const value = Number(Number(input.value).toFixed(2));
    output.textContent = value + unit(value);
    input.style.setProperty('--at', `${((input.value - row.lowest) / (most - row.lowest)) * 100}%`);
  };
  input.addEventListener('input', say);
  input.addEventListener('change', () => set(row.name, Number(input.value)));
  widgets.set(row.name, (value) => {
    if (document.activeElement !== input || !input.matches(':active')) {
      input.value = value;
      say();
    }
  });
  return element;
}

function select(row) {
  const element = field(row);
  element.classList.add('wide');
  const id = `c-${row.name}`;
  element.innerHTML = `<label for="${id}"></label><select id="${id}"></select>`;
  const [name, choice] = children(element);
  name.textContent = label(row.name);
  for (const { value, word } of row.choices) {
    choice.add(new Option(t(`choice.${word}`) ?? keyName(word), value));
    choice.options[choice.options.length - 1].dataset.word = word;
  }
  choice.addEventListener('change', () => set(row.name, choice.selectedOptions[0].dataset.word));
  widgets.set(row.name, (value) => { choice.value = value; });
  return element;
}

function modes(row) {
  const host = $('modes');
  host.replaceChildren();
  const buttons = row.choices.map(({ value, word }, i) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.setAttribute('role', 'radio');
    button.dataset.key = String(i + 1);
    button.dataset.mode = word;
    button.textContent = t(`mode.${word}`) ?? word;
    button.title = t(`mode.${word}.hint`) ?? '';
    button.addEventListener('click', () => set('mode', word));
    host.append(button);
    return [value, button];
  });
  widgets.set('mode', (value) => {
    for (const [own, button] of buttons) {
      button.setAttribute('aria-checked', String(own === value));
      const cannot = button.dataset.mode === 'accompany' && store.state?.preset && !store.state.preset.canAccompany;
      button.setAttribute('aria-disabled', String(Boolean(cannot)));
      button.title = cannot ? t('mode.cannot') : t(`mode.${button.dataset.mode}.hint`);
    }
  });
}

function tunings() {
  const host = $('tunings');
  host.replaceChildren();
  host.setAttribute('aria-label', t('tuning'));
  const buttons = Object.entries(TUNINGS).map(([name, temperature]) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.setAttribute('role', 'radio');
    button.textContent = t(`tuning.${name}`);
    button.addEventListener('click', () => set('temperature', temperature));
    host.append(button);
    return { temperature, button };
  });
  const slide = widgets.get('temperature');
  widgets.set('temperature', (value) => {
    slide?.(value);
    buttons.forEach(({ temperature, button }) => button.setAttribute('aria-checked', String(Math.abs(temperature - value) < 0.01)));
  });
}

/** The big keys: start and stop, then every trigger and switch of the table, panic last. */
function actions(rows) {
  const host = $('actions');
  host.replaceChildren();
  const key = (name, act, kind = 'trigger') => {
    const button = document.createElement('button');
    button.type = 'button';
    button.id = `do-${name}`;
    button.className = name === 'panic' ? 'danger' : name === 'play' ? 'play' : '';
    button.dataset.key = KEYS[name] ?? '';
    button.innerHTML = '<b></b><kbd></kbd>';
    button.firstChild.textContent = name === 'play' ? t('action.play') : label(name);
    button.lastChild.textContent = t(`key.${KEYS[name]}`) ?? KEYS[name] ?? '';
    if (kind === 'switch') {
      button.setAttribute('aria-pressed', 'false');
    }
    button.addEventListener('click', act);
    host.append(button);
    return button;
  };
  key('play', () => command(store.position.rolling ? 'stop' : 'start').catch(problem));
  for (const row of keys(rows)) {
    const button = key(row.name, () => (row.kind === 'trigger'
      ? command(row.name).catch(problem)
      : post('controls', { [row.name]: store.controls[row.name] >= 0.5 ? 'off' : 'on' }).catch(problem)), row.kind);
    button.title = meaning(row);
    if (row.kind === 'switch') {
      widgets.set(row.name, (value) => button.setAttribute('aria-pressed', String(value >= 0.5)));
    }
  }
}

/** Shows what is set. */
export function show() {
  showVoices();
  for (const row of table) {
    const value = valueOf(row, store.controls, voice);
    if (value !== undefined) {
      widgets.get(row.name)?.(value);
    }
  }
  showRolling();
}

export function showRolling() {
  const button = $('do-play');
  if (button) {
    button.firstChild.textContent = t(store.position.rolling ? 'action.stop' : 'action.play');
    button.classList.toggle('on', store.position.rolling);
  }
}

/** Presses the key of the deck, or the mode, that a keyboard shortcut means. */
export function shortcut(event) {
  const wanted = event.code === 'Space' ? 'Space' : event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const button = all('[data-key]').find((b) => b.dataset.key === wanted);
  button?.click();
  button?.classList.add('pressed');
  setTimeout(() => button?.classList.remove('pressed'), 120);
  return Boolean(button);
}
