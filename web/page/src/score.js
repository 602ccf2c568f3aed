// The live score: some bars to a system, each engraved by abcjs for itself and again only when one of its bars changed.
import abcjs from 'abcjs';
import { $, children } from './dom.js';
import { barAt } from './form.js';
import { below, ledgers, spelled, staffOf, unwritten } from './live.js';
import { rolling, settledTick, store, tickAt, together, whose } from './store.js';
import { barsPerSystem, chordName, numbersOf, systemAbc, xOf } from './systems.js';
import { t } from './words.js';

const WHOLE = 40320;
/** A note is written where it was played, but for its quantizing. */
const NEAR = 3400;
/** Systems that are kept on the page. */
const MOST_SYSTEMS = 40;

const host = $('score');
const systems = new Map();
const dirty = new Set();
let perSystem = 4;
let follow = true;
/** Engraving takes at most two fifths of the time, whatever the machine. */
let restsUntil = 0;
/** The system in which the music is. */
let current = null;
/** Systems that nobody sees wait until they are seen: many staves take long to engrave. */
const sight = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of /** @type {any[]} */ (entries)) {
    const there = systems.get(Number(target.dataset.index));
    if (there?.element === target) {
      there.seen = isIntersecting;
    }
  }
}, { root: host });

host.addEventListener('wheel', () => { follow = atHome(); }, { passive: true });
host.addEventListener('pointerdown', () => { follow = atHome(); });
host.addEventListener('scroll', () => { if (atHome()) follow = true; }, { passive: true });
const atHome = () => Math.abs(host.scrollTop - home()) < 40;

/** The latest is shown, but never at the cost of where the music is. */
function home() {
  const end = host.scrollHeight - host.clientHeight;
  return current && rolling() ? Math.min(end, current.element.offsetTop - host.firstElementChild.offsetTop) : end;
}

/** Everything is drawn anew: another preset, another width, a new beginning. */
export function reset() {
  width = host.clientWidth;
  const voices = store.state?.preset?.voices.length ?? 1;
  perSystem = barsPerSystem(width, voices);
  systems.clear();
  sight.disconnect();
  current = null;
  host.replaceChildren();
  for (const number of store.bars.keys()) {
    touch(number);
  }
  if (store.bars.size === 0) {
    const empty = document.createElement('div');
    empty.className = 'empty';
    for (const key of store.state?.chart && together() ? ['waitingOver', 'empty'] : ['waiting', 'empty', 'emptyMore']) {
      const line = document.createElement('p');
      line.textContent = t(key);
      empty.append(line);
    }
    if (store.state?.past) {
      const past = document.createElement('p');
      past.textContent = t('takes.past', store.state.past);
      empty.append(past);
    }
    host.append(empty);
  }
}

let resized = 0;
let width = 0;
// Only another width needs another engraving.
new ResizeObserver(() => {
  clearTimeout(resized);
  resized = setTimeout(() => (host.clientWidth !== width ? reset() : keepUp()), 120);
}).observe(host);

/** A bar looks otherwise: its system will be engraved anew. */
export function touch(number) {
  if (number >= 0) {
    dirty.add(Math.floor(number / perSystem));
  }
}

/** Once a frame: engraves what changed and is seen, the latest first, and moves the cursor. */
export function frame() {
  const began = performance.now();
  foresee();
  if (dirty.size && began >= restsUntil) {
    const index = Math.max(...[...dirty].filter((i) => systems.get(i)?.seen ?? true));
    if (index >= 0) {
      host.querySelector('.empty')?.remove();
      dirty.delete(index);
      engrave(index);
      const ended = performance.now();
      restsUntil = ended + 1.5 * (ended - began);
    }
  }
  mark();
}

function keepUp() {
  if (follow) {
    host.scrollTop = home();
  }
}

function system(index) {
  let there = systems.get(index);
  if (!there) {
    const element = document.createElement('div');
    element.className = 'system';
    element.dataset.index = String(index);
    element.innerHTML = '<div class="turns"></div><div class="staff"></div><div class="chords"></div><svg class="live" aria-hidden="true"></svg><div class="cursor" hidden></div>';
    const after = children(host).find((other) => Number(other.dataset.index) > index);
    host.insertBefore(element, after ?? null);
    there = { element, tentative: [], columns: [], seen: true };
    systems.set(index, there);
    sight.observe(element);
    if (systems.size > MOST_SYSTEMS) {
      const oldest = Math.min(...systems.keys());
      drop(oldest);
    }
  }
  return there;
}

function drop(index) {
  const there = systems.get(index);
  if (there) {
    sight.unobserve(there.element);
    there.element.remove();
    systems.delete(index);
    current = current === there ? null : current;
  }
}

/** Few voices are engraved larger; smaller than life would cut the staff off. */
function size() {
  const voices = store.state.preset.voices.length;
  return host.clientWidth < 480 ? 1 : voices === 1 ? 1.25 : voices === 2 ? 1.1 : 1;
}

function engrave(index) {
  const numbers = numbersOf(index, perSystem);
  if (!numbers.some((n) => store.bars.has(n))) {
    drop(index);
    return;
  }
  const there = system(index);
  const staff = there.element.querySelector('.staff');
  fade(there, staff, numbers);
  const room = Math.max(240, host.clientWidth - 24);
  const [tune] = abcjs.renderAbc(staff, systemAbc(store.state.preset, store.bars, numbers), {
    add_classes: true, scale: size(), staffwidth: room - 30, paddingtop: 4, paddingbottom: 4, paddingleft: 0, paddingright: 0,
    wrap: undefined, selectTypes: false, format: { stretchlast: 1 },
  });
  staff.querySelector('svg')?.setAttribute('aria-hidden', 'true');
  place(there, tune, numbers);
  there.texts = new Map(numbers.map((n) => [n, JSON.stringify(store.bars.get(n)?.antiphon?.voices ?? null)]));
  dress(there, numbers);
  keepUp();
}

/** What was planned and is written otherwise now stays a moment, fading. */
function fade(there, staff, numbers) {
  const now = tickAt();
  const gone = numbers.filter((n) => there.texts?.has(n) && there.texts.get(n) !== 'null'
    && there.texts.get(n) !== JSON.stringify(store.bars.get(n)?.antiphon?.voices ?? null));
  const old = staff.querySelector('svg');
  if (!gone.length || !old || matchMedia('(prefers-reduced-motion: reduce)').matches) {
    return;
  }
  // What has sounded, or sounds, is no ghost: it would hide what is played there.
  there.notes.filter((note) => gone.includes(note.bar) && (store.bars.get(note.bar)?.start ?? 0) + note.tick > now).forEach((note) => note.elements.forEach((e) => e.classList.add('gone')));
  const ghost = old.cloneNode(true);
  ghost.classList.add('ghost');
  there.element.querySelectorAll('.ghost').forEach((other) => other.remove());
  there.element.append(ghost);
  ghost.addEventListener('animationend', () => ghost.remove());
}

/** Finds where each note and bar line stands. */
function place(there, tune, numbers) {
  const scale = size();
  const origin = there.element.getBoundingClientRect().left;
  const left = (element) => {
    const seen = element.abselem?.elemset?.find((e) => e?.getBoundingClientRect)?.getBoundingClientRect();
    return seen?.width ? seen.left - origin : (element.abselem?.x ?? 0) * scale;
  };
  there.notes = [];
  there.columns = numbers.map(() => new Map());
  there.ends = numbers.map(() => null);
  there.begin = null;
  for (const line of tune?.lines ?? []) {
    for (const part of line.staff ?? []) {
      for (const voice of part.voices) {
        let bar = 0;
        let onset = 0;
        let factor = 1;
        for (const element of voice) {
          const x = left(element);
          if (element.el_type === 'bar') {
            if (onset > 0) {
              there.ends[bar] ??= x;
              bar++;
              onset = 0;
            }
          } else if (element.el_type === 'note' && bar < numbers.length) {
            if (element.startTriplet) {
              factor = element.tripletMultiplier ?? 2 / 3;
            }
            const tick = Math.round(onset);
            const elements = element.abselem?.elemset ?? [];
            there.columns[bar].set(tick, Math.min(x, there.columns[bar].get(tick) ?? Infinity));
            if (element.pitches?.length || element.rest?.type === 'rest') {
              there.notes.push({ bar: numbers[bar], tick, elements: elements.filter(Boolean), voice: voiceOf(element) });
            }
            onset += (element.duration ?? 0) * WHOLE * factor;
            if (element.endTriplet) {
              factor = 1;
            }
          }
        }
      }
    }
  }
  there.begin = Math.min(...there.columns[0].values()) - 12;
  there.staves = stavesOf(there, tune);
  there.numbers = numbers;
}

/** The top line and height of the staff of each voice. */
function stavesOf(there, tune) {
  const origin = there.element.getBoundingClientRect().top;
  const lines = children(there.element.querySelector('.staff')).flatMap((svg) => [...svg.querySelectorAll('.abcjs-staff')])
    .map((staff) => staff.getBoundingClientRect()).filter((box) => box.height > 8);
  return (tune?.lines ?? []).flatMap((line) => line.staff ?? []).flatMap((staff, i) => staff.voices.map(() => (lines[i]
    ? { top: lines[i].top - origin, space: lines[i].height / 8 } : null)));
}

/** Before the engine tells of the bar that is being played its staff stands there, empty. */
function foresee() {
  const number = rolling() ? barAt(store.position, tickAt()) : -1;
  if (number >= 0 && !store.bars.has(number)) {
    const { bar, start, ticks, meter } = store.position;
    const key = store.bars.get(number - 1)?.key ?? store.state.chart?.key ?? 'C';
    store.bars.set(number, { bar: number, start: start + (number - bar) * ticks, ticks, meter, key, you: null, antiphon: null, chords: [] });
    touch(number);
  }
}

/** The heads of what is played and not yet written; what is not written two quarters on belongs to no bar of the player's. */
function live(there) {
  const since = tickAt() - 20160;
  const voices = store.state.preset.voices;
  const parts = [];
  (there.numbers ?? []).forEach((number, i) => {
    const bar = store.bars.get(number);
    for (const note of bar ? unwritten(store.played, bar, NEAR).filter((one) => one.tick > since) : []) {
      const voice = staffOf(note.pitch, voices);
      const staff = there.staves?.[voice];
      if (staff) {
        const { step, sign } = spelled(note.pitch, bar.key);
        const half = below(step, voices[voice].clef);
        const [x, y, r] = [xIn(there, i, note.tick - bar.start, bar.ticks), (at) => staff.top + at * staff.space, staff.space];
        parts.push(ledgers(half).map((at) => `<line x1="${x - 2 * r}" x2="${x + 2 * r}" y1="${y(at)}" y2="${y(at)}"/>`).join('')
          + `<ellipse cx="${x}" cy="${y(half)}" rx="${1.3 * r}" ry="${r}" transform="rotate(-20 ${x} ${y(half)})"/>`
          + (sign ? `<text x="${x - 4.4 * r}" y="${y(half) + 1.3 * r}" font-size="${4 * r}">${sign}</text>` : ''));
      }
    }
  });
  const drawn = parts.join('');
  if (drawn !== there.live) {
    there.live = drawn;
    there.element.querySelector('.live').innerHTML = drawn;
  }
}

function voiceOf(element) {
  const classes = element.abselem?.elemset?.[0]?.getAttribute?.('class') ?? '';
  return Number(/abcjs-v(\d+)/.exec(classes)?.[1] ?? 0);
}

/** Whose notes they are, whose turn it is, and the chords. */
function dress(there, numbers) {
  const turns = there.element.querySelector('.turns');
  const chords = there.element.querySelector('.chords');
  turns.replaceChildren();
  chords.replaceChildren();
  numbers.forEach((number, i) => {
    const bar = store.bars.get(number);
    const left = i === 0 ? there.begin : there.ends[i - 1];
    const right = there.ends[i];
    if (!bar || left === null || right === null || !Number.isFinite(left)) {
      return;
    }
    const who = whose(bar);
    if (who) {
      const band = document.createElement('div');
      band.className = `band ${who}`;
      band.style.left = `${left}px`;
      band.style.width = `${right - left}px`;
      const before = store.bars.get(number - 1);
      if (i === 0 || whose(before) !== who) {
        band.dataset.who = who === 'you' ? t('you') : who === 'it' ? t('antiphon') : t('together');
      }
      turns.append(band);
    }
    for (const { at, name } of bar.chords ?? []) {
      const chord = document.createElement('span');
      chord.textContent = chordName(name);
      chord.style.left = `${xIn(there, i, at, bar.ticks)}px`;
      chords.append(chord);
    }
  });
  there.tentative = [];
  for (const note of there.notes) {
    const bar = store.bars.get(note.bar);
    const its = bar?.antiphon && !(bar.you && bar.you.voices[note.voice + 1] && bar.antiphon.voices[note.voice + 1] === undefined);
    const tick = bar ? bar.start + note.tick : 0;
    const kind = !its ? (bar?.you?.state === 'SOUNDING' ? 'n-you sounding' : 'n-you')
      : bar.antiphon.state === 'SEALED' ? 'n-it' : 'n-may';
    note.elements.forEach((e) => e.setAttribute('class', `${e.getAttribute('class') ?? ''} ${kind}`));
    if (kind === 'n-may') {
      there.tentative.push({ tick, elements: note.elements });
    }
  }
  // Beams, ties and slurs belong to a bar rather than to a note.
  for (const line of there.element.querySelectorAll('.staff .abcjs-beam-elem, .staff .abcjs-slur, .staff .abcjs-triplet')) {
    const at = Number(/abcjs-m(\d+)/.exec(line.getAttribute('class'))?.[1] ?? 0);
    const bar = store.bars.get(numbers[at]);
    const who = whose(bar);
    line.classList.add(who === 'it' || who === 'both' ? (bar.antiphon.state === 'SEALED' ? 'n-it' : 'n-may') : 'n-you');
    if (bar?.antiphon && bar.antiphon.state !== 'SEALED') {
      there.tentative.push({ tick: bar.start + bar.ticks / 2, elements: [line] });
    }
  }
}

/** Where a tick of bar {i} of a system stands. */
const xIn = (there, i, at, ticks) => xOf(there.columns[i], there.ends[i] ?? host.clientWidth, at, ticks);

/** What has been settled turns black, and the cursor stands where the music is. */
function mark() {
  const now = tickAt();
  const settled = settledTick();
  for (const there of systems.values()) {
    if (there.tentative.length && rolling()) {
      const still = [];
      for (const note of there.tentative) {
        if (note.tick <= settled) {
          note.elements.forEach((e) => { e.classList.remove('n-may'); e.classList.add('n-it'); });
        } else {
          still.push(note);
        }
      }
      there.tentative = still;
    }
    const cursor = there.element.querySelector('.cursor');
    const i = (there.numbers ?? []).findIndex((n) => {
      const bar = store.bars.get(n);
      return bar && now >= bar.start && now < bar.start + bar.ticks;
    });
    cursor.hidden = i < 0 || !rolling();
    if (there.live || i >= 0) {
      live(there);
    }
    if (!cursor.hidden) {
      if (current !== there) {
        current = there;
        keepUp();
      }
      const bar = store.bars.get(there.numbers[i]);
      cursor.style.transform = `translateX(${xIn(there, i, now - bar.start, bar.ticks)}px)`;
    }
  }
}
