// The piano roll: what sounded, what is to come, now, and the line up to which it is settled.
import { $ } from './dom.js';
import { range, stretch, visible } from './rolled.js';
import { rolling, settledTick, store, tickAt } from './store.js';

const QUARTER = 10080;
const canvas = $('roll');
const drawing = canvas.getContext('2d');
let pitches = { lowest: 55, highest: 79 };

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
let colours = {};

export function recolour() {
  colours = Object.fromEntries(
    ['--you', '--ink', '--may', '--line', '--hair', '--accent', '--paper', '--wash-you', '--wash-it', '--faint'].map((n) => [n, colour(n)]));
}

/** Draws one frame. */
export function frame() {
  const ratio = devicePixelRatio || 1;
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  drawing.setTransform(ratio, 0, 0, ratio, 0, 0);
  drawing.clearRect(0, 0, width, height);
  const now = tickAt();
  const { from, to } = stretch(width, now, QUARTER);
  const x = (tick) => ((tick - from) / (to - from)) * width;
  const notes = visible(store, settledTick(), from, to, now);
  pitches = range(pitches, notes);
  const { lowest, highest } = pitches;
  const y = (pitch) => height - 6 - ((pitch - lowest + 0.5) / (highest - lowest + 1)) * (height - 12);
  const thick = Math.max(3, Math.min(9, (height - 12) / (highest - lowest + 1) - 1));
  grid(x, y, from, to, width, height);
  for (const note of notes) {
    const left = x(note.tick);
    const right = Math.max(left + 3, x(note.end ?? now) - 1.5);
    drawing.fillStyle = note.kind === 'you' ? colours['--you'] : note.kind === 'it' ? colours['--ink'] : colours['--may'];
    drawing.globalAlpha = note.kind === 'may' ? 0.75 : 1;
    drawing.beginPath();
    drawing.roundRect(left, y(note.pitch) - thick / 2, right - left, thick, Math.min(3, thick / 2));
    drawing.fill();
  }
  drawing.globalAlpha = 1;
  const settled = x(settledTick());
  drawing.strokeStyle = colours['--ink'];
  drawing.lineWidth = 1;
  line(x(now), height);
  if (rolling()) {
    drawing.strokeStyle = colours['--accent'];
    drawing.setLineDash([4, 4]);
    line(settled, height);
    drawing.setLineDash([]);
  }
}

function line(x, height) {
  drawing.beginPath();
  drawing.moveTo(Math.round(x) + 0.5, 0);
  drawing.lineTo(Math.round(x) + 0.5, height);
  drawing.stroke();
}

function grid(x, y, from, to, width, height) {
  const p = store.position;
  const { lowest, highest } = pitches;
  drawing.fillStyle = colours['--faint'];
  for (let pitch = Math.ceil(lowest); pitch <= highest; pitch++) {
    if ([1, 3, 6, 8, 10].includes(((pitch % 12) + 12) % 12)) {
      const step = (height - 12) / (highest - lowest + 1);
      drawing.fillRect(0, y(pitch) - step / 2, width, step);
    }
  }
  for (const bar of store.bars.values()) {
    if (bar.start < to && bar.start + bar.ticks > from && (bar.antiphon || bar.you)) {
      drawing.fillStyle = bar.antiphon ? colours['--wash-it'] : colours['--wash-you'];
      drawing.fillRect(x(bar.start), 0, x(bar.start + bar.ticks) - x(bar.start), height);
    }
  }
  const beat = (QUARTER * 4) / Number(p.meter.split('/')[1] || 4);
  for (let bar = Math.floor((from - p.start) / p.ticks); p.start + bar * p.ticks < to; bar++) {
    const start = p.start + bar * p.ticks;
    for (let tick = start; tick < start + p.ticks; tick += beat) {
      drawing.strokeStyle = tick === start ? colours['--line'] : colours['--hair'];
      drawing.lineWidth = 1;
      line(x(tick), height);
    }
    drawing.fillStyle = colours['--line'];
    drawing.font = '11px system-ui, sans-serif';
    if (p.bar + bar >= 0) {
      drawing.fillText(String(p.bar + bar + 1), x(start) + 4, 12);
    }
  }
}
