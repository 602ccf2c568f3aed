import assert from 'node:assert/strict';
import { test } from 'node:test';
import { added, barAt, chordAt, coming, firstChords, placeOf, rowsOf, sectionOf, titleOf } from '../src/form.js';

const bar = (names, section = '', at = names.map((_, i) => i * 20160)) => ({ section, at, C: names, Bb: names.map((name) => `${name}'`) });
const FORM = [bar(['C'], 'A'), bar(['C']), bar(['Am', 'D7']), bar(['G7']), bar(['C']), bar(['F'], 'B'), bar(['G7'])];

test('should set four bars to a row and begin one with each section', () => {
  assert.deepEqual(rowsOf(FORM), [{ section: 'A', bars: [0, 1, 2, 3] }, { section: '', bars: [4] }, { section: 'B', bars: [5, 6] }]);
  assert.deepEqual(rowsOf([bar(['C'])]), [{ section: '', bars: [0] }]);
});

test('should tell where a section ends', () => {
  assert.deepEqual(sectionOf(FORM, 0), [0, 4]);
  assert.deepEqual(sectionOf(FORM, 5), [5, 6]);
});

test('should know the bar although news of it is late, and its place in the form', () => {
  assert.equal(barAt({ bar: 3, start: 120960, ticks: 40320 }, 120960), 3);
  assert.equal(barAt({ bar: 3, start: 120960, ticks: 40320 }, 161280), 4);
  assert.equal(placeOf(15, 7), 1);
  assert.equal(placeOf(-1, 7), 6);
});

test('should say the chord of the moment and the other one that comes', () => {
  assert.equal(chordAt(FORM[2], 20159), 0);
  assert.equal(chordAt(FORM[2], 20160), 1);
  assert.equal(chordAt(FORM[2], -5), 0);
  assert.equal(coming(FORM, 0, 0, 'C'), 'Am');
  assert.equal(coming(FORM, 2, 0, 'Bb'), "D7'");
  assert.equal(coming(FORM, 6, 0, 'C'), 'C');
  assert.equal(coming([bar(['Dm7'])], 0, 0, 'C'), 'Dm7');
});

test('should call a chart by its title, else by its first chords', () => {
  assert.equal(titleOf('Blues', FORM), 'Blues');
  assert.equal(titleOf('', FORM), 'C | C | Am D7 | G7 …');
  assert.equal(firstChords('key: C\nmeter: 4/4\n\n[A]\nC | % | Am D7 | G7 |\nC |\n'), 'C | % | Am D7 | G7');
});

test('should keep one chart of a title, the latest first', () => {
  assert.deepEqual(added([{ title: 'a', text: '1' }, { title: 'b', text: '2' }], [{ title: 'b', text: '3' }]), [{ title: 'b', text: '3' }, { title: 'a', text: '1' }]);
  assert.equal(added([{ title: 'a', text: '1' }], [{ title: 'b', text: '3' }], 1).length, 1);
});
