// Bundles the page into the folder that is named: one script, one sheet of style, no address but its own.
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const out = process.argv[2] ?? join(here, 'dist');
await mkdir(out, { recursive: true });
await build({
  entryPoints: [join(here, 'src/page.js'), join(here, 'src/door.js')],
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  legalComments: 'none',
  loader: { '.json': 'json' },
  outdir: out,
});
// What the command line prints sheet music from: one file that loads nothing and runs no script but its own.
const engraver = await build({
  entryPoints: [join(here, 'src/engrave.js')],
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  legalComments: 'none',
  write: false,
});
const script = engraver.outputFiles[0].text;
const sheet = await readFile(join(here, 'src/engrave.html'), 'utf8');
await writeFile(join(out, 'engrave.html'), sheet
  .replace('HASH', createHash('sha256').update(script).digest('base64'))
  .replace('SCRIPT', () => script));
await build({
  entryPoints: [join(here, 'src/page.css')],
  bundle: true,
  minify: true,
  target: 'es2022',
  outfile: join(out, 'page.css'),
});
for (const file of ['index.html', 'door.html', 'icon.svg']) {
  await cp(join(here, 'src', file), join(out, file));
}
// The licence of what is bundled goes with it.
await writeFile(join(out, 'LICENSE-abcjs.txt'), await readFile(join(here, 'node_modules/abcjs/LICENSE.md')));
