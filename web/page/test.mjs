// Runs the tests of the page with node's own runner; bundled first, since the page reads its words as browsers' bundles do.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const out = await mkdtemp(join(tmpdir(), 'antiphon-page-'));
try {
  const tests = (await readdir(join(here, 'test'))).filter((name) => name.endsWith('.test.js'));
  await build({
    entryPoints: tests.map((name) => join(here, 'test', name)),
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node18',
    sourcemap: 'inline',
    outExtension: { '.js': '.mjs' },
    inject: [join(here, 'test/browser.js')],
    define: { 'import.meta.page': JSON.stringify(join(here, 'src')) },
    outdir: out,
    logLevel: 'warning',
  });
  const run = spawnSync(process.execPath, ['--enable-source-maps', '--test', '--test-reporter=spec', ...tests.map((name) => join(out, name.replace(/js$/, 'mjs')))],
    { stdio: 'inherit' });
  process.exitCode = run.status ?? 1;
} finally {
  await rm(out, { recursive: true });
}
