// Sound by synthesis: a handful of timbres, each note at its time on the audio clock.
const MOST_VOICES = 64;
let context = null;
let bus = null;
let base = -Infinity;
let on = localStorage.getItem('sound') !== 'off';
const sounding = new Map();

/** [harmonics], attack s, decay s, sustain 0-1, release s, filter Hz above pitch as factor, level. */
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

function timbre(program) {
  if (program === 6) return TIMBRES.harpsichord;
  if (program < 16) return TIMBRES.piano;
  if (program < 24) return TIMBRES.organ;
  if (program < 32) return TIMBRES.pluck;
  if (program < 40) return TIMBRES.bass;
  if (program < 56) return TIMBRES.strings;
  if (program < 72) return TIMBRES.reed;
  return TIMBRES.flute;
}

/** Wakes the sound; browsers allow it only from a player's own touch. */
export function wake() {
  if (!context) {
    context = new AudioContext({ latencyHint: 'interactive' });
    const limit = new DynamicsCompressorNode(context, { threshold: -14, ratio: 6, attack: 0.003, release: 0.2 });
    const room = new ConvolverNode(context, { buffer: roomOf(context) });
    const wet = new GainNode(context, { gain: 0.16 });
    bus = new GainNode(context, { gain: on ? 0.8 : 0 });
    bus.connect(limit);
    bus.connect(room).connect(wet).connect(limit);
    limit.connect(context.destination);
    setInterval(sample, 50);
  }
  if (context.state === 'suspended') {
    context.resume();
  }
  sample();
}

/** A small room: noise that dies away. */
function roomOf(audio) {
  const length = Math.round(audio.sampleRate * 1.1);
  const buffer = audio.createBuffer(2, length, audio.sampleRate);
  let seed = 1;
  for (let channel = 0; channel < 2; channel++) {
    const data = buffer.getChannelData(channel);
    for (let i = 0; i < length; i++) {
      seed = (seed * 16807) % 2147483647;
      data[i] = (seed / 1073741823.5 - 1) * (1 - i / length) ** 3.2;
    }
  }
  return buffer;
}

/** The audio clock stands still between blocks: the farthest it was ahead of the page's is what it is. */
function sample() {
  if (context?.state === 'running') {
    base = Math.max(base - 2e-6, context.currentTime - performance.now() / 1000);
  }
}

export const isOn = () => on;

export function switchSound() {
  on = !on;
  localStorage.setItem('sound', on ? 'on' : 'off');
  bus?.gain.setTargetAtTime(on ? 0.8 : 0, context.currentTime, 0.02);
  return on;
}

/** What is heard, for tests: notes that sound now. */
export const soundingNotes = () => sounding.size;

/** The audio time of a page time; now at the earliest. */
function audioTime(pageMs) {
  sample();
  return Math.max(context.currentTime, base + pageMs / 1000);
}

/** Begins a note at {pageMs}, which lies a little ahead. */
export function noteOn(who, channel, pitch, velocity, program, pageMs) {
  if (context?.state !== 'running') {
    return;
  }
  const key = `${who}:${channel}:${pitch}`;
  noteOff(who, channel, pitch, pageMs);
  const at = audioTime(pageMs);
  sounding.set(key, channel === 9 ? clickVoice(pitch, velocity, at) : voice(pitch, velocity, timbre(program), at));
  if (sounding.size > MOST_VOICES) {
    const [oldest, note] = sounding.entries().next().value;
    note.end(context.currentTime);
    sounding.delete(oldest);
  }
}

export function noteOff(who, channel, pitch, pageMs) {
  const key = `${who}:${channel}:${pitch}`;
  const note = sounding.get(key);
  if (note && channel !== 9) {
    note.end(audioTime(pageMs));
    sounding.delete(key);
  }
}

/** Everything ends at once, what has not begun as well. */
export function silence() {
  for (const note of sounding.values()) {
    note.kill();
  }
  sounding.clear();
}

const periodic = new Map();

function wave(timbre) {
  if (!periodic.has(timbre)) {
    periodic.set(timbre, context.createPeriodicWave(
      new Float32Array(timbre.waves.length + 1), new Float32Array([0, ...timbre.waves])));
  }
  return periodic.get(timbre);
}

function voice(pitch, velocity, sound, at) {
  const frequency = 440 * 2 ** ((pitch - 69) / 12);
  const loud = (velocity / 127) ** 1.6 * sound.level;
  const source = new OscillatorNode(context, { frequency });
  source.setPeriodicWave(wave(sound));
  const filter = new BiquadFilterNode(context, {
    type: 'lowpass', Q: 0.3, frequency: Math.min(16000, frequency * (1.5 + sound.bright * (velocity / 127))) });
  const gain = new GainNode(context, { gain: 0 });
  source.connect(filter).connect(gain).connect(bus);
  // High notes die sooner, as strings do.
  const decay = sound.sustain ? sound.decay : sound.decay * 2 ** ((60 - pitch) / 26);
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(loud, at + sound.attack);
  gain.gain.setTargetAtTime(loud * sound.sustain, at + sound.attack, decay / 2.2);
  if (sound.vibrato) {
    const sway = new OscillatorNode(context, { frequency: sound.vibrato });
    const depth = new GainNode(context, { gain: 0 });
    depth.gain.setValueAtTime(0, at + 0.2);
    depth.gain.linearRampToValueAtTime(7, at + 0.6);
    sway.connect(depth).connect(source.detune);
    sway.start(at);
    source.onended = () => sway.stop();
  }
  source.start(at);
  if (!sound.sustain) {
    source.stop(at + decay * 5);
  }
  return {
    end(time) {
      const from = Math.max(time, at + 0.005);
      gain.gain.cancelScheduledValues(from);
      gain.gain.setTargetAtTime(0, from, sound.release / 2);
      source.stop(from + sound.release * 4);
    },
    kill() {
      gain.gain.cancelScheduledValues(0);
      gain.gain.setTargetAtTime(0, context.currentTime, 0.008);
      source.stop(context.currentTime + 0.06);
    },
  };
}

function clickVoice(pitch, velocity, at) {
  const source = new OscillatorNode(context, { frequency: pitch > 76 || pitch === 34 ? 1900 : 1300, type: 'sine' });
  const gain = new GainNode(context, { gain: 0 });
  source.connect(gain).connect(bus);
  gain.gain.setValueAtTime((velocity / 127) * 0.25, at);
  gain.gain.setTargetAtTime(0, at, 0.018);
  source.start(at);
  source.stop(at + 0.15);
  return { end() {}, kill() { source.stop(); } };
}
