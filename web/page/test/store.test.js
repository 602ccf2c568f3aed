import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { settledTick, store, takePlayed, tickAt, whose } from '../src/store.js';
import { counted, turnOf } from '../src/turns.js';

beforeEach(() => {
  Object.assign(store, { controls: {}, played: [], position: { rolling: true, tick: 1000, at: 500, tempo: 120, bar: 0, start: 0, ticks: 40320, meter: '4/4' } });
});

test('should reckon the tick of a moment by the tempo, and stand still where nothing rolls', () => {
  assert.equal(tickAt(500), 1000);
  assert.equal(tickAt(1000), 1000 + 10080);
  store.position.rolling = false;
  assert.equal(tickAt(1000), 1000);
});

test('should hold settled what sounds in 65 ms, and the horizon where both play', () => {
  store.position.rolling = false;
  store.controls = { mode: 0, horizon: 2 };
  assert.ok(Math.abs(settledTick() - (1000 + 0.13 * 10080)) < 1e-6);
  store.controls = { mode: 2, horizon: 2 };
  assert.ok(Math.abs(settledTick() - (1000 + 2.13 * 10080)) < 1e-6);
});

test('should tell whose a bar is', () => {
  const both = { antiphon: { voices: { 1: 'c8' } }, you: { voices: {} } };
  assert.equal(whose(undefined), null);
  assert.equal(whose({ you: { voices: {} } }), 'you');
  assert.equal(whose({ antiphon: { voices: {} } }), null);
  assert.equal(whose(both), 'it');
  store.controls = { mode: 2 };
  assert.equal(whose(both), 'both');
});

test('should pair beginnings and ends of what sounded, by pitch, channel and player', () => {
  takePlayed([[0, 0x90, 60, 80, 0, 0], [1, 0x90, 60, 80, 0, 10], [0, 0x80, 60, 0, 0, 20], [1, 0x90, 60, 0, 0, 30]]);
  assert.deepEqual(store.played, [{ you: true, pitch: 60, channel: 0, tick: 0, end: 20 }, { you: false, pitch: 60, channel: 0, tick: 10, end: 30 }]);
});

test('should end a note that is struck again, and show no drums', () => {
  takePlayed([[0, 0x90, 60, 80, 0, 0], [0, 0x90, 60, 80, 0, 20], [0, 0x99, 38, 80, 0, 30], [0, 0xb0, 64, 127, 0, 30]]);
  assert.deepEqual(store.played.map(({ tick, end }) => [tick, end]), [[0, 20], [20, null]]);
});

test('should keep the last 600 notes', () => {
  takePlayed(Array.from({ length: 700 }, (_, i) => [0, 0x90, i % 128, 80, 0, i]));
  assert.equal(store.played.length, 600);
  assert.equal(store.played[0].tick, 100);
});

test('should say what is going on', () => {
  assert.equal(turnOf({ rolling: false, together: false, who: null, begun: false }), 'waiting');
  assert.equal(turnOf({ rolling: false, together: false, who: 'it', begun: true }), 'still');
  assert.equal(turnOf({ rolling: true, together: true, who: 'both', begun: true }), 'together');
  assert.equal(turnOf({ rolling: true, together: false, who: 'it', begun: true }), 'itsTurn');
  assert.equal(turnOf({ rolling: true, together: false, who: null, begun: true }), 'yourTurn');
});

test('should count the bars of a turn, or all bars where turns have no length', () => {
  const whose4 = (number) => (Math.floor(number / 4) % 2 ? 'it' : 'you');
  assert.equal(counted(0, 4, whose4), '1 / 4');
  assert.equal(counted(6, 4, whose4), '3 / 4');
  assert.equal(counted(6, 2, whose4), '7');
  assert.equal(counted(6, 0, whose4), '7');
  assert.equal(counted(-1, 0, whose4), '1');
});
