// The takes: a list to look through and search, and one of them in full, to hear, mark, export and go on from.
import { $, all } from './dom.js';
import { engrave } from './engraving.js';
import { get, post, tapTo } from './link.js';
import * as piano from './piano.js';
import { length, query, rectangles } from './search.js';
import { store } from './store.js';
import { file, picture } from './takesfiles.js';
import * as player from './takesplay.js';
import { t } from './words.js';

const KINDS = ['mid', 'abc', 'musicxml', 'wav', 'png', 'svg'];
const NAMES = ['C', 'C♯', 'D', 'E♭', 'E', 'F', 'F♯', 'G', 'A♭', 'A', 'B♭', 'B'];
const host = $('takes');
const opener = $('takes-open');
const wanted = { text: '', starred: false, notes: [], listening: false, like: null };
/** @type {(problem: any, undo?: { label: string, act: () => void }) => void} */
let problem = () => {};
let shown = [];
let chosen = null;
let deleted = 0;
let asked = 0;

/** An element with what it says and what it does. @returns {any} */
export function make(tag, attributes = {}, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (value !== null && value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...inside.filter((part) => part !== null));
  return element;
}

const trying = (work) => async (...values) => {
  try {
    await work(...values);
  } catch (error) {
    problem(error);
  }
};

export function start(onProblem) {
  problem = onProblem;
  opener.addEventListener('click', () => show(host.hidden));
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !host.hidden) {
      event.stopImmediatePropagation();
      event.preventDefault();
      show(false);
      opener.focus();
    }
  }, { capture: true });
}

/** Whether it is seen, so that keys are not the engine's. */
export const isOpen = () => !host.hidden;

/** Opens or closes the section. */
export function show(open) {
  host.hidden = !open;
  document.body.classList.toggle('shelf', open);
  opener.setAttribute('aria-expanded', String(open));
  opener.textContent = t(open ? 'takes.back' : 'takes');
  if (open) {
    frame();
    listenFor(false);
    look();
    $('takes-text').focus();
  } else {
    player.stop();
    wanted.listening = false;
    tapTo(null);
  }
}

export function say() {
  opener.textContent = t(host.hidden ? 'takes' : 'takes.back');
  if (!host.hidden) {
    frame();
    list();
    full();
  }
}

/** What stays while one searches: the line to search in, the list, the take in full. */
function frame() {
  const text = make('input', {
    id: 'takes-text', type: 'search', placeholder: t('takes.search'), 'aria-label': t('takes.search'), maxlength: 200,
    autocomplete: 'off', spellcheck: 'false', oninput: () => { wanted.text = text.value; wanted.notes = []; wanted.like = null; soon(); },
  });
  text.value = wanted.text;
  const importing = make('input', { type: 'file', id: 'takes-import', accept: '.mid,.midi,.abc,.musicxml,.mxl,.xml', hidden: true,
    onchange: trying(async () => { await bringIn(importing.files[0]); importing.value = ''; }) });
  host.replaceChildren(
    make('div', { class: 'takes-bar' },
      make('h2', { id: 'takes-title' }, t('takes')), text,
      make('button', { type: 'button', class: 'quiet', id: 'takes-listen', 'aria-pressed': 'false', onclick: () => listenFor(!wanted.listening) }, t('takes.play')),
      make('button', { type: 'button', class: 'quiet', id: 'takes-starred', 'aria-pressed': String(wanted.starred), onclick: (event) => {
        wanted.starred = !wanted.starred;
        event.target.setAttribute('aria-pressed', String(wanted.starred));
        look();
      } }, `★ ${t('takes.starred')}`),
      make('button', { type: 'button', class: 'quiet', id: 'takes-file', onclick: () => importing.click() }, t('takes.import')), importing,
      make('button', { type: 'button', class: 'quiet', id: 'takes-finish', onclick: trying(finish) }, t('takes.finish')),
      make('button', { type: 'button', class: 'quiet', id: 'takes-undo', hidden: true, onclick: trying(async () => { await post('takes/undo', {}); await look(); settle(); }) }, t('takes.undo'))),
    make('p', { class: 'takes-said', id: 'takes-said', role: 'status' }),
    make('div', { class: 'takes-both' },
      make('ul', { class: 'takes-list', id: 'takes-list', 'aria-label': t('takes'), onkeydown: arrows }),
      make('article', { class: 'takes-full', id: 'takes-full' })));
}

let waits = 0;

function soon() {
  clearTimeout(waits);
  waits = setTimeout(look, 180);
}

/** Looks for what is wanted, and lists it. */
const look = trying(async () => {
  const mine = ++asked;
  const kept = await get('takes');
  const { title, ask, ...first } = query(wanted, kept.takes);
  let { as } = first;
  let { found } = await post('takes/find', ask);
  if (as === 'melody' && !found.length) {
    // Words may look like notes.
    as = 'words';
    ({ found } = await post('takes/find', { text: wanted.text, starred: wanted.starred }));
  }
  if (mine !== asked) {
    return;
  }
  shown = found.filter((one) => !wanted.starred || one.take.starred);
  deleted = kept.deleted;
  $('takes-undo').hidden = deleted === 0;
  $('takes-finish').hidden = store.bars.size === 0;
  said({ like: t('takes.likeThis', title), melody: t('takes.asMelody'), words: t('takes.asWords') }[as] ?? '');
  list();
  if (kept.problems.length) {
    problem(kept.problems[0]);
  }
});

function said(what) {
  const melody = wanted.listening || wanted.notes.length
    ? wanted.notes.length ? wanted.notes.map(([, pitch]) => NAMES[pitch % 12]).join(' ') : t('takes.playNow') : what;
  $('takes-said').textContent = melody;
}

function list() {
  const held = focused();
  const items = shown.map(({ take, score, bar }) => make('li', {},
    make('button', { type: 'button', class: 'take', 'data-id': take.id, 'aria-current': chosen?.take.id === take.id ? 'true' : null, onclick: trying(() => choose(take.id, bar)) },
      thumbnail(take),
      make('b', {}, take.title),
      make('span', { class: 'take-what' }, about(take)),
      make('span', { class: 'take-when' }, when(take.created) + (score < 1 || bar > 0 ? ` · ${t('takes.fits', Math.round(score * 100), bar + 1)}` : ''))),
    make('button', { type: 'button', class: 'star', 'aria-pressed': String(take.starred), 'aria-label': t('takes.star', take.title), onclick: trying(async () => {
      await post('takes/star', { take: take.id, on: !take.starred });
      await look();
    }) }, take.starred ? '★' : '☆')));
  $('takes-list').replaceChildren(...(items.length ? items : [make('li', { class: 'takes-none' }, t(wanted.text || wanted.notes.length ? 'takes.nothing' : 'takes.none'))]));
  if (held) {
    (buttonOf(held) ?? all('.take', host)[0] ?? $('takes-text')).focus();
  }
}

/** Which take's button has the focus, so that it keeps it when the list is made anew. */
function focused() {
  /** @type {any} */
  const button = document.activeElement?.closest?.('.takes-list button');
  return button ? { id: button.closest('li').querySelector('.take').dataset.id, star: button.matches('.star') } : null;
}

const buttonOf = ({ id, star }) => all('.take', host).find((take) => take.dataset.id === id)?.closest('li').querySelector(star ? '.star' : '.take');

/** The focus goes to the list where what had it is gone. */
function settle() {
  /** @type {any} */
  const active = document.activeElement;
  if (!active || active === document.body || active.hidden) {
    (all('.take', host)[0] ?? $('takes-text')).focus();
  }
}

const about = (take) => [take.key, take.meter, `♩ ${Math.round(take.tempo)}`, t('takes.bars', take.bars), length(take.lengthMs),
  take.kind === 'import' ? t('takes.imported') : `${t(`mode.${take.mode}`) ?? take.mode}, ${t(`preset.${take.style}`) ?? take.style}`].join(' · ');
const when = (created) => {
  const date = new Date(created);
  return Number.isNaN(date.getTime()) ? created : date.toLocaleString(document.documentElement.lang, { dateStyle: 'medium', timeStyle: 'short' });
};

function thumbnail(take) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 1000 100');
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('aria-hidden', 'true');
  for (const rectangle of rectangles(take.thumbnail)) {
    const note = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
    for (const [name, value] of Object.entries(rectangle)) {
      note.setAttribute(name, String(value));
    }
    svg.append(note);
  }
  return svg;
}

/** Up and down go through the list. */
function arrows(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const takes = all('.take', host);
  const at = takes.indexOf(document.activeElement);
  if (step && at >= 0) {
    event.preventDefault();
    takes[Math.max(0, Math.min(takes.length - 1, at + step))].focus();
  }
}

async function choose(id, bar = 0) {
  player.stop();
  chosen = await get(`takes/${encodeURIComponent(id)}`);
  chosen.from = Math.min(bar, chosen.bars.length - 1);
  list();
  full();
  if (matchMedia('(max-width: 760px)').matches) {
    $('takes-full').scrollIntoView({ block: 'start' });
  }
}

/** One take, in full. */
function full() {
  const article = $('takes-full');
  if (!chosen) {
    article.replaceChildren(make('p', { class: 'takes-none' }, t('takes.choose')));
    return;
  }
  const { take, analysis, bars } = chosen;
  const name = make('input', { class: 'take-name', id: 'take-name', value: take.title, maxlength: 120, 'aria-label': t('takes.name'), onchange: trying(async () => {
    chosen.take = await post('takes/name', { take: take.id, name: name.value });
    await look();
  }) });
  const from = make('input', { type: 'number', id: 'take-bar', min: 1, max: take.bars, value: chosen.from > 0 ? chosen.from + 1 : take.bars, 'aria-label': t('takes.bar') });
  const score = make('div', { class: 'take-score', 'aria-label': t('score') });
  const play = make('button', { type: 'button', class: 'act', id: 'take-play', onclick: () => player.toggle(chosen, Number(chosen.from) || 0, play) }, t('takes.hear'));
  article.replaceChildren(
    name,
    make('p', { class: 'take-what' }, about(take) + (take.past ? ` · ${t('takes.past', take.past)}` : '')),
    player.roll(chosen, (bar) => { chosen.from = bar; from.value = bar + 1; player.restart(chosen, bar, play); }),
    make('div', { class: 'take-acts' }, play,
      make('form', { class: 'take-branch', onsubmit: trying(async (event) => {
        event.preventDefault();
        await post('takes/branch', { take: take.id, bar: Number(from.value) });
        show(false);
        problem(t('takes.branched', from.value, take.title));
      }) }, make('button', { type: 'submit', class: 'quiet', id: 'take-branch' }, t('takes.branch')), from),
      make('button', { type: 'button', class: 'quiet', id: 'take-like', onclick: () => { wanted.like = take.id; wanted.notes = []; look(); } }, t('takes.like')),
      make('button', { type: 'button', class: 'quiet', id: 'take-delete', onclick: trying(async () => {
        await post('takes/delete', { take: take.id });
        chosen = null;
        player.stop();
        full();
        await look();
        settle();
        problem(t('takes.deleted', take.title));
      }) }, t('takes.delete'))),
    make('div', { class: 'take-files' }, make('span', {}, t('takes.export')),
      ...KINDS.map((kind) => make('button', { type: 'button', class: 'quiet', 'data-kind': kind, onclick: trying(() => file(take, kind)) }, kind === 'musicxml' ? 'MusicXML' : kind.toUpperCase())),
      ...['svg', 'png'].map((kind) => make('button', { type: 'button', class: 'quiet', 'data-score': kind, onclick: trying(() => picture(take, score, kind)) }, t('takes.scoreAs', kind.toUpperCase())))),
    facts(analysis), score);
  engrave(score, chosen.abc);
  chosen.bars = bars;
}

function facts(a) {
  const rows = [
    [t('takes.key'), `${a.key} (${Math.round(a.keyConfidence * 100)} %)`],
    [t('takes.form'), `${a.form} · ${t('takes.bars', a.formBars)}`],
    [t('takes.chords'), a.chords.map((chord) => chord || '–').join(' | ')],
    [t('takes.density'), t('takes.perBeat', a.notesPerBeat)],
    [t('takes.rhythm'), `${a.values.map((value) => `${value.length} ${Math.round(value.share * 100)} %`).join(', ')} · ${t('takes.offBeat', Math.round(a.offBeat * 100))}`],
    [t('takes.difficulty'), t('takes.of10', a.difficulty.of10)],
  ];
  return make('dl', { class: 'take-facts' }, ...rows.flatMap(([name, value]) => [make('dt', {}, name), make('dd', {}, value)]));
}

/** While the section is open the piano is not the engine's; what is played on it may be looked for. */
function listenFor(on) {
  wanted.listening = on;
  const button = $('takes-listen');
  button?.setAttribute('aria-pressed', String(on));
  tapTo((status, pitch, velocity, at) => {
    const pressed = (status & 0xf0) === 0x90 && velocity > 0;
    piano.show(false, pitch, pressed);
    if (pressed && wanted.listening) {
      wanted.notes.push([Math.round(at), pitch]);
      said('');
      soon();
    }
  });
  if (!on) {
    return;
  }
  Object.assign(wanted, { notes: [], text: '', like: null });
  $('takes-text').value = '';
  button.focus();
  said('');
}

async function finish() {
  await post('takes/finish', {});
  await look();
  settle();
}

async function bringIn(chosenFile) {
  if (chosenFile) {
    const bytes = new Uint8Array(await chosenFile.arrayBuffer());
    let text = '';
    for (let i = 0; i < bytes.length; i += 8192) {
      text += String.fromCharCode(...bytes.subarray(i, i + 8192));
    }
    const { id } = await post('takes/import', { file: chosenFile.name, data: btoa(text) });
    await look();
    await choose(id);
  }
}
