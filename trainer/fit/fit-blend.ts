import { FEATURE_NAMES, type BlendName, type Repeats } from '../../core/artifact/blend-section.js';
import { ndcg } from '../../core/metrics/ndcg.js';
import type { Random } from '../../core/random.js';
import { createSlate, rankSlate, scoreSlate, type Engine, type Slate } from '../../engine/engine.js';
import { FEATURE_COUNT, FEATURE_INDEX } from '../../engine/features.js';
import { Profile } from '../../engine/profile.js';
import type { Trends } from '../../engine/trends.js';
import { solveBlend, type BlendExample } from './blend-solver.js';
import { rowsToProfile } from './query-profile.js';
import type { Query } from '../evaluate/query.js';
import type { Validation } from './validation.js';

/** Popularity and trend as of a moment, epoch seconds, from events strictly before it. */
export type TrendsAt = (time: number) => Trends;

export interface BlendFit {
  readonly weights: Float64Array;
  /** Queries fitted on and decided on. */
  readonly fitQueries: number;
  readonly gateQueries: number;
  /** Mean NDCG@10 on the gate: of the blend and of each single feature it had to beat. */
  readonly gate: Readonly<Record<string, number>>;
  /** What was chosen: `blend` or the name of a single feature. */
  readonly chosen: string;
}

const MAX_FIT_QUERIES = 4000;
const MAX_GATE_QUERIES = 1500;
const NEGATIVES = 200;
const L2 = 1e-3;
const K = 10;
/** Rankings by one feature alone: the blend must beat the best of them on the gate, or that one is shipped. */
const SINGLES = ['factors', 'next', 'popularity', 'trend1', 'trend7', 'trend30', 'seenRecency', 'bought'] as const;

/** Fits one weight vector for one policy on held-out users' next steps, against the real candidate generator's lists. */
export function fitBlend(
  engine: Engine,
  validation: Validation,
  at: { readonly name: BlendName; readonly trendsAt: TrendsAt; readonly random: Random },
): BlendFit {
  const { fit, gate } = queriesOf(validation, at.name);
  const slateOf = createSlater(engine, validation, at);
  const examples = fit
    .slice(0, MAX_FIT_QUERIES)
    .map((query) => toExample(slateOf(query), at.random))
    .filter((example) => example !== undefined);
  const weights =
    examples.length === 0
      ? single('popularity')
      : solveBlend(examples, { featureCount: FEATURE_COUNT, l2: L2, iterations: 30 });
  const rivals = new Map([['blend', weights], ...SINGLES.map((name): [string, Float64Array] => [name, single(name)])]);
  const scores = judge(gate.slice(0, MAX_GATE_QUERIES), slateOf, rivals);
  const best = Object.keys(scores).reduce((a, b) => (scores[b]! > scores[a]! ? b : a), 'blend');
  return {
    weights: best === 'blend' ? weights : single(best),
    fitQueries: examples.length,
    gateQueries: Math.min(gate.length, MAX_GATE_QUERIES),
    gate: scores,
    chosen: best,
  };
}

/** One feature alone, with a whisper of popularity to break ties. */
function single(name: string): Float64Array {
  return Float64Array.from(
    FEATURE_NAMES,
    (feature) => (feature === name ? 1 : 0) + (feature === 'popularity' ? 1e-6 : 0),
  );
}

function queriesOf(validation: Validation, name: BlendName): { fit: readonly Query[]; gate: readonly Query[] } {
  if (name !== 'newcomer') return validation;
  const { newcomers } = validation;
  return { fit: newcomers.filter((_, k) => k % 3 !== 0), gate: newcomers.filter((_, k) => k % 3 === 0) };
}

interface LabelledSlate {
  readonly slate: Slate;
  /** Positions in the slate of relevant items. */
  readonly hits: ReadonlySet<number>;
  /** Relevant items in all, listed or not. */
  readonly relevantCount: number;
}

function createSlater(
  engine: Engine,
  validation: Validation,
  at: { readonly name: BlendName; readonly trendsAt: TrendsAt },
): (query: Query) => LabelledSlate {
  const { eventWeights } = engine.model.settings;
  const repeats: Repeats = at.name === 'allow' ? 'allow' : 'forbid';
  return (query) => {
    const range = { from: query.historyFrom, to: query.historyTo };
    const profile =
      at.name === 'newcomer' ? new Profile(eventWeights) : rowsToProfile(validation.history, range, eventWeights);
    const wanted = new Set(
      repeats === 'allow' ? query.relevant : query.relevant.filter((item) => !profile.known.has(item)),
    );
    const slate = createSlate(engine, profile, { repeats, trends: at.trendsAt(query.time) });
    const hits = new Set<number>();
    slate.items.forEach((item, row) => wanted.has(item) && hits.add(row));
    return { slate, hits, relevantCount: wanted.size };
  };
}

/** The relevant rows and a seeded sample of the others; undefined where nothing relevant was among the candidates. */
function toExample({ slate, hits }: LabelledSlate, random: Random): BlendExample | undefined {
  if (hits.size === 0) return undefined;
  const others = slate.items.map((_, row) => row).filter((row) => !hits.has(row));
  const rows = [...hits, ...random.shuffle(others).slice(0, NEGATIVES)];
  const features = new Float32Array(rows.length * FEATURE_COUNT);
  rows.forEach((row, at) => {
    features.set(slate.features.subarray(row * FEATURE_COUNT, (row + 1) * FEATURE_COUNT), at * FEATURE_COUNT);
  });
  return { features, positives: hits.size };
}

/** Mean NDCG@10 of each weighting, one slate in memory at a time. */
function judge(
  queries: readonly Query[],
  slateOf: (query: Query) => LabelledSlate,
  weightings: ReadonlyMap<string, Float64Array>,
): Record<string, number> {
  const sums = Object.fromEntries([...weightings.keys()].map((name) => [name, 0]));
  let judged = 0;
  for (const query of queries) {
    const { slate, hits, relevantCount } = slateOf(query);
    if (relevantCount === 0) continue;
    judged++;
    for (const [name, weights] of weightings) {
      const top = rankSlate(scoreSlate(slate, weights), K);
      sums[name]! += ndcg(
        top.map((row) => (hits.has(row) ? 1 : 0)),
        relevantCount,
        K,
      );
    }
  }
  return Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, judged === 0 ? 0 : sum / judged]));
}

/** How much larger the raw sums of one engine are than another's. */
export interface ScoreRatios {
  readonly factors: number;
  readonly next: number;
}

/** The sums of the engine the blend was fitted on over those of the refitted one, measured on the same queries. */
export function scoreRatios(
  engines: { readonly fitted: Engine; readonly refitted: Engine },
  validation: Validation,
): ScoreRatios {
  const queries = [...validation.fit, ...validation.gate].slice(0, 300);
  const ratio = (name: 'factorScorer' | 'nextScorer'): number =>
    finiteOr1(
      scoreSpread(engines.fitted, validation, queries, name) / scoreSpread(engines.refitted, validation, queries, name),
    );
  return { factors: ratio('factorScorer'), next: ratio('nextScorer') };
}

/** Weights for a refitted engine: its raw sums grow with the data the base models saw, so their weights shrink as much. */
export function rescaleBlend(weights: Float64Array, ratios: ScoreRatios): Float64Array {
  const scaled = Float64Array.from(weights);
  for (const name of ['factors', 'factorsLength'] as const) scaled[FEATURE_INDEX[name]]! *= ratios.factors;
  for (const name of ['next', 'nextLength'] as const) scaled[FEATURE_INDEX[name]]! *= ratios.next;
  return scaled;
}

function finiteOr1(ratio: number): number {
  return Number.isFinite(ratio) && ratio > 0 ? ratio : 1;
}

/** Mean over queries of the 50th best score: the size of what competes for a place in the list. */
function scoreSpread(
  engine: Engine,
  validation: Validation,
  queries: readonly Query[],
  name: 'factorScorer' | 'nextScorer',
): number {
  const scores = new Float32Array(engine.model.items.count);
  let sum = 0;
  for (const query of queries) {
    const range = { from: query.historyFrom, to: query.historyTo };
    engine[name].score(rowsToProfile(validation.history, range, engine.model.settings.eventWeights), scores);
    const sorted = Float32Array.from(scores).sort();
    sum += sorted[Math.max(0, sorted.length - 50)]!;
  }
  return sum / queries.length;
}
