/**
 * `npm test`: installs and builds what is missing, then checks everything. Each step prints one line, a failed one its
 * output too; the last line is `N passed, N failed` (`, N skipped` may follow). `--only checks|unit|e2e` runs a part.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { ensureInstall } from './ensure-install.mjs';
import { filesBelow, inRoot, textOf } from './files.mjs';
import { TEST_MODEL, TEST_SHOP, ensureTestModel } from './test-model.mjs';
import { runNode } from './run.mjs';

const SIDES = ['core', 'engine', 'src', 'worker', 'trainer', 'server', 'demo', 'test', 'bench'].filter((side) =>
  filesBelow(side).some((file) => file.endsWith('.ts')),
);
const ROOMS = SIDES.filter((side) => side !== 'test' && side !== 'bench');
const PARTS = ['checks', 'unit', 'e2e'];
const CHECKS_AT_ONCE = 2;
const RESULTS = 'dist/test-results';

const tool =
  (file, ...args) =>
  () =>
    runNode(`node_modules/${file}`, args);
const script =
  (file, ...args) =>
  () =>
    runNode(`scripts/${file}`, args);
const tsc = (project) => tool('typescript/bin/tsc', '-p', project);

const CHECKS = {
  format: tool('prettier/bin/prettier.cjs', '--check', '.'),
  lint: tool('eslint/bin/eslint.js', '.', '--max-warnings', '0'),
  boundaries: tool('dependency-cruiser/bin/dependency-cruise.mjs', '--config', '.dependency-cruiser.cjs', ...ROOMS),
  'unused files, exports, packages': tool('knip/bin/knip.js', '--no-progress'),
  ...Object.fromEntries(SIDES.map((side) => [`types ${side}`, tsc(side)])),
  'types of the tools': tsc('tsconfig.json'),
  'public API report': script('api-report.mjs'),
  'size budgets': script('check-sizes.mjs'),
  documents: script('check-docs.mjs'),
};

const totals = { passed: 0, failed: 0, skipped: 0 };

function report(name, { passed = 0, failed = 0, skipped = 0, output = '' }) {
  totals.passed += passed;
  totals.failed += failed;
  totals.skipped += skipped;
  const notes = [failed > 0 && `${failed} failed`, skipped > 0 && `${skipped} skipped`].filter(Boolean);
  const counts = [`${passed} passed`, ...notes].join(', ');
  console.log(`${failed > 0 ? '✗' : '✓'} ${name}: ${counts}`);
  if (output.trim()) console.log(output.trimEnd().replace(/^/gm, '  '));
}

/** Runs one step that passes or fails as a whole; tells whether it passed. */
async function step(name, work) {
  try {
    const { code = 0, output = '' } = (await work()) ?? {};
    report(name, code === 0 ? { passed: 1 } : { failed: 1, output });
    return code === 0;
  } catch (error) {
    report(name, { failed: 1, output: error.message });
    return false;
  }
}

async function runChecks() {
  const waiting = Object.entries(CHECKS);
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await step(...next);
  };
  await Promise.all(Array.from({ length: CHECKS_AT_ONCE }, lane));
}

async function runTests(project, env) {
  const file = `${RESULTS}/${project}.json`;
  mkdirSync(inRoot(RESULTS), { recursive: true });
  rmSync(inRoot(file), { force: true });
  console.log(`… ${project} tests`);
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`];
  const args = ['run', '--project', project, '--no-color', '--passWithNoTests', ...reporters];
  const { code, output } = await runNode('node_modules/vitest/vitest.mjs', args, { env });
  report(`${project} tests`, countsOf(textOf(file), code, output));
}

/** Counts of a run. A file that cannot be loaded, or a run that fails without a failed test, counts as one failed. */
function countsOf(json, code, output) {
  if (json === undefined) return { failed: 1, output };
  const files = JSON.parse(json).testResults;
  const tests = files.flatMap((file) => file.assertionResults);
  const having = (...states) => tests.filter((test) => states.includes(test.status));
  const broken = files.filter((file) => file.status === 'failed' && !file.assertionResults.some(isFailed)).length;
  const failed = having('failed').length + broken;
  const skipped = having('skipped', 'pending', 'todo', 'disabled');
  const counts = { passed: having('passed').length, failed: failed || Number(code !== 0), skipped: skipped.length };
  return {
    ...counts,
    output: counts.failed > 0 ? output : skipped.map((test) => `skipped: ${test.fullName}`).join('\n'),
  };
}

const isFailed = (test) => test.status === 'failed';

function partsOf(args) {
  const at = args.indexOf('--only');
  if (at === -1) return PARTS;
  if (PARTS.includes(args[at + 1])) return [args[at + 1]];
  throw new Error(`--only: expected ${PARTS.join(', ')}, came ${args[at + 1] ?? 'nothing'}`);
}

/** The browser's path, or undefined after a failed step that says what to install. */
async function browser() {
  const { findBrowser } = await import('./find-browser.mjs');
  let found;
  await step('browser', async () => {
    found = await findBrowser();
  });
  return found;
}

async function main() {
  const parts = partsOf(process.argv.slice(2));
  if (!(await step('dependencies', ensureInstall))) return;
  const chromium = parts.includes('e2e') ? await browser() : undefined;
  const built = await step('build', () => runNode('scripts/build.mjs'));
  if (built) await step('test model', ensureTestModel);
  const env = {
    ...(chromium && { CHROMIUM_PATH: chromium }),
    SHELFWISE_TEST_MODEL: inRoot(TEST_MODEL),
    SHELFWISE_TEST_SHOP: inRoot(TEST_SHOP),
  };
  if (parts.includes('checks')) await runChecks();
  if (parts.includes('unit')) await runTests('unit', env);
  if (parts.includes('e2e') && chromium && built) await runTests('e2e', env);
}

try {
  await main();
} catch (error) {
  report('npm test', { failed: 1, output: error.message });
}
process.exitCode = totals.failed > 0 ? 1 : 0;
const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : '';
console.log(`${totals.passed} passed, ${totals.failed} failed${skipped}`);
