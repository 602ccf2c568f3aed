// A take that is heard: its notes on the page's own sound, a little ahead of time, with a cursor on its roll.
import { noteOff, noteOn, silence, wake } from './synth.js';
import { t } from './words.js';

const AHEAD_MS = 160;
const NS = 'http://www.w3.org/2000/svg';
let playing = null;
let cursor = null;

export const isPlaying = () => playing !== null;

function svg(tag, attributes) {
  const element = document.createElementNS(NS, tag);
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, String(value)));
  return element;
}

/** The whole take, all notes; a click, or the arrows, choose a bar. */
export function roll({ take, notes, bars, from }, choose) {
  const end = Math.max(take.lengthMs, 1);
  const pitches = notes.map((note) => note.pitch);
  const low = Math.min(...pitches) - 2;
  const span = Math.max(18, Math.max(...pitches) + 2 - low);
  const picture = svg('svg', { viewBox: `0 0 ${end} 100`, preserveAspectRatio: 'none', class: 'take-roll', id: 'take-roll', tabindex: 0, role: 'slider',
    'aria-label': t('takes.roll'), 'aria-valuemin': 1, 'aria-valuemax': bars.length, 'aria-valuenow': from + 1 });
  const mark = svg('line', { y1: 0, y2: 100, class: 'from' });
  const show = (bar) => {
    picture.setAttribute('aria-valuenow', bar + 1);
    mark.setAttribute('x1', bars[bar]);
    mark.setAttribute('x2', bars[bar]);
  };
  const go = (bar) => {
    show(bar);
    choose(bar);
  };
  for (const at of bars) {
    picture.append(svg('line', { x1: at, x2: at, y1: 0, y2: 100, class: 'bar' }));
  }
  for (const note of notes) {
    picture.append(svg('rect', { x: note.onsetMs, y: 100 - ((note.pitch - low) / span) * 100, width: Math.max(end / 400, note.lengthMs), height: Math.max(1.6, 100 / span), class: note.companion ? 'it' : 'you' }));
  }
  cursor = svg('line', { x1: 0, x2: 0, y1: 0, y2: 100, class: 'now' });
  picture.append(mark, cursor);
  picture.addEventListener('click', (event) => {
    const box = picture.getBoundingClientRect();
    const ms = ((event.clientX - box.left) / box.width) * end;
    go(Math.max(0, bars.findLastIndex((at) => at <= ms)));
  });
  picture.addEventListener('keydown', (event) => {
    const now = Number(picture.getAttribute('aria-valuenow')) - 1;
    const next = { ArrowLeft: now - 1, ArrowDown: now - 1, ArrowRight: now + 1, ArrowUp: now + 1, Home: 0, End: bars.length - 1 }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      go(Math.max(0, Math.min(bars.length - 1, next)));
    }
  });
  show(from);
  return picture;
}

export function toggle(take, bar, button) {
  if (playing) {
    stop();
  } else {
    begin(take, bar, button);
  }
}

/** From another bar, if it is heard now. */
export function restart(take, bar, button) {
  if (playing) {
    stop();
    begin(take, bar, button);
  }
}

function begin({ take, notes, bars }, bar, button) {
  wake();
  const fromMs = bars[bar] ?? 0;
  const waiting = notes.filter((note) => note.onsetMs >= fromMs).sort((a, b) => a.onsetMs - b.onsetMs);
  playing = { start: performance.now() + 120 - fromMs, waiting, at: 0, button, end: take.lengthMs, timer: 0, offs: [] };
  button.textContent = t('takes.stop');
  playing.timer = setInterval(step, 40);
  step();
}

function step() {
  const now = performance.now() - playing.start;
  for (; playing.at < playing.waiting.length && playing.waiting[playing.at].onsetMs < now + AHEAD_MS; playing.at++) {
    const note = playing.waiting[playing.at];
    const who = note.companion ? 'it' : 'you';
    const onset = playing.start + note.onsetMs;
    const off = setTimeout(() => noteOff(who, 0, note.pitch, onset + note.lengthMs), Math.max(0, onset + note.lengthMs - performance.now() - 20));
    noteOn(who, 0, note.pitch, note.velocity, note.program, onset);
    playing.offs.push(off);
  }
  cursor?.setAttribute('x1', Math.max(0, now));
  cursor?.setAttribute('x2', Math.max(0, now));
  if (now > playing.end + 300) {
    stop();
  }
}

export function stop() {
  if (playing) {
    clearInterval(playing.timer);
    playing.offs.forEach(clearTimeout);
    playing.button.textContent = t('takes.hear');
    playing = null;
    silence();
  }
}
