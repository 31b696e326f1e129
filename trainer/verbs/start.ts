import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import type { CatalogItem } from '../../core/catalog.js';
import { ingest } from '../ingest/ingest.js';
import type { Options } from '../options.js';
import type { Output } from '../output.js';
import { createProgress } from '../progress.js';
import { SHOP_NAME, SHOP_TAGLINE } from '../sample/shop-data/shop.js';
import { writeSampleShop } from '../sample/write-sample-shop.js';
import type { TrainOptions } from '../train/train-model.js';
import { ingestLines } from './ingest-lines.js';
import { SAMPLE_DEFAULTS } from './sample.js';
import { databaseFolder, DEFAULT_DATA, SERVE_OPTIONS, serveUntilStopped, startServer } from './serve.js';
import { TRAIN_OPTIONS, toIngestOptions, toTrainOptions, trainTo } from './train.js';

export const START_OPTIONS = { ...TRAIN_OPTIONS, ...SERVE_OPTIONS, fresh: 'flag', name: 'text' } as const;

/** Where the state of a started shop lives. */
interface Folders {
  readonly sample: string;
  readonly model: string;
  readonly shop: string;
  /** Reports of the model's devices. */
  readonly database: string;
  /** Says what the model was made from: an unchanged history is not trained again. */
  readonly stamp: string;
}

/** Everything from nothing: sample shop (or the given history), model, server, storefront, console. */
export async function startVerb(options: Options, output: Output): Promise<void> {
  const data = resolve(options.text('data') ?? DEFAULT_DATA);
  const folders: Folders = {
    sample: join(data, 'sample'),
    model: join(data, 'model'),
    shop: join(data, 'shop'),
    database: databaseFolder(data),
    stamp: join(data, 'made-from.json'),
  };
  if (options.flag('fresh'))
    for (const path of Object.values<string>({ ...folders })) rmSync(path, { recursive: true, force: true });
  const wanted = stampOf(options);
  const made = existsSync(folders.stamp) ? readFileSync(folders.stamp, 'utf8') : undefined;
  if (made === wanted) output.note('the history is unchanged: serving the model made from it (--fresh makes it anew)');
  else await makeShop(options, folders, output);
  writeFileSync(folders.stamp, wanted);
  const served = { modelDir: folders.model, dataDir: folders.shop, databaseDir: folders.database };
  await serveUntilStopped(await startServer(served, options), output);
}

/** The sample shop is for a first look: nobody should wait for the last half percent. */
function toStartOptions(options: Options): TrainOptions {
  return toTrainOptions(options, options.list('events').length === 0 ? 'quick' : undefined);
}

async function makeShop(options: Options, folders: Folders, output: Output): Promise<void> {
  rmSync(folders.stamp, { force: true });
  for (const folder of [folders.sample, folders.model, folders.shop]) mkdirSync(folder, { recursive: true });
  const progress = createProgress();
  const isSample = options.list('events').length === 0;
  if (isSample) {
    progress.step('making the sample shop');
    await writeSampleShop(folders.sample, { ...SAMPLE_DEFAULTS, seed: toStartOptions(options).seed });
    copyFileSync(join(folders.sample, 'pictures.svg'), join(folders.shop, 'pictures.svg'));
  }
  const inputs = isSample
    ? { events: [join(folders.sample, 'events.csv')], catalog: join(folders.sample, 'catalog.csv'), progress }
    : toIngestOptions(options, progress);
  const ingested = await ingest(inputs);
  for (const line of ingestLines(ingested.report)) output.note(line);
  writeShop(folders.shop, ingested.catalog.items, isSample, options.text('name'));
  trainTo(folders.model, ingested, toStartOptions(options), { progress, output });
}

/** What the storefront knows of the shop beside the model: its catalog with descriptions, and its name. */
function writeShop(folder: string, items: readonly CatalogItem[], isSample: boolean, name: string | undefined): void {
  const currency = items.find((item) => item.currency !== undefined)?.currency ?? 'EUR';
  const shop = isSample
    ? { name: name ?? SHOP_NAME, tagline: SHOP_TAGLINE, currency }
    : { name: name ?? 'Your shop', tagline: 'Picked for you, in your own browser', currency };
  writeAtomically(join(folder, 'shop.json'), JSON.stringify(shop));
  writeAtomically(join(folder, 'catalog.json'), JSON.stringify(items.filter((item) => item.item_name !== undefined)));
}

function writeAtomically(path: string, text: string): void {
  writeFileSync(`${path}.tmp`, text);
  renameSync(`${path}.tmp`, path);
}

/** The inputs by path, size and time of change, and the options that change a model. */
function stampOf(options: Options): string {
  const files = [...options.list('events'), options.text('catalog'), options.text('map')].filter(
    (file) => file !== undefined,
  );
  const inputs = files.map((file) => {
    const stat = existsSync(file) ? statSync(file) : undefined;
    return [resolve(file), stat?.size ?? 0, stat?.mtimeMs ?? 0];
  });
  const code = createHash('sha256')
    .update(readFileSync(new URL(import.meta.url)))
    .digest('hex')
    .slice(0, 16);
  return JSON.stringify({ inputs, options: { ...toStartOptions(options), name: options.text('name') }, code });
}
