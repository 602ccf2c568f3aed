// What is looked for among the takes.

/** Whether a line is notes rather than words: letters of ABC or numbers of MIDI, three at least. */
export const isMelody = (text) => /^[\s\d#b♯♭,;'^_=|/[\]:A-Ga-gz-]+$/.test(text) && (text.match(/[A-Ga-g]|\b\d{2,3}\b/g) ?? []).length > 2
  && !/[a-g]{4,}/.test(text.replace(/\d/g, ''));

/** What the library is asked for first, and as what it is found: like a take, as notes that were played, as a melody, or as words. */
export function query({ like, notes, text, starred }, takes) {
  const model = takes.find((take) => take.id === like);
  if (model) {
    return { as: 'like', title: model.title, ask: { like: model.id } };
  }
  if (notes.length >= 3) {
    return { as: 'notes', ask: { notes: notes.slice(-32) } };
  }
  if (text.trim() && isMelody(text)) {
    return { as: 'melody', ask: { melody: text } };
  }
  return { as: text.trim() ? 'words' : 'all', ask: { text, starred } };
}

/** Minutes and seconds. */
export const length = (ms) => `${Math.floor(ms / 60000)}:${String(Math.floor(ms / 1000) % 60).padStart(2, '0')}`;

/** A take's title as the name of a file. */
export const fileName = (take, ending) => `${take.title.replace(/[^\p{L}\p{N} _-]/gu, '').trim() || take.id}.${ending}`;

/** Where notes of [at, length, pitch, companion] stand in a picture of 1000 by 100. */
export function rectangles(notes) {
  const pitches = notes.map((note) => note[2]);
  const low = Math.min(...pitches) - 2;
  const span = Math.max(14, Math.max(...pitches) + 2 - low);
  return notes.map(([at, long, pitch, companion]) => ({
    x: at, y: 100 - ((pitch - low) / span) * 100, width: Math.max(6, long - 2), height: Math.max(3, 100 / span), class: companion ? 'it' : 'you',
  }));
}
