import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileName, isMelody, length, query, rectangles } from '../src/search.js';

const wanted = (more) => ({ text: '', starred: false, notes: [], like: null, ...more });

test('should tell notes from words', () => {
  for (const notes of ['GABc d2', 'c2 e2 g2', '60 62 64', '^F G =A', 'C,E,G,', 'c d e f']) {
    assert.ok(isMelody(notes), notes);
  }
  for (const words of ['a blues in D', 'waltz', 'bagged', 'ab', '120', 'cabbage']) {
    assert.ok(!isMelody(words), words);
  }
});

test('should look for what was asked last: a take, what was played, a melody, words', () => {
  const takes = [{ id: 't1', title: 'Rain' }];
  assert.deepEqual(query(wanted({ like: 't1' }), takes), { as: 'like', title: 'Rain', ask: { like: 't1' } });
  assert.deepEqual(query(wanted({ notes: [[0, 60], [1, 62], [2, 64]] }), takes), { as: 'notes', ask: { notes: [[0, 60], [1, 62], [2, 64]] } });
  assert.deepEqual(query(wanted({ text: 'GABc d2' }), takes), { as: 'melody', ask: { melody: 'GABc d2' } });
  assert.deepEqual(query(wanted({ text: 'rain', starred: true }), takes), { as: 'words', ask: { text: 'rain', starred: true } });
  assert.equal(query(wanted({ text: ' ' }), takes).as, 'all');
});

test('should not look for a take that is gone, nor for two notes, and for 32 of many', () => {
  assert.equal(query(wanted({ like: 't9' }), []).as, 'all');
  assert.equal(query(wanted({ notes: [[0, 60], [1, 62]] }), []).as, 'all');
  const many = Array.from({ length: 40 }, (_, i) => [i, 60]);
  assert.equal(query(wanted({ notes: many }), []).ask.notes[0][0], 8);
});

test('should write lengths as minutes and seconds', () => {
  assert.deepEqual([0, 59999, 60000, 754000].map(length), ['0:00', '0:59', '1:00', '12:34']);
});

test('should name files by the title, without what file systems refuse', () => {
  assert.equal(fileName({ id: 'x1', title: 'Rain: a/b?' }, 'mid'), 'Rain ab.mid');
  assert.equal(fileName({ id: 'x1', title: '???' }, 'abc'), 'x1.abc');
  assert.equal(fileName({ id: 'x1', title: '夜曲' }, 'wav'), '夜曲.wav');
});

test('should draw high notes above low ones, and none too small to be seen', () => {
  const [low, high] = rectangles([[0, 1, 48, 0], [500, 100, 72, 1]]);
  assert.deepEqual([low.x, low.width, low.class], [0, 6, 'you']);
  assert.deepEqual([high.x, high.width, high.class], [500, 98, 'it']);
  assert.ok(high.y < low.y && high.y > 0 && low.y < 100);
});
