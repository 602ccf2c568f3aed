// The machine's MIDI devices: which inputs are heard, and where the companion sounds.
import { $, children } from './dom.js';
import { get, post } from './link.js';
import { store } from './store.js';
import { t } from './words.js';

const LOOK_MS = 4000;
let now = { inputs: [], outputs: [], output: '' };
let shown = '';
/** @type {(problem: any, undo?: { label: string, act: () => void }) => void} */
let problem = () => {};
let silence = () => {};

/** Whether the companion sounds in this browser. */
export const inBrowser = () => now.output === '';

/** {hush} ends what sounds in the browser. */
export function start(onProblem, hush) {
  problem = onProblem;
  silence = hush;
  $('output').addEventListener('change', () => choose({ output: $('output').value }));
  $('devices').addEventListener('toggle', look);
  setInterval(look, LOOK_MS);
}

/** What is plugged in meanwhile is there by itself. */
function look() {
  if ($('devices').open) {
    get('devices').then(take).catch(() => {});
  }
}

/** What there is, and what is chosen. */
export function take(devices) {
  if (!devices) {
    return;
  }
  if (now.output !== devices.output) {
    silence();
  }
  now = devices;
  say();
}

async function choose(wish) {
  try {
    take(await post('devices', wish));
  } catch (error) {
    problem(error);
    shown = '';
    say();
  }
}

export function say() {
  const key = JSON.stringify([now, document.documentElement.lang]);
  if (key === shown) {
    return;
  }
  shown = key;
  $('output').replaceChildren(...['', ...now.outputs].map((name) => new Option(name === '' ? t('thisBrowser') : name === 'synth' ? t('synth') : name, name)));
  if (![...$('output').options].some((o) => o.value === now.output)) {
    $('output').add(new Option(now.output, now.output));
  }
  $('output').value = now.output;
  const host = $('inputs');
  host.replaceChildren();
  if (!now.inputs.length) {
    host.textContent = t('inputsNone');
  }
  for (const input of now.inputs) {
    const label = document.createElement('label');
    label.className = 'tick';
    label.innerHTML = '<input type="checkbox"><span></span><small></small>';
    const [box, name, why] = children(label);
    box.checked = input.on;
    box.addEventListener('change', () => choose({ input: input.name, on: box.checked }));
    name.textContent = input.name;
    why.textContent = input.problem;
    host.append(label);
  }
}

/** Where it sounds, for the meters. */
export const device = () => (inBrowser() ? t('thisBrowser') : now.output === 'synth' ? t('synth') : now.output) ?? store.state?.model;
