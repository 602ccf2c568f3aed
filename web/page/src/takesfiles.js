// Takes as files: those that the program writes, and the engraved score as a picture.
import { alone, dots } from './engraving.js';
import { blob } from './link.js';
import { fileName } from './search.js';

function save(data, take, ending) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(data);
  link.download = fileName(take, ending);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/** One of the program's kinds. */
export async function file(take, kind) {
  save(await blob(`takes/${encodeURIComponent(take.id)}.${kind}`), take, kind);
}

/** The engraved score as SVG, for print, or as PNG. */
export async function picture(take, host, kind) {
  const drawn = host.querySelector('svg');
  if (kind === 'svg') {
    save(new Blob([alone(drawn)], { type: 'image/svg+xml' }), take, 'score.svg');
    return;
  }
  const canvas = await dots(drawn);
  save(await new Promise((resolve) => { canvas.toBlob(resolve, 'image/png'); }), take, 'score.png');
}
