// What the piano roll shows: which notes, of whom, and between which pitches.

/** The beats that a roll of so many pixels shows, and from which tick to which: what is to come has a little less room. */
export function stretch(width, now, quarter) {
  const beats = Math.max(10, Math.min(26, width / 44));
  return { from: now - beats * 0.55 * quarter, to: now + beats * 0.45 * quarter };
}

/** The notes between two ticks: what sounded, then what is planned to sound after {now}, settled ('it') or not ('may'). */
export function visible({ played, bars }, settled, from, to, now) {
  const notes = [];
  for (const note of played) {
    if ((note.end ?? now) > from && note.tick < to) {
      notes.push({ ...note, kind: note.you ? 'you' : 'it' });
    }
  }
  for (const bar of bars.values()) {
    if (bar.antiphon && bar.start + bar.ticks > now && bar.start < to) {
      for (const [, onset, length, pitch] of bar.antiphon.notes) {
        const tick = bar.start + onset;
        if (tick > now && tick < to) {
          notes.push({ pitch, tick, end: tick + length, kind: tick <= settled ? 'it' : 'may' });
        }
      }
    }
  }
  return notes;
}

/** The pitches that are shown follow the music, slowly: from {lowest, highest} a step towards what the notes need. */
export function range({ lowest, highest }, notes) {
  let low = 60;
  let high = 72;
  for (const note of notes) {
    low = Math.min(low, note.pitch);
    high = Math.max(high, note.pitch);
  }
  return {
    lowest: lowest + (Math.min(low - 2, high - 20) - lowest) * 0.08,
    highest: highest + (Math.max(high + 2, low + 20) - highest) * 0.08,
  };
}
