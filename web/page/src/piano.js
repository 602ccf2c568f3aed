// The piano of the page: by mouse, touch and computer keys. It plays at once, and tells the engine when it was played.
import { $ } from './dom.js';
import { play } from './link.js';
import { noteOff, noteOn, wake } from './synth.js';

const BLACK = new Set([1, 3, 6, 8, 10]);
/** Physical keys from the octave's C upward, as on the usual programs. */
const ROW = ['KeyA', 'KeyW', 'KeyS', 'KeyE', 'KeyD', 'KeyF', 'KeyT', 'KeyG', 'KeyY', 'KeyH', 'KeyU', 'KeyJ', 'KeyK', 'KeyO',
  'KeyL', 'KeyP', 'Semicolon', 'Quote'];
const LETTERS = ['A', 'W', 'S', 'E', 'D', 'F', 'T', 'G', 'Y', 'H', 'U', 'J', 'K', 'O', 'L', 'P', ';', "'"];
const host = $('piano');
const held = new Map();
const down = new Map();
let first = 60;
let sound = () => 0;

/** {program()} is the timbre of the player's own notes. */
export function start(program) {
  sound = program;
  build();
  new ResizeObserver(build).observe(host);
  host.addEventListener('pointerdown', (event) => {
    const pitch = pitchAt(event);
    if (pitch !== null) {
      host.setPointerCapture?.(event.pointerId);
      event.preventDefault();
      press(`p${event.pointerId}`, pitch, velocityAt(event), event.timeStamp);
    }
  });
  host.addEventListener('pointermove', (event) => {
    const id = `p${event.pointerId}`;
    if (held.has(id)) {
      const pitch = pitchAt(event);
      if (pitch !== null && pitch !== held.get(id)) {
        release(id, event.timeStamp);
        press(id, pitch, velocityAt(event), event.timeStamp);
      }
    }
  });
  for (const end of ['pointerup', 'pointercancel', 'lostpointercapture']) {
    host.addEventListener(end, (event) => release(`p${event.pointerId}`, event.timeStamp));
  }
  addEventListener('blur', () => [...held.keys()].forEach((id) => release(id)));
}

let built = '';

function build() {
  const whites = Math.max(10, Math.min(29, Math.floor(host.clientWidth / 34)));
  const lowest = Math.max(21, first - 12 * Math.floor((whites - 9) / 14));
  const shape = `${whites} ${lowest} ${first}`;
  if (shape === built) {
    return;
  }
  built = shape;
  host.replaceChildren();
  let at = 0;
  for (let pitch = lowest; at < whites && pitch <= 108; pitch++) {
    const black = BLACK.has(pitch % 12);
    const key = document.createElement('div');
    key.className = black ? 'black' : 'white';
    key.dataset.pitch = String(pitch);
    key.style.left = `${((black ? at - 0.31 : at) / whites) * 100}%`;
    key.style.width = `${((black ? 0.62 : 1) / whites) * 100}%`;
    const letter = LETTERS[pitch - first];
    key.innerHTML = `<span>${letter ?? ''}</span>${pitch % 12 === 0 ? `<i>C${pitch / 12 - 1}</i>` : ''}`;
    host.append(key);
    at += black ? 0 : 1;
  }
  for (const pitch of down.keys()) {
    light(pitch);
  }
}

export function shift(octaves) {
  first = Math.max(24, Math.min(84, first + 12 * octaves));
  build();
  return first / 12 - 1;
}

export const octave = () => first / 12 - 1;

/** @returns {any} */
const keyAt = (event) => document.elementFromPoint(event.clientX, event.clientY)?.closest?.('.piano > div');

function pitchAt(event) {
  const key = keyAt(event);
  return key ? Number(key.dataset.pitch) : null;
}

/** Farther down on the key is louder. */
function velocityAt(event) {
  const box = keyAt(event).getBoundingClientRect();
  return Math.round(56 + 56 * Math.max(0, Math.min(1, (event.clientY - box.top) / box.height)));
}

/** A computer key; returns whether it is one of the piano's. */
export function keyDown(event) {
  const at = ROW.indexOf(event.code);
  if (at < 0) {
    return false;
  }
  if (!event.repeat) {
    press(event.code, first + at, event.shiftKey ? 112 : 88, event.timeStamp);
  }
  return true;
}

export function keyUp(event) {
  release(event.code, event.timeStamp);
}

function press(id, pitch, velocity, pageMs) {
  if (held.has(id) || pitch > 127) {
    return;
  }
  held.set(id, pitch);
  wake();
  noteOn('you', 0, pitch, velocity, sound(), performance.now());
  play(0x90, pitch, velocity, pageMs);
}

function release(id, pageMs) {
  const pitch = held.get(id);
  if (pitch !== undefined) {
    held.delete(id);
    noteOff('you', 0, pitch, performance.now());
    play(0x80, pitch, 64, pageMs);
  }
}

/** Shows what sounds: by whom is seen by its colour. */
export function show(companion, pitch, on) {
  const who = companion ? 'it' : 'you';
  const set = down.get(pitch) ?? new Set();
  if (on) {
    set.add(who);
  } else {
    set.delete(who);
  }
  down.set(pitch, set);
  if (!set.size) {
    down.delete(pitch);
  }
  light(pitch, set);
}

function light(pitch, set = down.get(pitch) ?? new Set()) {
  const key = host.querySelector(`[data-pitch="${pitch}"]`);
  key?.classList.toggle('by-you', set.has('you'));
  key?.classList.toggle('by-it', set.has('it'));
}

export function dark() {
  for (const pitch of [...down.keys()]) {
    down.delete(pitch);
    light(pitch);
  }
}
