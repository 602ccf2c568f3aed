// The controls, built from the engine's own table: its kinds, ranges, units and meanings.
import { command, post } from './link.js';
import { store } from './store.js';
import { t } from './words.js';

/** Switches and triggers are keys of the deck, the mode is chosen above; these come first, all others behind "more". */
const FIRST = ['key-lock', 'listen-bars', 'answer-bars', 'horizon', 'density', 'register', 'loudness', 'feel'];
const ELSEWHERE = ['mode', 'backing'];
/** Named tunings of the temperature. */
const TUNINGS = { faithful: 0.8, balanced: 1, creative: 1.25 };
const KEYS = { regenerate: 'R', undo: 'Q', keep: 'Enter', hold: 'N', mute: 'M', click: 'C', panic: 'Escape', play: 'Space' };
const widgets = new Map();
let table = [];
/** Which voice the rows with voices set; 0 for all. */
let voice = 0;
let problem = () => {};

export const label = (name) => t(`control.${name}`) ?? t(`action.${name}`) ?? name;

/** Builds all from the table. */
export function build(rows, onProblem) {
  table = rows;
  problem = onProblem;
  widgets.clear();
  const host = document.getElementById('controls');
  host.replaceChildren();
  const shown = rows.filter((row) => ['choice', 'whole', 'amount'].includes(row.kind) && !ELSEWHERE.includes(row.name));
  host.append(voiceField());
  const place = (row) => (FIRST.includes(row.name) ? FIRST.indexOf(row.name) : FIRST.length);
  shown.sort((a, b) => place(a) - place(b));
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

const set = (name, value) => post('controls', { [ofVoice(name)]: value }).catch(problem);

const perVoice = (name) => table.find((row) => row.name === name)?.perVoice && name !== 'backing';

/** A row's name, for the chosen voice if it has voices. */
const ofVoice = (name) => (voice > 0 && perVoice(name) ? `${name}.${voice}` : name);

/** All voices, or one that the companion plays. */
function voiceField() {
  const element = document.createElement('div');
  element.className = 'control wide';
  element.id = 'voice-field';
  element.innerHTML = '<label for="voice"></label><select id="voice"></select><label class="tick"><input type="checkbox" id="voice-mute"><span></span></label>';
  const [name, choice, mute] = element.children;
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
  const choice = document.getElementById('voice');
  if (!choice) {
    return;
  }
  document.getElementById('voice-field').hidden = own.length < 2;
  if (!own.some(([, number]) => number === voice)) {
    voice = 0;
  }
  const options = [[0, t('voicesAll')], ...own.map(([part, number]) => [number, `${number} · ${t(`clef.${part.clef}`) ?? part.clef}`])];
  if (options.map(([, text]) => text).join() !== [...choice.options].map((o) => o.text).join()) {
    choice.replaceChildren(...options.map(([number, text]) => new Option(text, number)));
  }
  choice.value = voice;
  document.querySelector('#voice-field .tick').hidden = voice === 0;
  document.getElementById('voice-mute').checked = (store.controls[`mute.${voice}`] ?? store.controls.mute) >= 0.5;
}

function meaning(row) {
  return t(`meaning.${row.name}`) ?? row.meaning;
}

function field(row) {
  const field = document.createElement('div');
  field.className = 'control';
  field.title = meaning(row);
  return field;
}

function slider(row) {
  const element = field(row);
  const id = `c-${row.name}`;
  const step = row.kind === 'whole' ? 1 : row.highest - row.lowest > 5 ? 0.05 : 0.25 / Math.max(1, 4 / (row.highest - row.lowest));
  const top = row.name === 'temperature' ? 2 : row.kind === 'whole' && row.unit === 'bars' ? 16 : row.highest;
  element.innerHTML = `<label for="${id}"></label><output></output><input type="range" id="${id}" min="${row.lowest}" max="${top}" step="${step}">`;
  const [name, output, input] = element.children;
  name.textContent = label(row.name);
  const unit = (value) => (row.unit ? ` ${(value === 1 && t(`unit.${row.unit}.1`)) || (t(`unit.${row.unit}`) ?? row.unit)}` : '');
  const say = () => {
    const value = Number(Number(input.value).toFixed(2));
    output.textContent = value + unit(value);
    input.style.setProperty('--at', `${((input.value - row.lowest) / (top - row.lowest)) * 100}%`);
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
  const [name, choice] = element.children;
  name.textContent = label(row.name);
  for (const { value, word } of row.choices) {
    choice.add(new Option(t(`choice.${word}`) ?? word.replace(/b(?=m?$)/, '♭').replace('#', '♯'), value));
    choice.options[choice.options.length - 1].dataset.word = word;
  }
  choice.addEventListener('change', () => set(row.name, choice.selectedOptions[0].dataset.word));
  widgets.set(row.name, (value) => { choice.value = value; });
  return element;
}

function modes(row) {
  const host = document.getElementById('modes');
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
  const host = document.getElementById('tunings');
  host.replaceChildren();
  host.setAttribute('aria-label', t('tuning'));
  const buttons = Object.entries(TUNINGS).map(([name, temperature]) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.setAttribute('role', 'radio');
    button.textContent = t(`tuning.${name}`);
    button.addEventListener('click', () => set('temperature', temperature));
    host.append(button);
    return [temperature, button];
  });
  const slide = widgets.get('temperature');
  widgets.set('temperature', (value) => {
    slide?.(value);
    buttons.forEach(([own, button]) => button.setAttribute('aria-checked', String(Math.abs(own - value) < 0.01)));
  });
}

/** The big keys: start and stop, then every trigger and switch of the table, panic last. */
function actions(rows) {
  const host = document.getElementById('actions');
  host.replaceChildren();
  const key = (name, act, kind) => {
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
  const order = (row) => (row.name === 'panic' ? 9 : row.kind === 'trigger' ? 1 : 2);
  const rest = rows.filter((r) => ['trigger', 'switch'].includes(r.kind) && !ELSEWHERE.includes(r.name)).sort((a, b) => order(a) - order(b));
  for (const row of rest) {
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
    const value = store.controls[row.kind === 'switch' ? row.name : ofVoice(row.name)] ?? store.controls[row.name];
    if (value !== undefined) {
      widgets.get(row.name)?.(value);
    }
  }
  showRolling();
}

export function showRolling() {
  const button = document.getElementById('do-play');
  if (button) {
    button.firstChild.textContent = t(store.position.rolling ? 'action.stop' : 'action.play');
    button.classList.toggle('on', store.position.rolling);
  }
}

/** Presses the key of the deck, or the mode, that a keyboard shortcut means. */
export function shortcut(event) {
  const wanted = event.code === 'Space' ? 'Space' : event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const button = [...document.querySelectorAll('[data-key]')].find((b) => b.dataset.key === wanted);
  button?.click();
  button?.classList.add('pressed');
  setTimeout(() => button?.classList.remove('pressed'), 120);
  return Boolean(button);
}
