/**
 * Builds all that ships into dist/: browser/ (SDK and workers), node/ (the command line), demo/ (storefront, console).
 * Does nothing while the sources are what they were at the last build; `--force` builds anyway.
 */
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { ensureInstall } from './ensure-install.mjs';
import { hashOf, inRoot, textOf } from './files.mjs';
import { withLock } from './lock.mjs';
import { runNode } from './run.mjs';

const INPUTS = [
  ...['core', 'engine', 'src', 'worker', 'trainer', 'server', 'demo', 'public'],
  ...['package.json', 'package-lock.json', 'tsconfig.base.json', 'vite.config.ts', 'scripts/build.mjs'],
];
const STAMP = 'dist/.build-hash';
const SHEBANG = '#!/usr/bin/env node\n';
const WORKERS = { worker: 'worker/index.ts', personal: 'worker/personal.ts', reports: 'worker/reports.ts' };

/** Installs and builds what is missing or out of date. Everything said on the way goes to standard error. */
export async function ensureBuild() {
  await ensureInstall();
  if (textOf(STAMP) === hashOf(INPUTS)) return;
  const { code } = await runNode('scripts/build.mjs', [], { show: true });
  if (code !== 0) throw new Error('the build failed; its messages stand above');
}

async function build(force) {
  const hash = hashOf(INPUTS);
  if (!force && textOf(STAMP) === hash) return;
  const start = Date.now();
  rmSync(inRoot(STAMP), { force: true });
  process.env.NODE_ENV = 'production'; // whoever asks, a test run included, gets the same build
  const { build: viteBuild, version } = await import('vite');
  const bundle = async (mode, needs, define = {}) => {
    const missing = needs.filter((file) => !existsSync(inRoot(file)));
    if (missing.length > 0) {
      process.stderr.write(`build: ${mode} skipped, ${missing.join(', ')} is not there\n`);
      return [];
    }
    const result = await viteBuild({ configFile: inRoot('vite.config.ts'), mode, define });
    return [result].flat().flatMap(({ output }) => output ?? []);
  };
  rmSync(inRoot('dist/browser'), { recursive: true, force: true });
  const define = await buildBrowser(bundle);
  await buildNode(bundle);
  await buildDemo(bundle, define);
  writeFileSync(inRoot(STAMP), hash);
  process.stderr.write(`build: done in ${((Date.now() - start) / 1000).toFixed(1)} s (vite ${version})\n`);
}

async function buildBrowser(bundle) {
  const workers = {};
  for (const [name, entry] of Object.entries(WORKERS)) {
    const [script] = await bundle(name, [entry]);
    if (!script) continue;
    const digest = createHash('sha256').update(script.code).digest();
    const file = `${name}.${digest.toString('hex').slice(0, 16)}.js`;
    writeBrowserFile(file, script.code);
    workers[name] = { file, sha256: digest.toString('base64') };
  }
  const define = {
    // One by one: a script holds the names and hashes of those that it starts, and no others.
    ...Object.fromEntries(
      Object.keys(WORKERS).map((name) => [
        `__SHELFWISE_WORKERS__.${name}`,
        JSON.stringify(workers[name]) ?? 'undefined',
      ]),
    ),
    __SHELFWISE_VERSION__: JSON.stringify(JSON.parse(textOf('package.json')).version),
  };
  const [panel] = await bundle('privacy', ['src/privacy/index.ts'], define);
  if (panel) {
    writeBrowserFile(panel.fileName, panel.code);
    define.__SHELFWISE_PANEL__ = JSON.stringify({ file: panel.fileName, integrity: integrityOf(panel.code) });
  }
  for (const chunk of await bundle('page', ['src/index.ts', 'src/elements/index.ts'], define)) {
    writeBrowserFile(chunk.fileName, chunk.code);
  }
  for (const chunk of await bundle('capture', ['src/capture/index.ts'])) writeBrowserFile(chunk.fileName, chunk.code);
  const scripts = {
    'script-tag': ['src/script-tag.ts', 'shelfwise.js'],
    'shopify-pixel': ['src/capture/shopify/pixel-script.ts', 'shopify-pixel.js'],
  };
  for (const [mode, [entry, file]] of Object.entries(scripts)) {
    const [script] = await bundle(mode, [entry], define);
    if (script) writeBrowserFile(file, script.code);
  }
  writeManifest(workers);
  return define;
}

function writeBrowserFile(file, code) {
  mkdirSync(inRoot('dist/browser'), { recursive: true });
  writeFileSync(inRoot('dist/browser', file), code);
}

function integrityOf(bytes) {
  return `sha384-${createHash('sha384').update(bytes).digest('base64')}`;
}

/** What was built: the workers as the SDK knows them, and each file's size and its value for `integrity`. */
function writeManifest(workers) {
  const names = existsSync(inRoot('dist/browser')) ? readdirSync(inRoot('dist/browser')).sort() : [];
  const files = names.map((name) => {
    const bytes = readFileSync(inRoot('dist/browser', name));
    return [
      name,
      { sizeBytes: bytes.length, gzipBytes: gzipSync(bytes, { level: 9 }).length, integrity: integrityOf(bytes) },
    ];
  });
  const manifest = { workers, files: Object.fromEntries(files) };
  writeBrowserFile('manifest.json', `${JSON.stringify(manifest, null, 2)}\n`);
}

async function buildNode(bundle) {
  const chunks = await bundle('node', ['trainer/cli.ts']);
  if (chunks.length === 0) return;
  const file = inRoot('dist/node/cli.js');
  const code = readFileSync(file, 'utf8');
  if (!code.startsWith('#!')) writeFileSync(file, SHEBANG + code);
  chmodSync(file, 0o755);
}

async function buildDemo(bundle, define) {
  const pages = await bundle('demo', ['demo/index.html'], define);
  if (pages.length > 0) cpSync(inRoot('dist/browser'), inRoot('dist/demo/shelfwise'), { recursive: true });
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    await ensureInstall();
    await withLock('build', () => build(process.argv.includes('--force')));
  } catch (error) {
    process.stderr.write(`build: ${error.message}\n`);
    process.exitCode = 1;
  }
}
