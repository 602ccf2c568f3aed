// Notes as they are being played: where their heads stand before they are heard as written music, spelled by the key for the time being.

const LETTERS = [0, 0, 1, 1, 2, 3, 3, 4, 4, 5, 5, 6];
const NATURALS = [0, 2, 4, 5, 7, 9, 11];
/** Letters, 0 for C, in the order in which sharps come; flats come the other way round. */
const SHARPS = [3, 0, 4, 1, 5, 2, 6];
const FIFTHS = { C: 0, G: 1, D: 2, A: 3, E: 4, B: 5, F: -1 };
/** The step on the top line of each clef: seven to the octave, 28 for C4. */
const TOP_LINES = { treble: 38, bass: 26, alto: 32, tenor: 30 };

/** Sharps (positive) or flats of an ABC key such as Bb or F#m. */
export function fifthsOf(key) {
  const [, letter, sign, mode] = /^([A-G])([#b]?)\s*(m(?!aj|ix)|min|dor|phr|lyd|mix|loc)?/i.exec(key) ?? [null, 'C', '', undefined];
  const shift = { m: -3, min: -3, dor: -2, phr: -4, lyd: 1, mix: -1, loc: -5 }[mode?.toLowerCase()] ?? 0;
  return FIFTHS[letter.toUpperCase()] + (sign === '#' ? 7 : sign === 'b' ? -7 : 0) + shift;
}

/** Where a pitch stands in a key, {step} as of the clefs, and the {sign} before it, if it needs one. */
export function spelled(pitch, key) {
  const fifths = fifthsOf(key);
  const inKey = NATURALS.map((_, letter) => (SHARPS.indexOf(letter) < fifths ? 1 : 6 - SHARPS.indexOf(letter) < -fifths ? -1 : 0));
  const octave = Math.floor(pitch / 12) - 1;
  const own = NATURALS.findIndex((natural, letter) => (natural + inKey[letter] + 12) % 12 === pitch % 12);
  const plain = NATURALS.indexOf(pitch % 12);
  const letter = own >= 0 ? own : plain >= 0 ? plain : LETTERS[pitch % 12] + (fifths < 0 ? 1 : 0);
  const alter = pitch % 12 - NATURALS[letter];
  const over = alter > 6 ? -1 : alter < -6 ? 1 : 0;
  return { step: (octave + (over === 1 ? -1 : over === -1 ? 1 : 0)) * 7 + letter, sign: own >= 0 ? '' : plain >= 0 ? '♮' : fifths < 0 ? '♭' : '♯' };
}

/** How far below the top line a note stands, in half spaces. */
export const below = (step, clef) => (TOP_LINES[clef] ?? TOP_LINES.treble) - step;

/** The ledger lines of a note {half} half spaces below the top line: their places, likewise. */
export function ledgers(half) {
  const lines = [];
  for (let at = -2; at >= half; at -= 2) {
    lines.push(at);
  }
  for (let at = 10; at <= half; at += 2) {
    lines.push(at);
  }
  return lines;
}

/** Which of the player's voices a pitch belongs to, by clef, where there are several; -1 without any. */
export function staffOf(pitch, voices) {
  const hears = voices.map((voice, i) => (voice.hears ? i : -1)).filter((i) => i >= 0);
  const bass = hears.find((i) => voices[i].clef === 'bass');
  return pitch < 60 && bass !== undefined ? bass : hears[0] ?? -1;
}

/** What is played in a bar and not yet written in it; a note counts as written near where it was played. */
export function unwritten(played, bar, near) {
  if (bar.you?.state === 'HEARD') {
    return [];
  }
  const written = (bar.you?.notes ?? []).map(([, onset, , pitch]) => [onset, pitch]);
  return played.filter((note) => note.you && note.tick >= bar.start && note.tick < bar.start + bar.ticks
    && !written.some(([onset, pitch]) => pitch === note.pitch && Math.abs(bar.start + onset - note.tick) <= near));
}
