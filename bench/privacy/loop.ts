/** What `npm run feedback-loop` runs: the sample shop with and without a shift of tastes. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ingest } from '../../trainer/ingest/ingest.js';
import { createProgress } from '../../trainer/progress.js';
import { writeSampleShop } from '../../trainer/sample/write-sample-shop.js';
import { runFeedbackLoop, type LoopOptions, type LoopResult } from '../../trainer/simulate/feedback-loop.js';

/** @param folder for the shop, models and databases; emptied. @param users of the sample shop. */
export async function runLoops(folder: string, users: number, runs: readonly LoopOptions[]): Promise<LoopResult[]> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await writeSampleShop(folder, { seed: 1, users, items: 2000 });
  const files = { events: [join(folder, 'events.csv')], catalog: join(folder, 'catalog.csv') };
  const { history, catalog } = await ingest({ ...files, progress: createProgress() });
  const results: LoopResult[] = [];
  for (const [at, options] of runs.entries()) {
    const own = join(folder, `run-${String(at)}`);
    mkdirSync(own);
    results.push(await runFeedbackLoop({ history, catalog, folder: own, progress: createProgress() }, options));
  }
  return results;
}
