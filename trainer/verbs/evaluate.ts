import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import type { Repeats } from '../../core/artifact/blend-section.js';
import { createEngine } from '../../engine/engine.js';
import { createBaselines, tuneKnnDecay } from '../evaluate/baselines.js';
import { evaluateRankers } from '../evaluate/evaluate.js';
import type { EvaluationResult } from '../evaluate/evaluation-result.js';
import { countItemPopularity } from '../evaluate/item-popularity.js';
import { createModelRanker } from '../evaluate/model-ranker.js';
import { createNextItemSplit } from '../evaluate/next-item.js';
import { renderReport } from '../evaluate/report-html.js';
import { renderTable } from '../evaluate/report-table.js';
import { writeRunFiles } from '../evaluate/run-file.js';
import type { Protocol, Split, SplitOptions } from '../evaluate/split.js';
import { createTemporalSplit } from '../evaluate/temporal.js';
import { createUnseenUsersSplit } from '../evaluate/unseen-users.js';
import { localStatistics } from '../fit/statistics.js';
import type { Catalog, History } from '../history.js';
import { ingest } from '../ingest/ingest.js';
import type { Options } from '../options.js';
import type { Output } from '../output.js';
import { createProgress, type Progress } from '../progress.js';
import { createTrendsAt, trainModel, type TrainedModel, type TrainOptions } from '../train/train-model.js';
import { ingestLines } from './ingest-lines.js';
import { TRAIN_OPTIONS, toIngestOptions, toTrainOptions } from './train.js';

export const EVALUATE_OPTIONS = {
  ...TRAIN_OPTIONS,
  protocol: 'text',
  repeats: 'text',
  json: 'text',
  html: 'text',
  'run-out': 'text',
  'max-queries': 'text',
} as const;

const SPLITS: Readonly<Record<Protocol, (history: History, options: SplitOptions) => Split>> = {
  temporal: createTemporalSplit,
  'next-item': createNextItemSplit,
  'unseen-users': createUnseenUsersSplit,
};

/** Splits, tunes on validation, trains, ranks the full catalog: the model beside baselines. */
export async function evaluateVerb(options: Options, output: Output): Promise<void> {
  const protocol = options.oneOf<Protocol>('protocol', ['temporal', 'next-item', 'unseen-users'], 'temporal');
  const repeats = options.oneOf<Repeats>('repeats', ['forbid', 'allow'], 'forbid');
  const train = toTrainOptions(options);
  const progress = createProgress();
  const { history, catalog, report } = await ingest(toIngestOptions(options, progress));
  for (const line of ingestLines(report)) output.note(line);
  const maxQueries = options.integer('max-queries', { min: 1, max: 10_000_000, fallback: 20_000 });
  const split = SPLITS[protocol](history, { repeats, seed: train.seed, maxQueries });
  const { result, hash } = judge(split, catalog, { train, progress, runOut: options.text('run-out') });
  const title = `${split.protocol}, repeats ${repeats === 'allow' ? 'allowed' : 'forbidden'}`;
  for (const note of split.notes) output.note(note);
  output.line(renderTable(result));
  const json = options.text('json');
  const facts = {
    protocol,
    repeats,
    cuts: split.cuts,
    notes: split.notes,
    queries: split.test.counts,
    options: train,
    artifactSha256: hash,
  };
  if (json !== undefined) writeFileSync(json, `${JSON.stringify({ ...facts, ...result }, null, 2)}\n`);
  const html = options.text('html');
  if (html !== undefined) writeFileSync(html, renderReport(result, { title, notes: split.notes }));
}

function judge(
  split: Split,
  catalog: Catalog,
  at: { readonly train: TrainOptions; readonly progress: Progress; readonly runOut: string | undefined },
): { readonly result: EvaluationResult; readonly hash: string } {
  const { fit, observed, queries } = split.test;
  const { repeats } = split;
  const from = split.cuts === null ? {} : { validationFrom: split.cuts.tuneFrom };
  const trained = trainModel(
    { history: fit, catalog, statistics: localStatistics, progress: at.progress },
    { ...at.train, ...from },
  );
  const engine = createEngine(trained.model);
  const model = createModelRanker(engine, {
    history: observed,
    repeats,
    trendsAt: createTrendsAt(engine, observed, localStatistics),
  });
  const baselines = createBaselines(split.test, { repeats, knnDecay: tuneKnnDecay(split.tune, { repeats }) });
  at.progress.step(`ranking ${String(queries.length)} predictions`);
  const result = evaluateRankers(queries, [model, ...baselines], {
    history: observed,
    catalog,
    popularity: countItemPopularity(fit),
    seed: at.train.seed,
    onRanked: (ranker, asked, lists) => {
      if (ranker === model && at.runOut !== undefined) writeRunFiles(at.runOut, observed, asked, lists);
    },
  });
  at.progress.done();
  return { result, hash: hashOf(trained) };
}

/** Of the shipped bytes: two runs with one hash judged the same model. */
function hashOf(trained: TrainedModel): string {
  const hash = createHash('sha256');
  for (const bytes of trained.sections.values()) hash.update(bytes);
  return hash.digest('hex');
}
