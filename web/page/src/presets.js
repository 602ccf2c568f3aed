// One's own presets: saved from what plays, duplicated, deleted, and shared as one file each.
import { $ } from './dom.js';
import { get, post } from './link.js';
import { store } from './store.js';
import { t } from './words.js';

/** What the engine takes at most. */
const MOST_BYTES = 32 * 1024;
let own = [];
/** @type {(wish: object) => Promise<void>} */
let open = async () => {};
/** @type {(problem: any, undo?: { label: string, act: () => void }) => void} */
let problem = () => {};
let chosen = '';

export const all = () => own;

/** {choose} opens one with all that belongs to it. */
export async function start(choose, onProblem) {
  open = choose;
  problem = onProblem;
  $('own-save').addEventListener('submit', (event) => {
    event.preventDefault();
    const title = $('own-title').value.trim();
    if (title) {
      change({ save: title }).then(() => { $('own-title').value = ''; });
    }
  });
  $('own').addEventListener('change', () => { chosen = $('own').value; say(); });
  $('own-play').addEventListener('click', () => play(row()));
  $('own-twice').addEventListener('click', () => change({ duplicate: chosen, title: `${row().title} 2` }));
  $('own-delete').addEventListener('click', remove);
  $('own-out').addEventListener('click', download);
  $('own-in').addEventListener('click', () => $('own-file').click());
  $('own-file').addEventListener('change', upload);
  take(await get('presets'));
}

const row = () => own.find((preset) => preset.name === chosen);

/** The list as it is now. */
export function take(presets) {
  own = presets;
  say();
}

async function change(asked) {
  try {
    const { name, presets } = await post('presets', asked);
    chosen = asked.delete ? '' : name;
    take(presets);
    return name;
  } catch (error) {
    problem(error);
    return null;
  }
}

function play(preset) {
  const playing = preset.play ?? {};
  return open({
    preset: preset.name, mode: playing.mode ?? 'continue', chart: playing.chart, cycle: playing.cycle, backing: playing.backing,
    tempo: preset.tempo, meter: preset.meter, set: playing.set });
}

/** Deleting can be taken back as long as the page says so. */
async function remove() {
  const { title } = row();
  const { toml } = await get(`presets/${encodeURIComponent(chosen)}`);
  await change({ delete: chosen });
  problem(t('ownDeleted', title), { label: t('undo'), act: () => change({ toml }) });
}

async function download() {
  try {
    const { file, toml } = await get(`presets/${encodeURIComponent(chosen)}`);
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([toml], { type: 'application/toml' }));
    link.download = file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  } catch (error) {
    problem(error);
  }
}

async function upload() {
  const file = $('own-file').files[0];
  $('own-file').value = '';
  if (!file) {
    return;
  }
  if (file.size > MOST_BYTES) {
    problem(t('ownTooBig', file.name, Math.round(file.size / 1024)));
    return;
  }
  await change({ toml: await file.text() });
}

export function say() {
  const select = $('own');
  select.replaceChildren(new Option(own.length ? t('ownChoose') : t('ownNone'), ''),
    ...own.map((preset) => new Option(preset.title, preset.name)));
  if (!row()) {
    chosen = '';
  }
  select.value = chosen;
  select.disabled = !own.length;
  $('own-title').placeholder = t('ownTitle');
  $('own-title').setAttribute('aria-label', t('ownTitle'));
  const bad = row()?.problem;
  $('own-play').disabled = !row() || Boolean(bad);
  $('own-twice').disabled = !row() || Boolean(bad);
  $('own-out').disabled = !row();
  $('own-delete').disabled = !row();
  $('own-problem').textContent = bad ?? '';
}

/** The title of what plays, if it is one's own. */
export const title = () => own.find((preset) => preset.name === store.state?.preset?.name)?.title;
