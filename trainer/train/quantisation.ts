import { createRandom } from '../../core/random.js';
import { createEngine } from '../../engine/engine.js';
import { toContentFeatures } from '../fit/content/content-features.js';
import { fitContentSteps } from '../fit/content/content-vectors.js';
import { localStatistics } from '../fit/statistics.js';
import { ingest } from '../ingest/ingest.js';
import { readOptions } from '../options.js';
import type { Output } from '../output.js';
import { createProgress } from '../progress.js';
import { RECOMMEND_OPTIONS, recommendFrom } from '../verbs/recommend.js';
import { toIngestOptions, TRAIN_OPTIONS, toTrainOptions } from '../verbs/train.js';
import { toFloatModel } from './float-model.js';
import { trainModel } from './train-model.js';

export interface QuantisationOptions {
  /** Of the verb `train`, without `--out`. */
  readonly train: readonly string[];
  /** Of the verb `recommend`, without `--model` and `--out`. */
  readonly recommend: readonly string[];
  /** Where the lists of the shipped tables go, and those of the same model before rounding. */
  readonly shippedOut: string;
  readonly floatOut: string;
}

const SILENT: Output = { line: () => undefined, note: () => undefined };

/** Trains once and answers the same histories twice: what is lost by shipping bytes instead of floating point numbers. */
export async function rankQuantisedAndFloat(options: QuantisationOptions): Promise<void> {
  const train = readOptions('train', options.train, TRAIN_OPTIONS);
  const fit = toTrainOptions(train);
  const progress = createProgress();
  const { history, catalog } = await ingest(toIngestOptions(train, progress));
  const trained = trainModel({ history, catalog, statistics: localStatistics, progress }, fit);
  const contentSteps = fitContentSteps(toContentFeatures(catalog), createRandom(fit.seed).fork('content'));
  const runs = [
    [trained.model, options.shippedOut],
    [toFloatModel(trained, contentSteps), options.floatOut],
  ] as const;
  for (const [model, out] of runs) {
    const asked = readOptions('recommend', [...options.recommend, '--out', out], RECOMMEND_OPTIONS);
    await recommendFrom(createEngine(model), asked, SILENT);
  }
}
