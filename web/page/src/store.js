// What the page knows of the engine: the state as it was told, and what follows from it.
import { clock } from './link.js';

const PER_QUARTER = 10080;

export const store = {
  state: null,
  /** Bars by number. */
  bars: new Map(),
  controls: {},
  position: { rolling: false, tick: 0, at: 0, tempo: 100, bar: 0, start: 0, ticks: 40320, meter: '4/4' },
  figures: {},
  faults: [],
  /** Notes as they sounded: {you, pitch, tick, end, channel}. */
  played: [],
};

/** The tick of now, or of another moment of the engine's clock. */
export function tickAt(engineMs = clock.now()) {
  const p = store.position;
  return p.rolling ? p.tick + ((engineMs - p.at) / 60000) * p.tempo * PER_QUARTER : p.tick;
}

/** Up to here it is settled what sounds. */
export function settledTick() {
  const p = store.position;
  const sealed = 0.065 * (p.tempo / 60) * PER_QUARTER;
  const horizon = together() ? (store.controls.horizon ?? 0) * PER_QUARTER : 0;
  return tickAt() + sealed + horizon;
}

export const together = () => store.controls.mode === 2;

export const rolling = () => store.position.rolling;

/** Whose turn a bar is: 'you', 'it', 'both' or null. */
export function whose(bar) {
  const it = bar?.antiphon && Object.keys(bar.antiphon.voices).length > 0;
  const you = bar?.you;
  if (it && together()) {
    return 'both';
  }
  return it ? 'it' : you ? 'you' : null;
}

/** Takes down what sounded, for the roll. */
export function takePlayed(messages) {
  for (const [companion, status, pitch, velocity, , tick] of messages) {
    const command = status & 0xf0;
    const channel = status & 15;
    if (command !== 0x90 && command !== 0x80) {
      continue;
    }
    const open = store.played.findLast?.((n) => n.end === null && n.pitch === pitch && n.channel === channel && n.you === !companion);
    if (open) {
      open.end = Math.max(open.tick + 1, tick);
    }
    if (command === 0x90 && velocity > 0 && channel !== 9) {
      store.played.push({ you: !companion, pitch, channel, tick, end: null });
    }
  }
  if (store.played.length > 600) {
    store.played.splice(0, store.played.length - 600);
  }
}
