import assert from 'node:assert/strict';
import { test } from 'node:test';
import { before, joined, kept, noteName, plotted, pressed } from '../src/choruses.js';

test('should name pitches with their octave', () => {
  assert.deepEqual([0, 60, 61, 127].map(noteName), ['C-1', 'C4', 'C♯4', 'G9']);
});

test('should take each chorus into the history once', () => {
  const history = [{ from: 0, biasMs: 3 }];
  assert.deepEqual(joined(history, [{ from: 0, biasMs: 3 }, { from: 12, biasMs: -2 }]), [{ from: 0, biasMs: 3 }, { from: 12, biasMs: -2 }]);
});

test('should keep the latest sixty', () => {
  const many = kept(Array.from({ length: 70 }, (_, from) => ({ from })));
  assert.equal(many.length, 60);
  assert.equal(many[0].from, 10);
});

test('should compare with those before that have the figure', () => {
  assert.deepEqual(before([{ space: 0.2 }, { space: null }, {}, { space: 0.4 }, { space: 0.9 }], 'space'), { values: [0.2, 0.4], usual: 0.30000000000000004 });
  assert.deepEqual(before([{ space: 0.9 }], 'space'), { values: [], usual: null });
});

test('should hear one part alone, and all again', () => {
  assert.deepEqual(pressed([true, true], 1, 'solo'), [false, true]);
  assert.deepEqual(pressed([false, true], 1, 'solo'), [true, true]);
  assert.deepEqual(pressed([false, true], 0, 'solo'), [true, false]);
  assert.deepEqual(pressed([true, true], 0, 'mute'), [false, true]);
  assert.deepEqual(pressed([false, true], 0, 'mute'), [true, true]);
});

test('should plot the lowest below and the highest above, and the mean without the last', () => {
  const { points, mean } = plotted([0, 10, 5]);
  assert.deepEqual(points, [[4, 26], [120, 4], [236, 15]]);
  assert.equal(mean, 15);
  assert.ok(plotted([3, 3]).points.every(([, y]) => y === 26));
});
