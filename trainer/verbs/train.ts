import { localStatistics } from '../fit/statistics.js';
import { writeArtifact } from '../artifact-files.js';
import type { Flood } from '../feedback/apply-feedback.js';
import type { Feedback } from '../feedback/feedback.js';
import { readFeedback } from '../feedback/read-feedback.js';
import { ingest, type IngestOptions } from '../ingest/ingest.js';
import type { Ingested } from '../history.js';
import type { Options } from '../options.js';
import type { Output } from '../output.js';
import { prepareFolder } from '../output-files.js';
import { createProgress, type Progress } from '../progress.js';
import type { Budget } from '../train/budget.js';
import { TRAIN_DEFAULTS, trainModel, type TrainOptions } from '../train/train-model.js';
import { toTrainingReport } from '../train/training-report.js';
import { ingestLines } from './ingest-lines.js';

const INPUT_OPTIONS = {
  events: 'list',
  catalog: 'text',
  map: 'text',
  rejects: 'text',
  'max-bad': 'text',
} as const;

const FIT_OPTIONS = { seed: 'text', budget: 'text', 'min-users': 'text', 'min-pair-users': 'text' } as const;

export const TRAIN_OPTIONS = { ...INPUT_OPTIONS, ...FIT_OPTIONS, aggregates: 'text', out: 'text' } as const;

/** History -> model artifact directory. */
export async function trainVerb(options: Options, output: Output): Promise<void> {
  const out = options.required('out');
  const fit = toTrainOptions(options);
  const aggregates = options.text('aggregates');
  prepareFolder('out', out);
  const feedback = aggregates === undefined ? undefined : await readFeedback(aggregates);
  const progress = createProgress();
  const ingested = await ingest(toIngestOptions(options, progress));
  for (const line of ingestLines(ingested.report)) output.note(line);
  trainTo(out, ingested, fit, { progress, output, feedback });
}

export interface TrainingTools {
  readonly progress: Progress;
  readonly output: Output;
  /** What devices told since the log ended. */
  readonly feedback?: Feedback | undefined;
}

/** Trains on what was ingested and writes the artifact. */
export function trainTo(
  out: string,
  { history, catalog, report }: Ingested,
  options: TrainOptions,
  { progress, output, feedback }: TrainingTools,
): void {
  const given = feedback === undefined ? {} : { feedback };
  const trained = trainModel({ history, catalog, statistics: localStatistics, progress, ...given }, options);
  if (trained.flood !== undefined && trained.flood.share > 0) output.note(floodLine(trained.flood));
  const trainingReport = toTrainingReport(trained, report, options);
  const sections = new Map(trained.sections).set(
    'report',
    new TextEncoder().encode(`${JSON.stringify(trainingReport)}\n`),
  );
  const { items, settings } = trained.model;
  const asOf = settings.asOf === null ? null : new Date(settings.asOf * 1000).toISOString();
  const manifest = writeArtifact(out, sections, { asOf, items: items.count, dimension: items.dimension });
  const bytes = manifest.sections.reduce((sum, section) => sum + section.bytes, 0);
  output.note(
    `model ${String(manifest.sequence)} in ${out}: ${String(items.count)} items, ${String(trained.supportedItems)} with enough shoppers, ${String(Math.round(bytes / 1000))} kB`,
  );
}

function floodLine({ share, items }: Flood): string {
  return `${(100 * share).toFixed(1)} % of the reports look forged, pushing ${items.join(', ')}: left out with all they moved`;
}

/** @param usual the budget where none is asked for. */
export function toTrainOptions(options: Options, usual: Budget = TRAIN_DEFAULTS.budget): TrainOptions {
  return {
    seed: options.integer('seed', { min: 0, max: 4294967295, fallback: TRAIN_DEFAULTS.seed }),
    budget: options.oneOf<Budget>('budget', ['quick', 'normal', 'thorough'], usual),
    minUsers: options.integer('min-users', { min: 1, max: 1_000_000, fallback: TRAIN_DEFAULTS.minUsers }),
    minPairUsers: options.integer('min-pair-users', { min: 1, max: 1_000_000, fallback: TRAIN_DEFAULTS.minPairUsers }),
  };
}

export function toIngestOptions(options: Options, progress: Progress): IngestOptions {
  const events = options.list('events');
  if (events.length === 0) options.required('events');
  const optional = {
    catalog: options.text('catalog'),
    map: options.text('map'),
    rejects: options.text('rejects'),
    maxBad: options.share('max-bad'),
  };
  const given = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined));
  return { events, progress, ...given };
}
