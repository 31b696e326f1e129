/** The sample shop and its model that tests share, made once a build by the built command line with seed 1. */
import { rmSync, writeFileSync } from 'node:fs';
import { inRoot, textOf } from './files.mjs';
import { runNode } from './run.mjs';

export const TEST_SHOP = 'dist/test-shop';
export const TEST_MODEL = 'dist/test-model';
const STAMP = `${TEST_MODEL}/.build-hash`;
const SEED = ['--seed', '1'];

/** Leaves the shop in TEST_SHOP and its model in TEST_MODEL; throws with the command line's words when that fails. */
export async function ensureTestModel() {
  const built = textOf('dist/.build-hash');
  if (built !== undefined && textOf(STAMP) === built) return;
  for (const folder of [TEST_SHOP, TEST_MODEL]) rmSync(inRoot(folder), { recursive: true, force: true });
  const [events, catalog] = ['events.csv', 'catalog.csv'].map((file) => inRoot(TEST_SHOP, file));
  await shelfwise('sample', '--out', inRoot(TEST_SHOP), ...SEED);
  await shelfwise(
    'train',
    '--events',
    events,
    '--catalog',
    catalog,
    '--out',
    inRoot(TEST_MODEL),
    '--budget',
    'quick',
    ...SEED,
  );
  writeFileSync(inRoot(STAMP), built ?? '');
}

async function shelfwise(...args) {
  const { code, output } = await runNode('dist/node/cli.js', args);
  if (code !== 0) throw new Error(`shelfwise ${args.join(' ')} ended with exit code ${code}:\n${output}`);
}
