// MIDI learn: a controller or key of a MIDI device bound to any row of the table.
import { label } from './controls.js';
import { $, children } from './dom.js';
import { get, post } from './link.js';
import { t } from './words.js';

let state = { bindings: [], rows: [], learning: null };
/** @type {(problem: any, undo?: { label: string, act: () => void }) => void} */
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

/** A row of the table, {row.2} of its second voice, as people call it. */
export const named = (row) => {
  const [control, voice] = row.split('.');
  const name = t(`row.${control}`) ?? label(control);
  return voice ? `${name} · ${t('voice', voice)}` : name;
};

/** {cc 1 74} as people say it. */
export const said = (from) => {
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
    const [what, does, out] = children(item);
    what.textContent = said(from);
    does.textContent = named(bound);
    out.setAttribute('aria-label', t('mapForget', said(from)));
    out.addEventListener('click', () => change({ forget: from }));
    return item;
  }));
}
