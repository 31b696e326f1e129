/**
 * The shipped model against the same model before rounding: one training, two runs of the same questions. Trained at the
 * budget quick: how much is tried before changes no table's form.
 */
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { loadBundled } from '../bundle.mjs';
import { score, tell } from './run-measured.mjs';

/**
 * @param {import('./jobs.mjs').QuantisationJob} job
 * @param {string} folder
 * @returns {Promise<{ users: number, shipped: number, float: number, relativeNdcgLoss: number }>} NDCG@10; a loss below 0 is a
 *   gain
 */
export async function measureQuantisation(job, folder) {
  const at = (file) => path.join(folder, file);
  mkdirSync(folder, { recursive: true });
  job.prepare(folder);
  const [{ kind, repeats, candidates }] = job.questions;
  const { rankQuantisedAndFloat } = await loadBundled('trainer/train/quantisation.ts', 'dist/benchmarks/code');
  const catalog = existsSync(at('catalog.csv')) ? ['--catalog', at('catalog.csv')] : [];
  const runs = { shipped: at('run-shipped.jsonl'), float: at('run-float.jsonl') };
  tell(`${job.name}: training …`);
  await rankQuantisedAndFloat({
    train: ['--events', at('events.csv'), ...catalog, '--budget', 'quick'],
    recommend: [
      ...['--histories', at(`histories-${kind}.jsonl`), '--repeats', repeats],
      ...(candidates ? ['--candidates', at('candidates.txt')] : []),
    ],
    shippedOut: runs.shipped,
    floatOut: runs.float,
  });
  const ndcgOf = (run) => score({ run, truth: at(`truth-${kind}.jsonl`), depths: [10] });
  const [shipped, float] = [ndcgOf(runs.shipped), ndcgOf(runs.float)];
  const [ours, theirs] = [shipped, float].map(({ scores }) => scores['ndcg@10']);
  return { users: shipped.users, shipped: ours, float: theirs, relativeNdcgLoss: (theirs - ours) / theirs };
}
