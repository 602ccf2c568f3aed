import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AudioClock, HEADROOM, ceiling, shape, timbre } from '../src/timbres.js';

test('should have a timbre for every program', () => {
  for (let program = 0; program < 128; program++) {
    assert.ok(timbre(program).waves.length > 0, String(program));
  }
  assert.notEqual(timbre(0), timbre(6));
  assert.equal(timbre(33), timbre(39));
  assert.notEqual(timbre(39), timbre(40));
});

test('should tune to 440 Hz and let octaves double', () => {
  assert.equal(shape(69, 100, timbre(0)).frequency, 440);
  assert.ok(Math.abs(shape(81, 100, timbre(0)).frequency - 880) < 1e-9);
});

test('should be louder and brighter the harder one plays, never above the level', () => {
  const soft = shape(60, 30, timbre(0));
  const hard = shape(60, 127, timbre(0));
  assert.ok(soft.peak < hard.peak && soft.cutoff < hard.cutoff);
  assert.equal(hard.peak, timbre(0).level);
  assert.ok(shape(127, 127, timbre(6)).cutoff <= 16000);
});

test('should let high strings die sooner, and held tones not', () => {
  assert.ok(shape(84, 80, timbre(0)).decay < shape(48, 80, timbre(0)).decay / 2);
  assert.equal(shape(84, 80, timbre(20)).decay, shape(48, 80, timbre(20)).decay);
});

test('should take the audio clock for as far ahead as it ever was', () => {
  const clock = new AudioClock();
  clock.sample(10, 4);
  clock.sample(10, 4.005); // It stands still within a block.
  assert.ok(Math.abs(clock.of(5, 0) - 11) < 1e-4);
  clock.sample(10.02, 4.01);
  assert.ok(Math.abs(clock.of(5, 0) - 11.01) < 1e-4);
});

test('should never ask for a time that is over', () => {
  const clock = new AudioClock();
  assert.equal(clock.of(5, 2), 2);
  clock.sample(10, 4);
  assert.equal(clock.of(1, 10), 10);
});

test('should keep ten loud notes below full scale and leave quiet ones as they are', () => {
  const curve = ceiling();
  const of = (x) => curve[Math.round(((x / HEADROOM + 1) / 2) * (curve.length - 1))];
  assert.ok(curve.every((y, i) => Math.abs(y) < 1 && (i === 0 || y >= curve[i - 1])));
  assert.ok(Math.abs(of(0.3) - 0.3) < 1e-3 && of(0) === 0);
  // Four notes of velocity 120 came to 1.25.
  assert.ok(of(1.25) > 0.9 && of(1.25) < 0.98);
});
