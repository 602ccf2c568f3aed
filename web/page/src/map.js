// MIDI learn: a controller or key of a MIDI device bound to any row of the table.
import { get, post } from './link.js';
import { t } from './words.js';
import { label } from './controls.js';

const $ = (id) => document.getElementById(id);
let state = { bindings: [], rows: [] };
let problem = () => {};

export async function start(onProblem) {
  problem = onProblem;
  $('learn').addEventListener('click', () => change({ learn: state.learning ? '' : $('learn-row').value }));
  take(await get('map'));
}

export function take(next) {
  state = next;
  say();
}

const change = (asked) => post('map', asked).then(take).catch(problem);

const named = (row) => {
  const [control, voice] = row.split('.');
  const name = t(`row.${control}`) ?? label(control);
  return voice ? `${name} · ${t('voice', voice)}` : name;
};

/** {cc 1 74} as people say it. */
const said = (from) => {
  const [kind, channel, number] = from.split(' ');
  return t(kind === 'cc' ? 'mapController' : 'mapKey', number, channel);
};

export function say() {
  const row = $('learn-row');
  const chosen = row.value;
  row.replaceChildren(...state.rows.map((name) => new Option(named(name), name)));
  row.value = state.learning ?? (chosen || 'density');
  row.disabled = Boolean(state.learning);
  $('learn').textContent = t(state.learning ? 'mapCancel' : 'mapLearn');
  $('learn').setAttribute('aria-pressed', String(Boolean(state.learning)));
  $('learning').textContent = state.learning ? t('mapMove', named(state.learning)) : '';
  const host = $('bindings');
  host.replaceChildren(...state.bindings.map(({ from, row: bound }) => {
    const item = document.createElement('div');
    item.innerHTML = '<span></span><em></em><button type="button" class="quiet">×</button>';
    item.children[0].textContent = said(from);
    item.children[1].textContent = named(bound);
    item.children[2].setAttribute('aria-label', t('mapForget', said(from)));
    item.children[2].addEventListener('click', () => change({ forget: from }));
    return item;
  }));
}
