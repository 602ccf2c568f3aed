// The page: joins what the engine tells with what is seen, heard and played.
import * as changes from './changes.js';
import * as controls from './controls.js';
import * as devices from './devices.js';
import { $, children } from './dom.js';
import { clock, command, compareClocks, get, listen, post } from './link.js';
import * as map from './map.js';
import * as piano from './piano.js';
import * as practice from './practice.js';
import * as presets from './presets.js';
import * as roll from './roll.js';
import * as score from './score.js';
import { rolling, settledTick, store, takePlayed, tickAt, together, whose } from './store.js';
import * as synth from './synth.js';
import * as takes from './takes.js';
import { counted, turnOf } from './turns.js';
import * as webmidi from './webmidi.js';
import * as wishes from './wishes.js';
import { apply, onLanguage, otherLanguage, t } from './words.js';

const METERS = ['4/4', '3/4', '2/4', '6/8', '9/8', '12/8', '5/4', '7/8'];
const frames = { count: 0, since: performance.now(), rate: 0, worst: 0, last: 0 };
let library = null;
let table = null;

let saidFor = 0;

/** Says what went wrong, or was done; {undo} is a key beside it: {label, act}. */
function problem(error, undo = null) {
  const toast = $('toast');
  toast.textContent = error?.message ?? String(error);
  if (undo) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = undo.label;
    button.addEventListener('click', () => { toast.classList.remove('seen'); undo.act(); });
    toast.append(' ', button);
  }
  toast.classList.add('seen');
  clearTimeout(saidFor);
  saidFor = setTimeout(() => toast.classList.remove('seen'), 6000);
}

const programOf = (channel) => store.state?.programs?.[channel] ?? 0;
/** The player's own sound is that of the first voice that hears. */
const ownProgram = () => store.state?.preset?.voices.find((voice) => voice.hears)?.program ?? 0;

const told = {
  state(state) {
    store.state = state;
    store.bars = new Map((state.bars ?? []).map((bar) => [bar.bar, bar]));
    store.controls = state.controls ?? {};
    store.position = state.position ?? store.position;
    store.figures = state.figures ?? {};
    store.faults = state.faults ?? [];
    devices.take(state.devices);
    store.played = [];
    synth.silence();
    piano.dark();
    practice.begin(state.choruses ?? []);
    document.body.classList.remove('gone');
    fillChoices();
    changes.take();
    changes.mark();
    $('tempo').value = Math.round(store.position.tempo);
    controls.show();
    score.reset();
    meters();
  },
  bar(bar) {
    store.bars.set(bar.bar, bar);
    score.touch(bar.bar);
    if (store.bars.size > 512) {
      store.bars.delete(Math.min(...store.bars.keys()));
    }
  },
  clear() {
    store.bars.clear();
    // The note that began it all still sounds: it is the first downbeat.
    store.played = store.played.filter((note) => note.you && note.end === null).map((note) => ({ ...note, tick: 0 }));
    score.reset();
  },
  position(position) {
    const before = store.position;
    store.position = position;
    if (before.rolling !== position.rolling || before.epoch !== position.epoch) {
      meters();
      controls.showRolling();
      if (!position.rolling) {
        piano.dark();
      }
    }
    if (document.activeElement !== $('tempo')) {
      $('tempo').value = Math.round(position.tempo);
    }
    if (document.activeElement !== $('meter')) {
      offer($('meter'), position.meter);
    }
  },
  played(data) {
    takePlayed(data.messages);
    for (const [companion, status, pitch, velocity, at] of data.messages) {
      const kind = status & 0xf0;
      const channel = status & 15;
      const on = kind === 0x90 && velocity > 0;
      if (kind !== 0x90 && kind !== 0x80) {
        continue;
      }
      const pageMs = clock.toPage(at);
      if (companion && devices.inBrowser()) {
        if (on) {
          synth.noteOn('it', channel, pitch, velocity, programOf(channel), pageMs);
        } else {
          synth.noteOff('it', channel, pitch, pageMs);
        }
      }
      if (channel !== 9) {
        setTimeout(() => piano.show(Boolean(companion), pitch, on), Math.max(0, pageMs - performance.now()));
      }
    }
  },
  controls(values) {
    const silenced = values.mute >= 0.5 && !(store.controls.mute >= 0.5);
    const other = values.mode !== store.controls.mode;
    store.controls = values;
    if (other && store.bars.size === 0) {
      score.reset();
    }
    if (silenced) {
      synth.silence();
    }
    controls.show();
    practice.parts();
  },
  figures(figures) {
    store.figures = figures;
    meters();
  },
  chorus(chorus) {
    practice.measured(chorus);
  },
  devices: devices.take,
  presets: presets.take,
  map: map.take,
  kept({ bars }) {
    problem(t('barsKept', bars));
  },
  band({ style }) {
    problem(t('bandPlays', t(`backing.${style}`) ?? style));
  },
  fault(fault) {
    store.faults.push(fault);
    problem(fault.text);
    meters();
  },
  problem({ text }) {
    problem(text);
  },
};

function offer(select, value) {
  if (![...select.options].some((o) => o.value === value)) {
    select.add(new Option(value, value));
  }
  select.value = value;
}

const chartTitle = (chart) => t(`chart.${chart.name}`) ?? chart.title;

function fillChoices() {
  if (!library || !store.state?.preset) {
    return;
  }
  fill($('preset'), [...library.presets, ...presets.all()].map((p) => [p.name, t(`preset.${p.name}`) ?? p.title]), store.state.preset.name);
  const played = store.state.chart;
  const known = played && library.charts.find((c) => c.text === played.text);
  const kept = played && !known && changes.charts().find((c) => c.text === played.text);
  const custom = played && !known && !kept;
  fill($('chart'), [['', t('none')], ...library.charts.map((c) => [c.name, c.key ? `${chartTitle(c)} · ${c.key.replace(/b(?=m?$)/, '♭')}` : chartTitle(c)]),
    ...changes.charts().map((c) => [`own:${c.title}`, c.title]), ...(custom ? [['custom', changes.title()]] : []), ['new', t('chartNew')]],
  custom ? 'custom' : kept ? `own:${kept.title}` : known?.name ?? '');
  fill($('backing'), [['', t('none')], ...library.backings.map((b) => [b, t(`backing.${b}`) ?? b])], store.state.wish?.backing ?? '');
  $('backing-field').hidden = !store.state.chart;
  fill($('meter'), METERS.map((m) => [m, m]), store.position.meter);
}

function fill(select, options, value) {
  select.replaceChildren(...options.map(([own, text]) => new Option(text, own)));
  offer(select, value);
}

async function session(wish) {
  document.body.classList.add('opening');
  synth.silence();
  try {
    await post('session', wish);
  } catch (error) {
    problem(error);
    fillChoices();
  }
  document.body.classList.remove('opening');
}

/** Which rungs of the ladder played, and how often. */
function rungs(figures) {
  const used = Object.entries(figures.origins ?? {}).filter(([origin]) => t(`origin.${origin}`));
  return used.length ? ` (${used.map(([origin, bars]) => `${bars} ${t(`origin.${origin}`)}`).join(', ')})` : '';
}

function meters() {
  const f = store.figures;
  const ms = (value) => (value === undefined ? '–' : `${value.toFixed(value < 10 ? 1 : 0)} ${t('unit.ms')}`);
  const items = [
    ['late', `${f.late ?? 0} ${t('meter.of')} ${f.messages ?? 0}`, f.late > 0],
    ['timing', ms((f.jitterUsP99 ?? 0) / 1000), f.jitterUsP99 > 10000],
    ['margin', f.marginMs === undefined ? '–' : `${ms(f.marginMs)} · ${ms(f.marginMsP50)}`, f.marginMs < 0],
    ['gap', f.played ? ms(f.answerGapMs) : '–', f.answerGapMs > 10],
    ['write', f.generationMs ? `${ms(f.generationMs)} · ${ms(f.generationMsP99)}` : '–', false],
    ['fallbacks', `${f.fallbacks ?? 0} ${t('meter.of')} ${f.played ?? 0}${rungs(f)}`, f.fallbacks > 0],
    ['hanging', String(f.hanging ?? 0), f.hanging > 0],
    ...(store.faults.length ? [['faults', String(Math.max(f.faults ?? 0, store.faults.length)), true]] : []),
    ...(f.lostInput > 0 ? [['lost', String(f.lostInput), true]] : []),
    ['clock', t(`clock.${['internal', 'midi', 'player'][store.controls.clock ?? 0]}.${store.position.rolling ? 'on' : 'off'}`), false],
    ['device', devices.device(), false],
    ['model', store.state?.model ?? '–', false],
    ['frames', frames.rate ? `${frames.rate}/s` : '–', frames.rate > 0 && frames.rate < 30],
  ];
  $('meters').replaceChildren(...items.map(([name, value, bad]) => {
    const item = document.createElement('span');
    item.className = bad ? 'bad' : '';
    item.dataset.meter = name;
    item.innerHTML = '<em></em> <b></b>';
    const [what, figure] = children(item);
    what.textContent = t(`meter.${name}`);
    item.title = name === 'faults' ? store.faults.map((fault) => fault.text).join('\n') : t(`meter.${name}.hint`) ?? '';
    figure.textContent = value;
    return item;
  }));
}

let turnShown = '';

/** Which bar of a turn it is, of how many; the bar's number where turns have no set length. */
function barOf(key) {
  const at = store.position.bar;
  const length = store.controls[key === 'itsTurn' ? 'answer-bars' : 'listen-bars'];
  const whoseBar = (number) => whose(store.bars.get(number)) ?? 'you';
  const turns = store.controls.mode < 2 && (key === 'yourTurn' || key === 'itsTurn');
  return counted(at, turns ? length : 0, whoseBar);
}

function turn() {
  const tick = tickAt();
  const bar = store.bars.get(store.position.bar) ?? [...store.bars.values()].find((b) => tick >= b.start && tick < b.start + b.ticks);
  const key = turnOf({ rolling: rolling(), together: together(), who: whose(bar), begun: store.bars.size > 0 });
  const text = t(key === 'waiting' && store.state.chart && together() ? 'waitingOver' : key) + (rolling() ? ` · ${barOf(key)}` : '');
  if (text !== turnShown) {
    turnShown = text;
    $('turn').textContent = text;
    $('turn').dataset.who = key;
  }
}

function frame(at) {
  frames.count++;
  if (frames.last) {
    frames.worst = Math.max(frames.worst, at - frames.last);
  }
  frames.last = at;
  if (at - frames.since >= 2000) {
    frames.rate = Math.round((frames.count * 1000) / (at - frames.since));
    Object.assign(frames, { count: 0, since: at });
  }
  if (store.state?.preset) {
    changes.frame();
    score.frame();
    roll.frame();
    turn();
    $('hush').hidden = !(synth.hushed() && devices.inBrowser() && rolling());
  }
  requestAnimationFrame(frame);
}

const typing = (element) => element.matches?.('input:not([type=range]), select, textarea');

addEventListener('keydown', (event) => {
  synth.wake();
  if (event.ctrlKey || event.metaKey || event.altKey || (typing(event.target) && event.key !== 'Escape')) {
    return;
  }
  const target = /** @type {any} */ (event.target);
  const pressing = target.matches?.('button, summary') && (event.code === 'Space' || event.key === 'Enter');
  if (pressing && target.matches(':focus-visible')) {
    return;
  }
  if (piano.keyDown(event) || (!event.repeat && !takes.isOpen() && controls.shortcut(event))) {
    event.preventDefault();
  }
});
addEventListener('keyup', (event) => piano.keyUp(event));
// A key that was clicked keeps no focus, so that Space means start again.
addEventListener('click', (event) => {
  if (event.detail > 0) {
    /** @type {any} */ (event.target).closest?.('button')?.blur();
  }
  synth.wake();
});

function theme(next) {
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  const stored = localStorage.getItem('theme');
  const now = next ?? stored ?? (dark ? 'dark' : 'light');
  document.documentElement.dataset.theme = now;
  if (next) {
    localStorage.setItem('theme', next);
  }
  $('theme').textContent = t(now === 'dark' ? 'light' : 'dark');
  roll.recolour();
}

function octaveShown(octave) {
  $('octave').textContent = `${t('octave')} ${octave}`;
}

function say() {
  $('language').textContent = t('other');
  $('sound').textContent = t(synth.isOn() ? 'soundOn' : 'soundOff');
  $('sound').setAttribute('aria-pressed', String(synth.isOn()));
  $('piano').setAttribute('aria-label', t('piano'));
  $('roll').setAttribute('aria-label', t('roll'));
  octaveShown(piano.octave());
  theme();
  if (table) {
    controls.build(table, problem);
    wishes.say();
    practice.say();
    changes.say();
    devices.say();
    presets.say();
    map.say();
    takes.say();
    fillChoices();
    score.reset();
    meters();
  }
}

$('language').addEventListener('click', otherLanguage);
$('theme').addEventListener('click', () => theme(document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark'));
$('sound').addEventListener('click', () => { synth.wake(); synth.switchSound(); say(); });
$('up').addEventListener('click', () => octaveShown(piano.shift(1)));
$('down').addEventListener('click', () => octaveShown(piano.shift(-1)));
$('tap').addEventListener('click', () => command('tap').catch(problem));
$('tempo').addEventListener('change', () => command(`tempo ${$('tempo').value}`).catch(problem));
$('meter').addEventListener('change', () => command(`meter ${$('meter').value}`).catch(problem));
$('preset').addEventListener('change', () => session({ preset: $('preset').value }));
$('chart').addEventListener('change', () => {
  const chosen = $('chart').value;
  if (chosen === 'new') {
    fillChoices();
    changes.edit(true);
  } else if (chosen !== 'custom') {
    session({ chart: changes.charts().find((c) => `own:${c.title}` === chosen)?.text ?? chosen });
  }
});
$('backing').addEventListener('change', () => session({ backing: $('backing').value }));
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => theme());
onLanguage(say);

/** What a test wants to know that cannot be seen. */
Object.assign(window, { antiphon: { store, frames, sounding: synth.soundingNotes, tick: tickAt, settled: settledTick } });

async function begin() {
  try {
    await compareClocks(8);
    [library, table] = await Promise.all([get('library'), get('controls')]);
  } catch (error) {
    problem(error);
    setTimeout(begin, 1000);
    return;
  }
  practice.start(problem, session, changes.mark);
  changes.start(session, problem);
  // Where no takes are kept there is no before.
  practice.remember().catch(() => {});
  devices.start(problem, synth.silence);
  takes.start(problem);
  wishes.start(library, session, problem);
  presets.start(wishes.choose, problem).catch(problem);
  map.start(problem).catch(problem);
  apply();
  piano.start(ownProgram);
  setInterval(() => compareClocks(3).catch(() => {}), 15000);
  webmidi.start(ownProgram, (names) => names.length && problem(t('midiFound', names.join(', ')))).catch(() => {});
  requestAnimationFrame(frame);
  listen({
    event: (name, data) => told[name]?.(data),
    lost: () => { document.body.classList.add('gone'); synth.silence(); problem(t('gone')); },
    problem,
  });
}

apply();
begin();
