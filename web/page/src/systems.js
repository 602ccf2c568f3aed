// A system of the score as text: which bars stand in it, its ABC, and where a tick stands among its notes.
const EIGHTH = 5040;

/** Many staves take long to engrave: fewer bars at once. */
export function barsPerSystem(width, voices) {
  return width < 480 || voices > 5 ? 2 : width < 820 ? 3 : voices > 2 && width < 1100 ? 3 : 4;
}

/** The numbers of the bars of system {index}. */
export const numbersOf = (index, perSystem) => Array.from({ length: perSystem }, (_, i) => index * perSystem + i);

/** What a voice of a bar is written as; null if nothing is. */
const written = (bar, voice) => bar?.antiphon?.voices[voice] ?? bar?.you?.voices[voice] ?? null;

/** A rest of {ticks}; of kind z, or x where nothing is to be seen. */
export function rest(ticks, kind) {
  const [n, d] = reduced(ticks, EIGHTH);
  return `${kind}${n}${d === 1 ? '' : `/${d}`}`;
}

function reduced(a, b) {
  const gcd = (x, y) => (y ? gcd(y, x % y) : x);
  const g = gcd(a, b);
  return [a / g, b / g];
}

/** The bars {numbers} of {bars} as ABC, of which there is one at least: keys and meters are said where they change. */
export function systemAbc(preset, bars, numbers) {
  const first = bars.get(numbers.find((n) => bars.has(n)));
  const before = bars.get(numbers[0] - 1);
  let key = first.key;
  let meter = first.meter;
  const lines = ['X:1', 'L:1/8'];
  if (preset.layout) {
    lines.push(`%%score ${preset.layout}`);
  }
  lines.push(`M:${before?.meter === meter ? 'none' : meter}`, `K:${key}`);
  preset.voices.forEach((voice, i) => lines.push(`V:${i + 1} clef=${voice.clef}`));
  const bodies = preset.voices.map((voice, i) => `[V:${i + 1}] `);
  for (const number of numbers) {
    const bar = bars.get(number);
    const ticks = bar?.ticks ?? first.ticks;
    const change = (bar && bar.key !== key ? `[K:${bar.key}]` : '') + (bar && bar.meter !== meter ? `[M:${bar.meter}]` : '');
    key = bar?.key ?? key;
    meter = bar?.meter ?? meter;
    const anything = Boolean(bar?.antiphon || bar?.you);
    preset.voices.forEach((voice, i) => {
      bodies[i] += `${change}${written(bar, i + 1) ?? rest(ticks, anything ? 'z' : 'x')} | `;
    });
  }
  return `${lines.join('\n')}\n${bodies.join('\n')}\n`;
}

/**
 * Where tick {at} of a bar of {ticks} stands: between the notes of the bar, whose places {columns} gives by tick, and its end.
 */
export function xOf(columns, end, at, ticks) {
  const places = [...columns.entries()].sort((a, b) => a[0] - b[0]);
  if (!places.length) {
    return end;
  }
  let [fromTick, fromX] = places[0];
  for (const [tick, x] of places.slice(1)) {
    if (tick > at) {
      return fromX + ((at - fromTick) / (tick - fromTick)) * (x - fromX);
    }
    [fromTick, fromX] = [tick, x];
  }
  return fromX + Math.min(1, (at - fromTick) / Math.max(1, ticks - fromTick)) * (end - fromX - 4);
}

/** A chord's name as it is read: with flat and sharp signs. */
export const chordName = (name) => name.replace(/([A-G])b/g, '$1♭').replace(/([A-G])#/g, '$1♯');
