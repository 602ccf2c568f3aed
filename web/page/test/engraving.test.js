import assert from 'node:assert/strict';
import { test } from 'node:test';
import abcjs from 'abcjs';
import { byVoice, folded, hush } from '../src/engraving.js';

const TUNE = ['X:1', 'T:100% Rain', 'L:1/8', 'K:C', 'V:1 treble nm="a"', 'V:2 bass', '[V:1]c8|[V:2]C8|', '[V:1][K:G]d8|[V:2][K:G]D8|'].join('\n');

test('should string the bars of each voice and say its clef with each key', () => {
  assert.deepEqual(byVoice(TUNE).split('\n').slice(-2), ['[V:1]c8|[K:G clef=treble]d8|', '[V:2]C8|[K:G clef=bass]D8|']);
});

test('should keep a percent in a title', () => {
  assert.match(byVoice(TUNE), /^T:100\\% Rain$/m);
});

test('should break a title that is wider than the page, at words, or at signs of scripts without spaces', () => {
  const long = 'The long and winding way of a title that is wider than any page would hold';
  assert.equal(folded(long).replaceAll('\n', ' '), long);
  assert.ok(folded(long).split('\n').every((line) => line.length <= 48));
  assert.deepEqual(folded('夜'.repeat(30)).split('\n').map((line) => line.length), [24, 6]);
  assert.equal(folded('Rain'), 'Rain');
});

test('should leave a bar to the voice that plays in it where two share a staff', () => {
  const rest = () => ({ el_type: 'note', rest: { type: 'rest' } });
  const note = () => ({ el_type: 'note', pitches: [{}] });
  const line = { el_type: 'bar' };
  const voices = [[note(), line, rest(), line, rest()], [rest(), line, note(), line, rest()]];
  hush({ voices });
  const kinds = voices.map((voice) => voice.filter((element) => element.el_type === 'note').map(({ rest: silence }) => silence?.type ?? 'note'));
  assert.deepEqual(kinds, [['note', 'invisible', 'rest'], ['invisible', 'note', 'invisible']]);
});

test('should set words under their notes, whatever rests, holds and silent bars are between', () => {
  const song = ['X:1', 'T:Song', 'L:1/4', 'M:4/4', 'K:C', 'V:1 treble', 'V:2 bass',
    '[V:1]|:z4|[V:2]C4|', '[V:1]z c2- c|', 'w: Oh_', '[V:2]C4|', 'w: low',
    '[V:1]c z d e|', 'w: * ri-ver', 'w: * 江 水', '[V:2]C4|', '[V:1]f4:|', 'w: 1.\\~', '[V:2]C4:|'].join('\n');
  const [tune] = abcjs.parseOnly(byVoice(song));
  const words = tune.lines.flatMap(({ staff }) => staff).flatMap(({ voices }) => voices).map((voice) => voice
    .filter(({ el_type: kind, pitches }) => kind === 'note' && pitches)
    .map(({ lyric = [] }) => lyric.map(({ syllable, divider }) => (syllable + divider).replace('\u200B', '').trim()).join('/').replace(/\/$/, '')));
  assert.deepEqual(words, [['Oh_', '', '', 'ri-/江', 'ver/水', '1.~'], ['', 'low', '', '']]);
});
