import assert from 'node:assert/strict';
import { test } from 'node:test';
import { below, fifthsOf, ledgers, spelled, staffOf, unwritten } from '../src/live.js';

test('should know the signature of a key', () => {
  assert.deepEqual(['C', 'Bb', 'F#m', 'Am', 'D dor', 'Ebm', 'none', 'F#'].map(fifthsOf), [0, -2, 3, 0, 0, -6, 0, 6]);
});

test('should spell by the key and set a sign only where the key has none', () => {
  assert.deepEqual(spelled(60, 'C'), { step: 28, sign: '' });
  assert.deepEqual(spelled(61, 'C'), { step: 28, sign: '♯' });
  assert.deepEqual(spelled(68, 'Eb'), { step: 33, sign: '' });
  assert.deepEqual(spelled(61, 'F'), { step: 29, sign: '♭' });
  assert.deepEqual(spelled(66, 'D'), { step: 31, sign: '' });
  assert.deepEqual(spelled(65, 'D'), { step: 31, sign: '♮' });
  assert.deepEqual(spelled(59, 'Gb'), { step: 28, sign: '' });
  assert.deepEqual(spelled(60, 'C#'), { step: 27, sign: '' });
});

test('should stand on its staff with ledger lines where there are none', () => {
  assert.equal(below(38, 'treble'), 0);
  assert.equal(below(28, 'treble'), 10);
  assert.equal(below(28, 'bass'), -2);
  assert.deepEqual(ledgers(4), []);
  assert.deepEqual(ledgers(13), [10, 12]);
  assert.deepEqual(ledgers(-4), [-2, -4]);
});

test('should give low notes to the lower of the player’s staves', () => {
  const two = [{ hears: true, clef: 'treble' }, { hears: true, clef: 'bass' }];
  assert.equal(staffOf(48, two), 1);
  assert.equal(staffOf(60, two), 0);
  assert.equal(staffOf(48, [{ hears: false, clef: 'bass' }, { hears: true, clef: 'treble' }]), 1);
  assert.equal(staffOf(48, [{ hears: false, clef: 'bass' }]), -1);
});

test('should show what is played until it is written', () => {
  const played = [{ you: true, pitch: 60, tick: 100 }, { you: true, pitch: 62, tick: 10100 }, { you: false, pitch: 64, tick: 0 }, { you: true, pitch: 60, tick: 50000 }];
  const bar = { start: 0, ticks: 40320 };
  assert.deepEqual(unwritten(played, bar, 2600).map((note) => note.pitch), [60, 62]);
  assert.deepEqual(unwritten(played, { ...bar, you: { state: 'SOUNDING', notes: [[1, 0, 10080, 60]] } }, 2600).map((note) => note.pitch), [62]);
  assert.deepEqual(unwritten(played, { ...bar, you: { state: 'HEARD', notes: [] } }, 2600), []);
});
