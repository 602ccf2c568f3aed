import assert from 'node:assert/strict';
import { test } from 'node:test';
import abcjs from 'abcjs';
import { barsPerSystem, chordName, numbersOf, rest, systemAbc, xOf } from '../src/systems.js';

const KEYBOARD = { layout: '{ 1 | 2 }', voices: [{ clef: 'treble' }, { clef: 'bass' }] };
const bar = (number, more) => [number, { bar: number, start: number * 40320, ticks: 40320, key: 'C', meter: '4/4', ...more }];
const mine = (one) => ({ you: { voices: { 1: one }, state: 'HEARD' } });
const its = (one, two) => ({ antiphon: { voices: { 1: one, 2: two }, notes: [], state: 'SEALED' } });

/** The bars of each voice as abcjs reads them, each as its length in whole notes; what it warns of fails. */
function read(abc) {
  const [tune] = abcjs.parseOnly(abc);
  assert.equal(tune.warnings, undefined);
  const voices = [];
  for (const { staff: staves } of tune.lines.filter((line) => line.staff)) {
    staves.flatMap((staff) => staff.voices).forEach((elements, i) => {
      voices[i] ??= [0];
      for (const element of elements) {
        if (element.el_type === 'bar') {
          voices[i].push(0);
        } else if (element.el_type === 'note') {
          voices[i][voices[i].length - 1] += element.duration;
        }
      }
    });
  }
  return voices.map((lengths) => lengths.filter((length) => length > 0));
}

test('should set fewer bars to a system where it is narrow or has many staves', () => {
  assert.equal(barsPerSystem(1400, 2), 4);
  assert.equal(barsPerSystem(1099, 3), 3);
  assert.equal(barsPerSystem(1100, 3), 4);
  assert.equal(barsPerSystem(819, 1), 3);
  assert.equal(barsPerSystem(820, 1), 4);
  assert.equal(barsPerSystem(480, 1), 3);
  assert.equal(barsPerSystem(479, 1), 2);
  assert.equal(barsPerSystem(1400, 6), 2);
});

test('should number the bars of a system', () => {
  assert.deepEqual(numbersOf(0, 4), [0, 1, 2, 3]);
  assert.deepEqual(numbersOf(3, 3), [9, 10, 11]);
});

test('should write rests in eighths, as a fraction where they are no whole number of them', () => {
  assert.equal(rest(40320, 'z'), 'z8');
  assert.equal(rest(5040, 'x'), 'x1');
  assert.equal(rest(2520, 'z'), 'z1/2');
  assert.equal(rest(7560, 'z'), 'z3/2');
});

test('should write every voice of every bar, and rests where nobody plays', () => {
  const bars = new Map([bar(0, mine('c4 d4')), bar(1, its('e8', 'C,8'))]);
  assert.equal(systemAbc(KEYBOARD, bars, [0, 1, 2]), [
    'X:1', 'L:1/8', '%%score { 1 | 2 }', 'M:4/4', 'K:C', 'V:1 clef=treble', 'V:2 clef=bass',
    '[V:1] c4 d4 | e8 | x8 | ',
    '[V:2] z8 | C,8 | x8 | ',
    '',
  ].join('\n'));
});

test('should be read by abcjs with each bar as long as its meter', () => {
  const bars = new Map([bar(0, mine('c2 (3d2e2f2 g2')), bar(1, its('[ce]8', 'C,4 z4')), bar(2, { ticks: 30240, meter: '3/4', key: 'Gm', ...mine('_B2 c2 d2') })]);
  const voices = read(systemAbc(KEYBOARD, bars, [0, 1, 2, 3]));
  assert.deepEqual(voices[1].map((length) => Number(length.toFixed(6))), [1, 1, 0.75, 1]);
  assert.equal(voices[0].length, 4);
});

test('should show the companion where both wrote a voice', () => {
  const bars = new Map([bar(0, { ...mine('c8'), ...its('e8', 'C,8') })]);
  assert.match(systemAbc(KEYBOARD, bars, [0]), /\[V:1\] e8 \| /);
});

test('should say key and meter where they change, and the meter again only if the system before had another', () => {
  const bars = new Map([bar(0, mine('c8')), bar(1, { key: 'G', meter: '3/4', ticks: 30240, ...mine('d6') }), bar(2, { key: 'G', meter: '3/4', ticks: 30240, ...mine('d6') })]);
  assert.match(systemAbc(KEYBOARD, bars, [0, 1]), /M:4\/4\nK:C\n[^]*\[V:1\] c8 \| \[K:G\]\[M:3\/4\]d6 \| /);
  assert.match(systemAbc(KEYBOARD, bars, [2, 3]), /M:none\nK:G\n/);
  assert.match(systemAbc(KEYBOARD, bars, [1, 2]), /M:3\/4\nK:G\n/);
});

test('should begin with the first bar that is there', () => {
  const bars = new Map([bar(5, { key: 'Eb', ...mine('e8') })]);
  const abc = systemAbc(KEYBOARD, bars, [4, 5]);
  assert.match(abc, /K:Eb\n/);
  assert.match(abc, /\[V:1\] x8 \| e8 \| /);
});

test('should find where a tick stands between the notes, and between the last one and the end of the bar', () => {
  const columns = new Map([[20160, 200], [0, 100]]);
  assert.equal(xOf(columns, 304, 0, 40320), 100);
  assert.equal(xOf(columns, 304, 10080, 40320), 150);
  assert.equal(xOf(columns, 304, 20160, 40320), 200);
  assert.equal(xOf(columns, 304, 40320, 40320), 300);
  assert.equal(xOf(columns, 304, 80640, 40320), 300);
  assert.equal(xOf(new Map(), 304, 10080, 40320), 304);
});

test('should write chords with flat and sharp signs', () => {
  assert.equal(chordName('Bb7/F#'), 'B♭7/F♯');
  assert.equal(chordName('Cmaj7'), 'Cmaj7');
});
