// A whole piece as sheet music: on the page of takes, and in the file that the command line prints from.
import abcjs from 'abcjs';

/** A title is broken where it would be wider than the page; abcjs has a sign of its own for a percent that is no comment. */
const WIDEST_TITLE = 48;
const PERCENT = '\u200B\uFF05';

/** Words; of scripts without spaces, each sign, which is as wide as two letters. */
const PARTS = /[\u2E80-\uD7FF\uF900-\uFFEF]|[^\s\u2E80-\uD7FF\uF900-\uFFEF]{1,48}|\s+/g;
const widthOf = (text) => text.length + (text.match(/[\u2E80-\uD7FF\uF900-\uFFEF]/g) ?? []).length;

export function folded(title) {
  const lines = [''];
  for (const part of title.replaceAll(PERCENT, '%').match(PARTS) ?? []) {
    if (widthOf(lines.at(-1) + part.trimEnd()) > WIDEST_TITLE && lines.at(-1)) {
      lines.push(part.trim());
    } else {
      lines[lines.length - 1] += part;
    }
  }
  return lines.map((line) => line.trim()).join('\n');
}

/** Takes a note that has no syllable: abcjs would have a rest take an asterisk, too. */
const UNSUNG = ' \u200B ';

/** The words of a voice, a line for each verse, of what is sung in each of its bars. */
function sung(text, wordsByBar) {
  const verses = Math.max(0, ...wordsByBar.map((lines) => lines.length));
  const opens = /^(\[[A-Z]:[^\]]*\])*\s*[|:]/.test(text);
  return Array.from({ length: verses }, (_, verse) => {
    const words = wordsByBar.map((lines) => (lines[verse] ?? '').replace(/(?<!\\)\*/g, UNSUNG));
    // A sign before the first bar would be taken for the end of one in which nothing is sung.
    return `w: ${opens && !words[0].trim() ? '|' : ''}${words.join(' | ')}`;
  });
}

/** Voice by voice, as abcjs sets it best: bar by bar it would say key and clef again in each, and a change of key would change the clef. */
export function byVoice(abc) {
  const header = [];
  const voices = new Map();
  const words = new Map();
  const clefs = new Map();
  let last = '';
  for (const line of abc.split('\n')) {
    const said = /^V:(\d+) (\S+)/.exec(line);
    if (said) {
      clefs.set(said[1], said[2]);
    }
    if (line.startsWith('w:') && last) {
      words.get(last).at(-1).push(line.slice(2));
      continue;
    }
    if (!line.startsWith('[V:')) {
      header.push(line.startsWith('T:') ? line.replaceAll('%', '\\%') : line);
      continue;
    }
    for (const part of line.split(/(?=\[V:\d+\])/)) {
      const [, voice, text] = /^\[V:(\d+)\](.*)$/.exec(part);
      const keyed = text.replace(/\[K:([^\]]*)\]/g, (all, key) => `[K:${key} clef=${clefs.get(voice) ?? 'treble'}]`);
      voices.set(voice, (voices.get(voice) ?? '') + keyed);
      words.set(voice, [...(words.get(voice) ?? []), []]);
      last = voice;
    }
  }
  return [...header.filter((line) => line), ...[...voices].flatMap(([voice, text]) => [`[V:${voice}]${text}`, ...sung(text, words.get(voice))])].join('\n');
}

/** The notes and rests of a voice, bar by bar. */
function bars(voice) {
  const all = [[]];
  for (const element of voice) {
    if (element.el_type === 'bar') {
      all.push([]);
    } else if (element.el_type === 'note') {
      all.at(-1).push(element);
    }
  }
  return all;
}

/** Where voices share a staff, one that is silent for a bar leaves it to the others: its rest would stand in their notes. */
export function hush(staff) {
  const voices = staff.voices.map(bars);
  const silent = (notes) => notes.every(({ rest }) => rest);
  const silences = voices.map((voice) => voice.map(silent));
  voices.forEach((voice, index) => voice.forEach((notes, bar) => {
    if (silences[index][bar] && silences.some((other, at) => at < index || other[bar] === false)) {
      notes.forEach((element) => { element.rest = { ...element.rest, type: 'invisible' }; });
    }
  }));
}

/** Once the systems are known: names stand before the first, a clef that stays is not said again, and a key or meter that changes with a system opens it. */
export function tidy(tune) {
  const { lines, metaText } = tune;
  if (metaText.title) {
    metaText.title = folded(metaText.title);
  }
  const systems = lines.filter((line) => line.staff);
  systems.forEach(({ staff: staves }, index) => staves.forEach((staff) => {
    if (index > 0) {
      delete staff.title;
    }
    hush(staff);
    // Each voice has one clef, which byVoice says again with each key.
    staff.voices = staff.voices.map((voice) => voice.filter((element) => element.el_type !== 'clef'));
    staff.voices = staff.voices.map((voice) => {
      const opening = voice.findIndex((element) => !['stem', 'key', 'timeSignature'].includes(element.el_type));
      for (const { el_type: kind, ...what } of voice.slice(0, opening)) {
        if (kind === 'key') {
          staff.key = { ...what, accidentals: what.accidentals.filter(({ acc }) => acc !== 'natural') };
        } else if (kind === 'timeSignature') {
          staff.meter = what;
        }
      }
      return voice.filter((element, at) => at >= opening || element.el_type === 'stem');
    });
  }));
  return tune;
}

/** Engraves into an element; with `more`, what else abcjs is to do. */
export function engrave(host, abc, more = {}) {
  abcjs.renderAbc(host, byVoice(abc), {
    staffwidth: 680, wrap: { minSpacing: 1.5, maxSpacing: 2.7, preferredMeasuresPerLine: 4 }, responsive: 'resize', add_classes: true, afterParsing: tidy, ...more,
  });
}

function size(drawn) {
  const box = drawn.viewBox.baseVal;
  return [box?.width || drawn.clientWidth, box?.height || drawn.clientHeight];
}

/** What was engraved as a file of its own, black on white. */
export function alone(drawn) {
  const [width, height] = size(drawn);
  const copy = drawn.cloneNode(true);
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', width);
  copy.setAttribute('height', height);
  copy.setAttribute('style', 'color: #000; fill: #000; background: #fff');
  return new XMLSerializer().serializeToString(copy);
}

/** The same as dots, twice as many as on the page. */
export async function dots(drawn) {
  const [width, height] = size(drawn);
  const image = new Image();
  const address = URL.createObjectURL(new Blob([alone(drawn)], { type: 'image/svg+xml' }));
  await new Promise((resolve, reject) => {
    Object.assign(image, { onload: resolve, onerror: () => reject(new Error('score.png')), src: address });
  });
  const canvas = Object.assign(document.createElement('canvas'), { width: width * 2, height: height * 2 });
  const drawing = canvas.getContext('2d');
  drawing.fillStyle = '#fff';
  drawing.fillRect(0, 0, canvas.width, canvas.height);
  drawing.drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(address);
  return canvas;
}
