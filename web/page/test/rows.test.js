import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fields, keyName, keys, ofVoice, step, top, valueOf } from '../src/rows.js';

const row = (name, kind, more = {}) => ({ name, kind, lowest: 0, highest: 1, unit: '', ...more });
const TABLE = [
  row('panic', 'trigger'), row('mute', 'switch', { perVoice: true }), row('temperature', 'amount', { highest: 10 }), row('mode', 'choice'),
  row('density', 'amount', { perVoice: true }), row('regenerate', 'trigger'), row('key-lock', 'choice'), row('backing', 'switch', { perVoice: true }),
  row('clock', 'choice'), row('answer-bars', 'whole', { highest: 64, unit: 'bars' })];
const names = (rows) => rows.map(({ name }) => name);

test('should put the fields in order: the usual ones first, the others as the table has them', () => {
  assert.deepEqual(names(fields(TABLE)), ['key-lock', 'answer-bars', 'density', 'temperature', 'clock']);
});

test('should put the keys in order: triggers, switches, panic last', () => {
  assert.deepEqual(names(keys(TABLE)), ['regenerate', 'mute', 'panic']);
});

test('should step whole numbers by one and amounts by what their range needs', () => {
  assert.equal(step(row('answer-bars', 'whole')), 1);
  assert.equal(step(row('a', 'amount', { highest: 10 })), 0.05);
  assert.equal(step(row('a', 'amount', { lowest: -2, highest: 2 })), 0.25);
  assert.equal(step(row('a', 'amount')), 0.0625);
});

test('should end a slider where nobody turns farther', () => {
  assert.equal(top(row('temperature', 'amount', { highest: 10 })), 2);
  assert.equal(top(row('answer-bars', 'whole', { highest: 64, unit: 'bars' })), 16);
  assert.equal(top(row('density', 'amount', { highest: 2 })), 2);
});

test('should set and show one voice where a row has voices', () => {
  const [, mute, , , density] = TABLE;
  assert.equal(ofVoice(density, 'density', 2), 'density.2');
  assert.equal(ofVoice(density, 'density', 0), 'density');
  assert.equal(ofVoice(TABLE[7], 'backing', 2), 'backing');
  assert.equal(ofVoice(TABLE[2], 'temperature', 2), 'temperature');
  assert.equal(valueOf(density, { density: 1, 'density.2': 0.5 }, 2), 0.5);
  assert.equal(valueOf(density, { density: 1 }, 2), 1);
  assert.equal(valueOf(mute, { mute: 0, 'mute.2': 1 }, 2), 0);
});

test('should write keys with signs', () => {
  assert.deepEqual(['Bb', 'Bbm', 'F#m', 'B', 'off'].map(keyName), ['B♭', 'B♭m', 'F♯m', 'B', 'off']);
});
