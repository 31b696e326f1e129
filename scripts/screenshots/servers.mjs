/**
 * What the pictures are of: the sample shop as `npm start` makes it, which has no reports; the same shop's server after
 * thirteen weeks of reports; a small shop whose catalog has what layouts break on.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { inRoot } from '../files.mjs';
import { runNode } from '../run.mjs';
import { startServer } from '../start-server.mjs';
import { writeOddShop } from './odd-shop.mjs';

export const KEY = 'screenshots-only-screenshots-only-0';
const CLI = 'dist/node/cli.js';
const WEEKS = 13;
const REPORTS = 20_000;
/** Of the last week, all for one product: an alarm to look at. */
const FORGED = 800;
const SLOTS = 1_000_000;
const ENV = { SHELFWISE_ADMIN_KEY: KEY };

export function startShop(folder) {
  return startServer(['start', '--data', folder], ENV);
}

/** @param shop folder of a shop that was started before: its model is the one reported on. */
export async function startReporting(folder, shop) {
  rmSync(folder, { recursive: true, force: true });
  cpSync(`${shop}/model`, `${folder}/model`, { recursive: true });
  addExperiment(`${folder}/model/latest.json`);
  await seed(`${folder}/database`, `${folder}/model`);
  return startServer(['serve', '--model', `${folder}/model`, '--data', folder], ENV);
}

export async function startOdd(folder, shop) {
  if (!existsSync(`${folder}/model/latest.json`)) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(`${folder}/shop`, { recursive: true });
    writeOddShop(folder, `${shop}/sample`);
    cpSync(`${shop}/shop/pictures.svg`, `${folder}/shop/pictures.svg`);
    const inputs = ['--events', `${folder}/events.csv`, '--catalog', `${folder}/catalog.csv`];
    const { code, output } = await runNode(CLI, ['train', ...inputs, '--out', `${folder}/model`, '--budget', 'quick']);
    if (code !== 0) throw new Error(`the small shop has no model:\n${output}`);
  }
  return startServer(['serve', '--model', `${folder}/model`, '--data', folder], ENV);
}

/** The model beside itself: the page shows how two are compared, not two models. */
function addExperiment(file) {
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  const { asOf, items, dimension, sections } = manifest;
  writeFileSync(
    file,
    JSON.stringify({ ...manifest, experiment: { name: 'spring', other: { asOf, items, dimension, sections } } }),
  );
}

/** What so many devices would have told until now, made with the mechanisms that they use. */
async function seed(databaseFolder, modelFolder) {
  const { runnerImport } = await import('vite');
  const load = async (file) => (await runnerImport(inRoot(file), { configFile: false, logLevel: 'warn' })).module;
  const { epochOf } = await load('core/privacy/epoch.ts');
  const { createCategoryDomain } = await load('core/privacy/category-domain.ts');
  const { decodeIds } = await load('core/artifact/ids-section.ts');
  const { decodeItems } = await load('core/artifact/items-section.ts');
  const { openDatabase } = await load('server/storage/open-database.ts');
  const { seedReports } = await load('test/helpers/seeded-reports.ts');
  const { sections, sequence } = JSON.parse(readFileSync(`${modelFolder}/latest.json`, 'utf8'));
  const section = (name) => {
    const { file } = sections.find((one) => one.name === name);
    return new Uint8Array(readFileSync(`${modelFolder}/${file}`));
  };
  const ids = decodeIds(section('ids'));
  const items = decodeItems(section('items'));
  // The column holds log(1 + events).
  const itemIds = toLookedAt(ids.itemIds, Float64Array.from(items.trend30, Math.expm1));
  mkdirSync(databaseFolder, { recursive: true });
  const database = await openDatabase({ kind: 'folder', folder: databaseFolder });
  try {
    await seedReports(database, {
      ...{ shop: 'default', model: sequence, epoch: epochOf(Date.now()), weeks: WEEKS, reports: REPORTS, itemIds },
      categories: createCategoryDomain(ids, items).choices,
      hasExperiment: true,
      flood: { itemId: ids.itemIds[300], reports: FORGED },
    });
  } finally {
    await database.close();
  }
}

/**
 * What devices look at, for reports that name the item at `floor(n · u³)` of this list, u even in [0, 1): each item about as
 * often as the log says, some half as often, some half as often again.
 */
function toLookedAt(itemIds, demand) {
  const shares = Array.from(demand, (share, at) => share * (0.5 + ((at * 37) % 101) / 100));
  const sum = shares.reduce((total, share) => total + share, 0);
  const order = [...shares.keys()].sort((a, b) => shares[b] - shares[a]);
  let [next, reached] = [0, shares[order[0]]];
  return Array.from({ length: SLOTS }, (_, slot) => {
    const wanted = Math.cbrt((slot + 0.5) / SLOTS) * sum;
    while (reached < wanted && next < order.length - 1) reached += shares[order[++next]];
    return itemIds[order[next]];
  });
}
