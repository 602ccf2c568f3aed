// Takes as files: those that the program writes, and the engraved score as a picture.
import abcjs from 'abcjs';
import { blob } from './link.js';

function save(data, take, ending) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(data);
  link.download = `${take.title.replace(/[^\p{L}\p{N} _-]/gu, '').trim() || take.id}.${ending}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/** One of the program's kinds. */
export async function file(take, kind) {
  save(await blob(`takes/${encodeURIComponent(take.id)}.${kind}`), take, kind);
}

/** Voice by voice, as abcjs sets it best: bar by bar it would say key and clef again in each, and a change of key would change the clef. */
function byVoice(abc) {
  const header = [];
  const voices = new Map();
  const clefs = new Map();
  for (const line of abc.split('\n')) {
    const said = /^V:(\d+) (\S+)/.exec(line);
    if (said) {
      clefs.set(said[1], said[2]);
    }
    if (!line.startsWith('[V:')) {
      header.push(line);
      continue;
    }
    for (const part of line.split(/(?=\[V:\d+\])/)) {
      const [, voice, bar] = /^\[V:(\d+)\](.*)$/.exec(part);
      const keyed = bar.replace(/\[K:([^\]]*)\]/g, (all, key) => `[K:${key} clef=${clefs.get(voice) ?? 'treble'}]`);
      voices.set(voice, (voices.get(voice) ?? '') + keyed);
    }
  }
  return [...header.filter((line) => line), ...[...voices].map(([voice, bars]) => `[V:${voice}]${bars}`)].join('\n');
}

/** Engraves a take below what is said of it. */
export function engraved(host, abc) {
  abcjs.renderAbc(host, byVoice(abc), { staffwidth: 680, wrap: { minSpacing: 1.5, maxSpacing: 2.7, preferredMeasuresPerLine: 4 }, responsive: 'resize', add_classes: true });
}

/** The engraved score as SVG, for print, or as PNG. */
export async function picture(take, host, kind) {
  const drawn = host.querySelector('svg');
  const box = drawn.viewBox.baseVal;
  const width = box?.width || drawn.clientWidth;
  const height = box?.height || drawn.clientHeight;
  const copy = drawn.cloneNode(true);
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', width);
  copy.setAttribute('height', height);
  copy.setAttribute('style', 'color: #000; fill: #000; background: #fff');
  const text = new XMLSerializer().serializeToString(copy);
  const whole = new Blob([text], { type: 'image/svg+xml' });
  if (kind === 'svg') {
    save(whole, take, 'score.svg');
    return;
  }
  const image = new Image();
  const address = URL.createObjectURL(whole);
  await new Promise((resolve, reject) => {
    Object.assign(image, { onload: resolve, onerror: () => reject(new Error('score.png')), src: address });
  });
  const canvas = Object.assign(document.createElement('canvas'), { width: width * 2, height: height * 2 });
  const drawing = canvas.getContext('2d');
  drawing.fillStyle = '#fff';
  drawing.fillRect(0, 0, canvas.width, canvas.height);
  drawing.drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(address);
  save(await new Promise((resolve) => { canvas.toBlob(resolve, 'image/png'); }), take, 'score.png');
}
