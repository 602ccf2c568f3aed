import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ordered, whole, wishOf } from '../src/wish.js';

test('should read fields in the order in which one thinks of them, controls last', () => {
  assert.deepEqual(ordered({ density: '0.5', tempo: '120', style: 'keyboard', key: 'D' }).map(([field]) => field), ['style', 'key', 'tempo', 'density']);
});

test('should part the fields of the session from controls', () => {
  assert.deepEqual(wishOf({ style: 'keyboard', tempo: '120', key: 'Dm', density: '0.5', 'answer-bars': '4' }),
    { preset: 'keyboard', tempo: 120, set: { 'key-lock': 'Dm', density: '0.5', 'answer-bars': '4' } });
});

test('should leave what is not said to the style', () => {
  assert.deepEqual(whole({}, { name: 'keyboard', meter: '3/4', tempo: 96 }),
    { preset: 'keyboard', mode: null, chart: '', cycle: 0, backing: '', meter: '3/4', tempo: 96, opening: '', set: {} });
});

test('should leave the tempo to a chart, unless one is said', () => {
  const preset = { name: 'combo', meter: '4/4', tempo: 96 };
  assert.equal(whole({ chart: 'blues' }, preset).tempo, null);
  assert.equal(whole({ chart: 'blues', tempo: 180 }, preset).tempo, 180);
});
