// A session that is wished for: from what was understood of a line, or from a few of its fields.

/** Fields of a saying that belong to the session; all others are controls. */
const SESSION = { style: 'preset', mode: 'mode', meter: 'meter', chart: 'chart', backing: 'backing', tempo: 'tempo', opening: 'opening' };
const ORDER = ['style', 'mode', 'listen-bars', 'answer-bars', 'key', 'meter', 'tempo', 'chart', 'backing', 'opening'];

/** The fields as [name, value], in the order in which one reads them. */
export function ordered(fields) {
  const place = (field) => (ORDER.includes(field) ? ORDER.indexOf(field) : ORDER.length);
  return Object.entries(fields).sort(([a], [b]) => place(a) - place(b));
}

/** What the fields ask for. */
export function wishOf(fields) {
  const wish = { set: {} };
  for (const [field, value] of Object.entries(fields)) {
    if (SESSION[field]) {
      wish[SESSION[field]] = field === 'tempo' ? Number(value) : value;
    } else {
      wish.set[field === 'key' ? 'key-lock' : field] = value;
    }
  }
  return wish;
}

/** What is not said is as {preset} has it; a chart has a tempo of its own. */
export function whole(wish, preset) {
  const chart = wish.chart ?? '';
  return {
    preset: preset.name,
    mode: wish.mode ?? null,
    chart,
    cycle: wish.cycle ?? 0,
    backing: wish.backing ?? '',
    meter: wish.meter ?? preset.meter,
    tempo: wish.tempo ?? (chart ? null : preset.tempo),
    opening: wish.opening ?? '',
    set: wish.set ?? {},
  };
}
