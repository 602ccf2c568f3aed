import assert from 'node:assert/strict';
import { test } from 'node:test';
import { range, stretch, visible } from '../src/rolled.js';

const planned = (start, ...notes) => ({ start, ticks: 40320, antiphon: { notes } });

test('should show 10 to 26 beats, a little more of the past', () => {
  assert.deepEqual(stretch(100, 1000, 100), { from: 450, to: 1450 });
  assert.deepEqual(stretch(880, 0, 100), { from: -1100, to: 900 });
  assert.deepEqual(stretch(10000, 0, 100), { from: -1430, to: 1170 });
});

test('should show what sounded, of whom, and what still sounds', () => {
  const played = [
    { you: true, pitch: 60, tick: 0, end: 100 }, { you: true, pitch: 62, tick: 150, end: null },
    { you: false, pitch: 64, tick: 120, end: 180 }, { you: false, pitch: 65, tick: 400, end: 500 }];
  const notes = visible({ played, bars: new Map() }, 0, 100, 300, 200);
  assert.deepEqual(notes.map(({ pitch, kind }) => [pitch, kind]), [[62, 'you'], [64, 'it']]);
});

test('should show what is planned after now, settled or not', () => {
  const bars = new Map([[0, planned(0, [1, 0, 10080, 60], [1, 20160, 10080, 64], [1, 30240, 10080, 67])], [1, planned(40320, [1, 0, 40320, 72])]]);
  const notes = visible({ played: [], bars }, 20160, 0, 40320, 10080);
  assert.deepEqual(notes, [
    { pitch: 64, tick: 20160, end: 30240, kind: 'it' },
    { pitch: 67, tick: 30240, end: 40320, kind: 'may' },
  ]);
});

test('should move to the music slowly, and come to rest with room around it', () => {
  const once = range({ lowest: 55, highest: 79 }, [{ pitch: 96 }]);
  assert.ok(once.highest > 79 && once.highest < 82);
  let pitches = { lowest: 55, highest: 79 };
  for (let i = 0; i < 300; i++) {
    pitches = range(pitches, [{ pitch: 40 }, { pitch: 96 }]);
  }
  assert.deepEqual([Math.round(pitches.lowest), Math.round(pitches.highest)], [38, 98]);
  for (let i = 0; i < 300; i++) {
    pitches = range(pitches, []);
  }
  assert.deepEqual([Math.round(pitches.lowest), Math.round(pitches.highest)], [52, 80]);
});
