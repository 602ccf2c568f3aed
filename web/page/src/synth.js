// Sound by synthesis: a handful of timbres, each note at its time on the audio clock.
import { AudioClock, HEADROOM, ceiling, shape, timbre } from './timbres.js';

const MOST_VOICES = 64;
let context = null;
let bus = null;
const clock = new AudioClock();
let on = localStorage.getItem('sound') !== 'off';
const sounding = new Map();

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
    const scale = new GainNode(context, { gain: 1 / HEADROOM });
    limit.connect(scale).connect(new WaveShaperNode(context, { curve: ceiling() })).connect(context.destination);
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

function sample() {
  if (context?.state === 'running') {
    clock.sample(context.currentTime, performance.now() / 1000);
  }
}

export const isOn = () => on;

/** Whether the browser lets nothing be heard, as no one has touched the page yet. */
export const hushed = () => on && context?.state !== 'running';

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
  return clock.of(pageMs / 1000, context.currentTime);
}

/** Begins a note at {pageMs}, which lies a little ahead. */
export function noteOn(who, channel, pitch, velocity, program, pageMs) {
  if (context?.state !== 'running') {
    return;
  }
  const key = `${who}:${channel}:${pitch}`;
  noteOff(who, channel, pitch, pageMs);
  const at = audioTime(pageMs);
  sounding.set(key, channel === 9 ? (isDrum(pitch) ? drumVoice(pitch, velocity, at) : clickVoice(pitch, velocity, at)) : voice(pitch, velocity, timbre(program), at));
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

function wave(sound) {
  if (!periodic.has(sound)) {
    periodic.set(sound, context.createPeriodicWave(
      new Float32Array(sound.waves.length + 1), new Float32Array([0, ...sound.waves])));
  }
  return periodic.get(sound);
}

function voice(pitch, velocity, sound, at) {
  const { frequency, cutoff, peak, decay } = shape(pitch, velocity, sound);
  const source = new OscillatorNode(context, { frequency });
  source.setPeriodicWave(wave(sound));
  const filter = new BiquadFilterNode(context, {
    type: 'lowpass', Q: 0.3, frequency: cutoff });
  const gain = new GainNode(context, { gain: 0 });
  source.connect(filter).connect(gain).connect(bus);
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(peak, at + sound.attack);
  gain.gain.setTargetAtTime(peak * sound.sustain, at + sound.attack, decay / 2.2);
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

/** Kick, snare, toms and cymbals; the metronome's keys are clicks. */
const isDrum = (pitch) => pitch >= 35 && pitch <= 59 && pitch !== 37;

const DRUM_TONES = { 35: 55, 36: 60, 38: 190, 40: 190, 41: 85, 43: 95, 45: 115, 47: 135, 48: 155, 50: 175 };
let hiss = null;

function noise() {
  if (!hiss) {
    hiss = new AudioBuffer({ length: context.sampleRate, sampleRate: context.sampleRate });
    const samples = hiss.getChannelData(0);
    for (let i = 0; i < samples.length; i++) {
      samples[i] = 2 * Math.random() - 1;
    }
  }
  return hiss;
}

function drumVoice(pitch, velocity, at) {
  const loud = (velocity / 127) ** 1.5;
  const tone = DRUM_TONES[pitch];
  const snare = pitch === 38 || pitch === 40;
  const sources = [];
  const add = (source, peak, decay, through) => {
    const gain = new GainNode(context, { gain: 0 });
    (through ? source.connect(through) : source).connect(gain).connect(bus);
    gain.gain.setValueAtTime(peak * loud, at);
    gain.gain.setTargetAtTime(0, at, decay);
    source.start(at);
    source.stop(at + decay * 7);
    sources.push(source);
  };
  if (tone) {
    const source = new OscillatorNode(context, { frequency: tone });
    source.frequency.setValueAtTime(tone * 2, at);
    source.frequency.setTargetAtTime(tone, at, 0.015);
    add(source, snare ? 0.15 : 0.5, snare ? 0.04 : 0.09);
  }
  if (!tone || snare) {
    const long = pitch === 49 || pitch === 57 ? 0.35 : pitch === 51 || pitch === 53 || pitch === 59 ? 0.14 : pitch === 46 ? 0.1 : snare ? 0.06 : 0.02;
    add(new AudioBufferSourceNode(context, { buffer: noise(), loop: true }), snare ? 0.3 : 0.16, long,
      new BiquadFilterNode(context, { type: 'highpass', frequency: snare ? 1200 : 6500 }));
  }
  return { end() {}, kill() { sources.forEach((source) => source.stop()); } };
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
