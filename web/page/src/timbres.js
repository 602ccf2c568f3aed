// Timbres of the page's own sound, and how each note of one goes.

/** Amplitudes of harmonics; attack, decay and release in s; sustain 0-1; the filter's brightness as a factor of the pitch; level 0-1. */
const TIMBRES = {
  piano: { waves: [1, 0.55, 0.32, 0.18, 0.1, 0.07, 0.03], attack: 0.003, decay: 1.9, sustain: 0, release: 0.14, bright: 7, level: 0.5 },
  harpsichord: { waves: [0.5, 0.7, 0.65, 0.6, 0.5, 0.42, 0.35, 0.3, 0.22], attack: 0.001, decay: 1.1, sustain: 0, release: 0.06, bright: 14, level: 0.28 },
  organ: { waves: [1, 0.6, 0, 0.4, 0, 0.15, 0, 0.2], attack: 0.03, decay: 0.1, sustain: 0.9, release: 0.09, bright: 12, level: 0.24 },
  pluck: { waves: [1, 0.6, 0.45, 0.25, 0.2, 0.1], attack: 0.002, decay: 0.9, sustain: 0, release: 0.1, bright: 6, level: 0.5 },
  bass: { waves: [1, 0.5, 0.2, 0.08], attack: 0.006, decay: 1.3, sustain: 0.1, release: 0.08, bright: 6, level: 0.62 },
  strings: { waves: [1, 0.6, 0.45, 0.3, 0.24, 0.16, 0.12, 0.08], attack: 0.07, decay: 0.3, sustain: 0.8, release: 0.16, bright: 5, level: 0.26, vibrato: 5.2 },
  reed: { waves: [1, 0.35, 0.6, 0.22, 0.35, 0.12, 0.16], attack: 0.03, decay: 0.25, sustain: 0.75, release: 0.08, bright: 6, level: 0.3, vibrato: 4.6 },
  flute: { waves: [1, 0.28, 0.08, 0.03], attack: 0.045, decay: 0.2, sustain: 0.85, release: 0.1, bright: 8, level: 0.36, vibrato: 4.8 },
};

/** The timbre that stands for a program of General MIDI, 0 to 127. */
export function timbre(program) {
  if (program === 6) return TIMBRES.harpsichord;
  if (program < 16) return TIMBRES.piano;
  if (program < 24) return TIMBRES.organ;
  if (program < 32) return TIMBRES.pluck;
  if (program < 40) return TIMBRES.bass;
  if (program < 56) return TIMBRES.strings;
  if (program < 72) return TIMBRES.reed;
  return TIMBRES.flute;
}

/** Of one note: its frequency and the filter's in Hz, its peak 0-1, and how long it takes to die in s: high notes die sooner, as strings do. */
export function shape(pitch, velocity, sound) {
  const frequency = 440 * 2 ** ((pitch - 69) / 12);
  return {
    frequency,
    cutoff: Math.min(16000, frequency * (1.5 + sound.bright * (velocity / 127))),
    peak: (velocity / 127) ** 1.6 * sound.level,
    decay: sound.sustain ? sound.decay : sound.decay * 2 ** ((60 - pitch) / 26),
  };
}

/** How far beyond full scale the ceiling reaches. */
export const HEADROOM = 8;

/** What keeps any number of notes below full scale: as it is where it is quiet, bent towards 0.98 where it is loud; of input over HEADROOM. */
export function ceiling(points = 8193) {
  const bent = (x) => (x < 0.6 ? x : 0.6 + 0.38 * Math.tanh((x - 0.6) / 0.38));
  return Float32Array.from({ length: points }, (_, i) => {
    const x = ((2 * i) / (points - 1) - 1) * HEADROOM;
    return Math.sign(x) * bent(Math.abs(x));
  });
}

/** The audio clock stands still between blocks: the farthest it was ahead of the page's is what it is. All times in s. */
export class AudioClock {
  #ahead = -Infinity;

  /** Both clocks as they are now. */
  sample(audio, page) {
    this.#ahead = Math.max(this.#ahead - 2e-6, audio - page);
  }

  /** The audio time of a page time, but not before {now}. */
  of(page, now) {
    return Math.max(now, this.#ahead + page);
  }
}
