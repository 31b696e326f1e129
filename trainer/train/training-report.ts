import { BLEND_NAMES, type BlendName, type Settings } from '../../core/artifact/blend-section.js';
import type { IngestReport } from '../history.js';
import type { BlendFit } from '../fit/fit-blend.js';
import { ROW_LENGTH, type RowSettings } from './choose-rows.js';
import type { TrainedModel, TrainOptions } from './train-model.js';
import type { Trial } from './trial.js';
import type { ClockKind } from '../fit/clock.js';

type GateReport = Omit<BlendFit, 'weights' | 'network'>;

/** What the trainer says about a model, shipped in its `report` section: public, so it names no user and no file. */
export interface TrainingReport {
  readonly ingest: Omit<IngestReport, 'files' | 'firstRejected'>;
  readonly limits: { readonly minUsers: number; readonly minPairUsers: number };
  /** Items, and those with enough users to carry behaviour-derived values. */
  readonly items: number;
  readonly supportedItems: number;
  readonly clock: ClockKind;
  readonly seed: number;
  readonly chosen: {
    readonly foldIn: Settings['foldIn'];
    readonly rows: RowSettings & { readonly length: number };
    /** What each type of event says about liking an item; the most telling one of the log is 1. */
    readonly eventWeights: Settings['eventWeights'];
    readonly diversity: number;
    /** Pull of the prototypes on the fold-in, and how many there are. */
    readonly priorScale: number;
    readonly prototypes: number;
    readonly dimension: number;
    readonly epochs: number;
  };
  /** NDCG@10 on held-out validation users: what was tried, and what each blend reached beside single features. */
  readonly validation: {
    readonly tried: readonly Trial[];
    readonly blends: Readonly<Record<BlendName, GateReport>>;
  };
  readonly privacy: string;
}

/** The statement `inspect` prints and every artifact carries. */
function privacyStatement(limits: TrainingReport['limits']): string {
  return (
    `Holds no user id and no single history. Items with fewer than ${String(limits.minUsers)} distinct users and pairs of ` +
    `items with fewer than ${String(limits.minPairUsers)} carry no value derived from behaviour. These thresholds are not ` +
    'differential privacy: whether somebody was in the training log is not ruled out.'
  );
}

export function toTrainingReport(trained: TrainedModel, ingest: IngestReport, options: TrainOptions): TrainingReport {
  const { minUsers, minPairUsers, seed } = options;
  const { items, settings } = trained.model;
  return {
    ingest: withoutTexts(ingest),
    limits: { minUsers, minPairUsers },
    items: items.count,
    supportedItems: trained.supportedItems,
    clock: trained.clock,
    seed,
    chosen: {
      foldIn: settings.foldIn,
      rows: { ...trained.settings.rows, length: ROW_LENGTH },
      eventWeights: settings.eventWeights,
      diversity: settings.diversity,
      priorScale: trained.settings.priorScale,
      prototypes: trained.model.prototypes?.share.length ?? 0,
      dimension: items.dimension,
      epochs: trained.epochs,
    },
    validation: {
      tried: trained.trials,
      blends: Object.fromEntries(BLEND_NAMES.map((name) => [name, withoutWeights(trained.blends[name])])) as Record<
        BlendName,
        GateReport
      >,
    },
    privacy: privacyStatement({ minUsers, minPairUsers }),
  };
}

/** Rejected rows hold whatever a log holds, file names what a person chose: neither is for the public. */
function withoutTexts({ files: _files, firstRejected: _rows, ...counts }: IngestReport): TrainingReport['ingest'] {
  return counts;
}

function withoutWeights({ weights: _weights, network: _network, ...rest }: BlendFit): GateReport {
  return rest;
}
