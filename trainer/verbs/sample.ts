import { writeSampleShop } from '../sample/write-sample-shop.js';
import type { Options } from '../options.js';
import type { Output } from '../output.js';
import { prepareFolder } from '../output-files.js';

export const SAMPLE_OPTIONS = { out: 'text', seed: 'text', users: 'text', items: 'text' } as const;

export const SAMPLE_DEFAULTS = { seed: 1, users: 5000, items: 2000 } as const;

/** Writes the sample shop: `events.csv`, `catalog.csv`, `pictures.svg`. */
export async function sampleVerb(options: Options, output: Output): Promise<void> {
  const out = options.required('out');
  prepareFolder('out', out);
  await writeSampleShop(out, {
    seed: options.integer('seed', { min: 0, max: 4294967295, fallback: SAMPLE_DEFAULTS.seed }),
    users: options.integer('users', { min: 1, max: 1_000_000, fallback: SAMPLE_DEFAULTS.users }),
    items: options.integer('items', { min: 10, max: 100_000, fallback: SAMPLE_DEFAULTS.items }),
  });
  output.note(`sample shop in ${out}`);
}
