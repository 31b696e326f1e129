/**
 * Installs the locked dependencies when they are missing or differ from package-lock.json. A stamp holds the lockfile's
 * hash, so that the usual run costs one file read.
 */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { inRoot, textOf } from './files.mjs';
import { withLock } from './lock.mjs';
import { run } from './run.mjs';

const STAMP = 'node_modules/.shelfwise-install';
const SHOWN_LINES = 12;
const MIN_NODE = [20, 19];

/** Leaves node_modules as package-lock.json says; throws with npm's last words where that fails. */
export async function ensureInstall() {
  requireNode();
  if (isInstalled()) return;
  await withLock('install', async () => {
    if (isInstalled()) return;
    if (!lockfileIsInstalled()) await install();
    writeFileSync(inRoot(STAMP), lockfileHash());
  });
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > MIN_NODE[0] || (major === MIN_NODE[0] && minor >= MIN_NODE[1])) return;
  throw new Error(`Shelfwise needs Node >= ${MIN_NODE.join('.')}; this is ${process.version}`);
}

const lockfileHash = () =>
  createHash('sha256')
    .update(textOf('package-lock.json') ?? '')
    .update(`${process.platform} ${process.arch}`)
    .digest('hex');

const isInstalled = () => textOf(STAMP) === lockfileHash();

/** Whether npm's own record of node_modules already names each locked package at its locked version. */
function lockfileIsInstalled() {
  const record = textOf('node_modules/.package-lock.json');
  if (record === undefined) return false;
  const installed = JSON.parse(record).packages;
  return Object.entries(JSON.parse(textOf('package-lock.json')).packages).every(
    ([where, locked]) => where === '' || locked.optional || installed[where]?.version === locked.version,
  );
}

/** `npm ci`; where that refuses (an npm that reads the lockfile otherwise), an install that leaves the lockfile alone. */
async function install() {
  const failures = [];
  for (const verb of [['ci'], ['install', '--no-save']]) {
    process.stderr.write(`installing dependencies (npm ${verb.join(' ')})\n`);
    const { code, output } = await run('npm', [...verb, '--include=dev', '--no-audit', '--no-fund']);
    if (code === 0) return;
    failures.push(`npm ${verb.join(' ')} ended with exit code ${code}:\n${errorLines(output)}`);
  }
  throw new Error(failures.join('\n'));
}

const errorLines = (output) =>
  output
    .split('\n')
    .filter((line) => line.startsWith('npm error'))
    .slice(0, SHOWN_LINES)
    .join('\n');

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await ensureInstall().catch((error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
}
