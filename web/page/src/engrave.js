// Sheet music for the command line: engraves the piece that the file holds, and leaves there what was asked for.
import { alone, dots, engrave } from './engraving.js';

/** As the program takes it out again: letters and digits only, whatever the piece is called. */
function told(word, text) {
  const bytes = new TextEncoder().encode(text);
  document.getElementById('answer').textContent = `${word} ${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))} end`;
}

async function make() {
  const { abc, title, kind } = JSON.parse(document.getElementById('piece').textContent);
  const host = document.getElementById('sheet');
  document.title = title;
  // Paper is filled system by system, with staves of 7 mm; a picture holds them all.
  engrave(host, abc, kind === 'pdf' ? { oneSvgPerLine: true, staffwidth: 780 } : {});
  const drawn = host.querySelector('svg');
  if (!drawn) {
    throw new Error('nothing was engraved');
  }
  switch (kind) {
    case 'svg': return alone(drawn);
    case 'png': return (await dots(drawn)).toDataURL('image/png');
    default: return '';
  }
}

make().then((made) => told('made', made), (error) => told('failed', String(error)));
