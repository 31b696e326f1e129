import { createHash } from 'node:crypto';
import { createReadStream, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Repeats } from '../../core/artifact/blend-section.js';
import { RecommenderError } from '../../core/errors.js';
import { createEngine } from '../../engine/engine.js';
import { readArtifact } from '../artifact-files.js';
import { evaluateModel } from '../evaluate/evaluate-model.js';
import type { EvaluationResult } from '../evaluate/evaluation-result.js';
import { createNextItemSplit } from '../evaluate/next-item.js';
import { describeSplit } from '../evaluate/report-format.js';
import { renderReport } from '../evaluate/report-html.js';
import type { ReportParts } from '../evaluate/report-parts.js';
import { renderTable } from '../evaluate/report-table.js';
import { writeRunFiles } from '../evaluate/run-file.js';
import { SHUFFLED_ORDER_NOTE } from '../evaluate/shuffled-order.js';
import type { Protocol, Split, SplitOptions } from '../evaluate/split.js';
import { createTemporalSplit } from '../evaluate/temporal.js';
import { createUnseenUsersSplit } from '../evaluate/unseen-users.js';
import { localStatistics } from '../fit/statistics.js';
import type { History, Ingested, IngestReport } from '../history.js';
import { ingest } from '../ingest/ingest.js';
import type { Options } from '../options.js';
import type { Output } from '../output.js';
import { assertWritable } from '../output-files.js';
import { createProgress, type Progress } from '../progress.js';
import { ablate } from '../train/ablation.js';
import { trainModel, type TrainedModel, type TrainOptions } from '../train/train-model.js';
import { ingestLines } from './ingest-lines.js';
import { TRAIN_OPTIONS, toIngestOptions, toTrainOptions } from './train.js';

export const EVALUATE_OPTIONS = {
  ...TRAIN_OPTIONS,
  protocol: 'text',
  repeats: 'text',
  k: 'text',
  previous: 'text',
  json: 'text',
  html: 'text',
  'run-out': 'text',
  'max-queries': 'text',
  ablation: 'flag',
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
  const k = toCutOffs(options.text('k'));
  const train = toTrainOptions(options);
  if (options.flag('ablation') && protocol !== 'temporal') {
    throw new RecommenderError('usage/bad-option', `expected --ablation with the protocol temporal, got "${protocol}"`);
  }
  for (const name of ['json', 'html', 'run-out']) assertWritable(name, options.text(name));
  const previous = options.text('previous');
  const previousEngine = previous === undefined ? undefined : createEngine(readArtifact(previous).model);
  const progress = createProgress();
  const ingested = await ingest(toIngestOptions(options, progress));
  for (const line of ingestLines(ingested.report)) output.note(line);
  const maxQueries = options.integer('max-queries', { min: 1, max: 10_000_000, fallback: 20_000 });
  const split = SPLITS[protocol](ingested.history, { repeats, seed: train.seed, maxQueries });
  const runOut = options.text('run-out');
  const at = { train, k, previous: previousEngine, progress, runOut };
  const judged = judge(split, ingested, at);
  const { result, hash } = judged;
  const parts = options.flag('ablation')
    ? { ...judged.parts, ablation: ablate({ ...ingested, progress }, { repeats }).rows }
    : judged.parts;
  const inputs = await hashInputs(ingested.report, [options.text('catalog'), options.text('map')]);
  const notes = [...split.notes, SHUFFLED_ORDER_NOTE];
  const files = inputs.map(({ file, sha256 }): [string, string] => [file, `SHA-256 ${sha256}`]);
  const about = {
    title: `${split.protocol}, repeats ${repeats === 'allow' ? 'allowed' : 'forbidden'}`,
    facts: [...describeSplit(split), ...files],
    notes,
  };
  for (const note of notes) output.note(note);
  output.line(renderTable(result, undefined, parts));
  const json = options.text('json');
  const facts = {
    protocol,
    repeats,
    cuts: split.cuts,
    notes,
    inputs,
    input: countInput(ingested.report),
    queries: split.test.counts,
    options: train,
    artifactSha256: hash,
  };
  if (json !== undefined) writeFileSync(json, `${JSON.stringify({ ...facts, ...result, ...parts }, null, 2)}\n`);
  const html = options.text('html');
  if (html !== undefined) writeFileSync(html, renderReport(result, about, parts));
}

const MAX_CUT_OFF = 1000;

/** `10,20,100`; the first is the one of the differences and slices. */
function toCutOffs(value = '10,20'): number[] {
  const cutOffs = value.split(',').map((part) => (/^\s*\d+\s*$/.test(part) ? Number(part) : 0));
  const isUsable = cutOffs.every((k) => k >= 1 && k <= MAX_CUT_OFF);
  if (isUsable && new Set(cutOffs).size === cutOffs.length) return cutOffs;
  const expected = `expected --k to be different whole numbers 1-${String(MAX_CUT_OFF)} with commas, such as 10,20,100`;
  throw new RecommenderError('usage/bad-option', `${expected}, got "${value}"`);
}

function judge(
  split: Split,
  { history, catalog }: Ingested,
  at: {
    readonly train: TrainOptions;
    readonly k: readonly number[];
    readonly previous: ReturnType<typeof createEngine> | undefined;
    readonly progress: Progress;
    readonly runOut: string | undefined;
  },
): { readonly result: EvaluationResult; readonly parts: ReportParts; readonly hash: string } {
  const { fit, observed } = split.test;
  const from = split.cuts === null ? {} : { validationFrom: split.cuts.tuneFrom };
  const trained = trainModel(
    { history: fit, catalog, statistics: localStatistics, progress: at.progress },
    { ...at.train, ...from },
  );
  const tested = { engine: createEngine(trained.model), previous: at.previous, split, history, catalog };
  const { result, parts } = evaluateModel(tested, {
    k: at.k,
    seed: at.train.seed,
    statistics: localStatistics,
    onLists: (asked, lists) => {
      if (at.runOut !== undefined) writeRunFiles(at.runOut, observed, asked, lists);
    },
    onStep: (what) => {
      at.progress.step(what);
    },
  });
  at.progress.done();
  return { result, parts, hash: hashOf(trained) };
}

/** Of the shipped bytes: two runs with one hash judged the same model. */
function hashOf(trained: TrainedModel): string {
  const hash = createHash('sha256');
  for (const bytes of trained.sections.values()) hash.update(bytes);
  return hash.digest('hex');
}

/** What was read, by name: two runs with the same hashes judged on the same data. */
async function hashInputs(
  { files }: IngestReport,
  others: readonly (string | undefined)[],
): Promise<{ readonly file: string; readonly sha256: string }[]> {
  const names = [...files.map(({ file }) => file), ...others.filter((file) => file !== undefined)];
  return Promise.all(
    [...new Set(names)].map(async (file) => {
      const hash = createHash('sha256');
      for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
      return { file: path.basename(file), sha256: hash.digest('hex') };
    }),
  );
}

/** Users, items and interactions after cleaning, and what cleaning took away. */
function countInput(report: IngestReport): object {
  const { users, items, sessions, rowsIn, rowsUsed, rejected, filtered, from, to } = report;
  return { users, items, interactions: rowsUsed, sessions, rowsIn, rejected, filtered, from, to };
}
