// What is ready to play, and what a line of words asks for: both become one session with its controls.
import { post } from './link.js';
import { store } from './store.js';
import { t } from './words.js';

const $ = (id) => document.getElementById(id);
/** Fields of a saying that belong to the session; all others are controls. */
const SESSION = { style: 'preset', mode: 'mode', meter: 'meter', chart: 'chart', backing: 'backing', tempo: 'tempo' };
const ORDER = ['style', 'mode', 'listen-bars', 'answer-bars', 'key', 'meter', 'tempo', 'chart', 'backing'];
let fields = {};
let unknown = [];
let library = null;
let open = async () => {};
let problem = () => {};

/** {session} opens what is wished for. */
export function start(known, session, onProblem) {
  library = known;
  open = session;
  problem = onProblem;
  $('say').addEventListener('submit', (event) => {
    event.preventDefault();
    listen();
  });
  $('uses').addEventListener('change', () => {
    const use = library.uses.find((u) => u.name === $('uses').value);
    if (use) {
      choose(use);
    }
  });
}

/** Fills in the words of the language. */
export function say() {
  $('say-text').placeholder = t('sayHint');
  const chosen = $('uses').value;
  $('uses').replaceChildren(new Option(t('usesChoose'), ''), ...library.uses.map((use) => new Option(title(use), use.name)));
  $('uses').value = chosen;
  chips();
}

export const title = (use) => (document.documentElement.lang === 'zh' ? use['title-zh'] : use.title);

export function choose(use) {
  $('uses').value = use.name;
  return open(whole({
    preset: use.preset, mode: use.mode, chart: use.chart, backing: use.backing, meter: use.meter, tempo: use.tempo, set: use.set }));
}

/** What is not said is as the style has it. */
function whole(wish) {
  const preset = library.presets.find((p) => p.name === (wish.preset ?? store.state.preset.name));
  const chart = wish.chart ?? '';
  return {
    preset: preset.name,
    mode: wish.mode ?? null,
    chart,
    backing: wish.backing ?? '',
    meter: wish.meter ?? preset.meter,
    tempo: wish.tempo ?? (chart ? null : preset.tempo),
    set: wish.set ?? {},
  };
}

async function listen() {
  const text = $('say-text').value.trim();
  if (!text) {
    return;
  }
  try {
    ({ fields, unknown } = await post('say', { text }));
  } catch (error) {
    problem(error);
    return;
  }
  chips();
}

/** What was understood, a chip each, that can be left out; then the key that plays it. */
function chips() {
  const host = $('chips');
  host.replaceChildren();
  const place = (field) => (ORDER.includes(field) ? ORDER.indexOf(field) : ORDER.length);
  for (const [field, value] of Object.entries(fields).sort(([a], [b]) => place(a) - place(b))) {
    const chip = document.createElement('button');
    chip.type = 'button';
    chip.className = 'chip';
    const name = t(`field.${field}`) ?? t(`control.${field}`) ?? field;
    chip.innerHTML = '<em></em> <b></b> <i aria-hidden="true">×</i>';
    chip.children[0].textContent = name;
    chip.children[1].textContent = t(`${field === 'style' ? 'preset' : field}.${value}`) ?? value.replace(/b(?=m?$)/, field === 'key' ? '♭' : 'b');
    chip.setAttribute('aria-label', `${t('sayRemove', name)} ${value}`);
    chip.addEventListener('click', () => {
      delete fields[field];
      chips();
    });
    host.append(chip);
  }
  if (unknown.length) {
    const not = document.createElement('p');
    not.className = 'not';
    not.textContent = t('sayNot', unknown.join(', '));
    host.append(not);
  }
  if (Object.keys(fields).length) {
    const act = document.createElement('button');
    act.type = 'button';
    act.className = 'act';
    act.id = 'say-do';
    act.textContent = t('sayDo');
    act.addEventListener('click', perform);
    host.append(act);
  }
}

function perform() {
  const wish = { set: {} };
  for (const [field, value] of Object.entries(fields)) {
    if (SESSION[field]) {
      wish[SESSION[field]] = field === 'tempo' ? Number(value) : value;
    } else {
      wish.set[field === 'key' ? 'key-lock' : field] = value;
    }
  }
  fields = {};
  unknown = [];
  chips();
  $('say-text').blur();
  $('uses').value = '';
  return open(whole(wish));
}
