import {
  FEATURE_NAMES,
  type Blend,
  type BlendName,
  type BlendNetwork,
  type FeatureName,
} from '../../core/artifact/blend-section.js';
import { ndcg } from '../../core/metrics/ndcg.js';
import type { Random } from '../../core/random.js';
import { FEATURE_COUNT } from '../../engine/features.js';
import { NETWORK_POOL, rankSlate, scoreSlate } from '../../engine/slate-scores.js';
import type { Query } from '../evaluate/query.js';
import { fitNetwork } from './blend-network.js';
import { solveBlend, type BlendExample } from './blend-solver.js';
import { labelSlate, type LabelledSlate, type SlateSource } from './labelled-slates.js';

export interface BlendFit extends Blend {
  /** Queries fitted on and decided on. */
  readonly fitQueries: number;
  readonly gateQueries: number;
  /** Mean NDCG@10 on the gate: of the blend, of the blend with a network, of each single feature they had to beat. */
  readonly gate: Readonly<Record<string, number>>;
  /** What was chosen: `blend`, `network` or the name of a single feature. */
  readonly chosen: string;
}

/** Queries on one source; several sources are fitted on together. */
export interface BlendPart {
  readonly source: SlateSource;
  readonly fit: readonly Query[];
  readonly gate: readonly Query[];
}

/** What a blend may cost. */
export interface BlendEffort {
  /** Predictions fitted and decided on, at most. */
  readonly fitQueries: number;
  readonly gateQueries: number;
  /** Hidden units of the network that is tried on top; 0: none. */
  readonly hidden: number;
  /** Predictions a network learns from, at most: it has more to learn and costs less for each. Default: `fitQueries`. */
  readonly networkQueries?: number;
}

export interface BlendOptions extends BlendEffort {
  readonly name: BlendName;
  readonly random: Random;
  /** Features that may be used. Default: all. */
  readonly features?: ReadonlySet<FeatureName>;
}

const NEGATIVES = 200;
/** Tried in turn: few or noisy queries ask for more restraint. */
const L2S = [1e-3, 3e-2, 0.3];
const K = 10;
const NETWORK_EPOCHS = 8;
/** Fewer examples teach a network nothing that lasts. */
const NETWORK_MIN_QUERIES = 2000;
/** Rankings by one feature alone: the blend must beat the best of them on the gate, or that one is shipped. */
const SINGLES = [
  'factors',
  'next',
  'nextLast',
  'prototypes',
  'content',
  'popularity',
  'trend1',
  'trend7',
  'trend30',
  'coldPopularity',
  'seenRecency',
  'bought',
] as const satisfies readonly FeatureName[];

/**
 * Fits the blend of one policy on held-out next steps, against the real candidate generator's lists: a linear softmax, then
 * a network on top of it. The gate's queries decide how much the weights are held back, and whether one feature alone or the
 * network is better by more than one standard error and ships instead.
 */
export function fitBlend(parts: readonly BlendPart[], options: BlendOptions): BlendFit {
  const { random } = options;
  const asked = random.shuffle(parts.flatMap(({ source, fit }) => fit.map((query) => ({ source, query }))));
  const examples = [...toExamples(asked.slice(0, options.fitQueries), options)];
  const linear = L2S.map((l2) => ({ name: nameOf(l2), weights: solve(examples, l2) }));
  const { weights } = linear[0]!;
  const more = toExamples(asked.slice(options.fitQueries, options.networkQueries ?? options.fitQueries), options);
  const network = asked.length < NETWORK_MIN_QUERIES ? undefined : tryNetwork([examples, more], weights, options);
  const rivals = new Map<string, Blend>([
    ...linear.map((blend): [string, Blend] => [blend.name, { weights: blend.weights }]),
    ...(network === undefined ? [] : [['network', { weights, network }] satisfies [string, Blend]]),
    ...SINGLES.filter((feature) => options.features?.has(feature) !== false).map((feature): [string, Blend] => [
      feature,
      { weights: single(feature) },
    ]),
  ]);
  const gated = parts.flatMap(({ source, gate }) => gate.map((query) => ({ source, query })));
  const scores = judge(random.shuffle(gated).slice(0, options.gateQueries), rivals, options);
  const chosen = choose(scores);
  return {
    ...rivals.get(chosen)!,
    fitQueries: examples.length,
    gateQueries: scores.get('blend')!.length,
    gate: Object.fromEntries([...scores].map(([rival, values]) => [rival, mean(values)])),
    chosen,
  };
}

/** The least held back has the plain name. */
function nameOf(l2: number): string {
  return l2 === L2S[0] ? 'blend' : `blend, L2 ${String(l2)}`;
}

function solve(examples: readonly BlendExample[], l2: number): Float64Array {
  if (examples.length === 0) return single('popularity');
  return solveBlend(examples, { featureCount: FEATURE_COUNT, l2, iterations: 30 });
}

/** One feature alone, with a whisper of popularity to break ties. */
function single(name: FeatureName): Float64Array {
  return Float64Array.from(
    FEATURE_NAMES,
    (feature) => (feature === name ? 1 : 0) + (feature === 'popularity' ? 1e-6 : 0),
  );
}

function tryNetwork(
  sources: readonly Iterable<BlendExample>[],
  weights: Float64Array,
  { hidden, random }: BlendOptions,
): BlendNetwork | undefined {
  if (hidden === 0) return undefined;
  const best: BlendExample[] = [];
  for (const examples of sources) {
    for (const example of examples) {
      const kept = keepBest(example, weights);
      if (kept !== undefined) best.push(kept);
    }
  }
  if (best.length < NETWORK_MIN_QUERIES) return undefined;
  return fitNetwork(best, weights, { hidden, epochs: NETWORK_EPOCHS }, random);
}

/** Only the rows the linear score ranks best: a relevant row kept against the rule would give itself away. */
function keepBest(example: BlendExample, weights: Float64Array): BlendExample | undefined {
  const scores = new Float64Array(example.features.length / FEATURE_COUNT);
  example.features.forEach((value, at) => {
    scores[Math.floor(at / FEATURE_COUNT)]! += weights[at % FEATURE_COUNT]! * value;
  });
  const rows = rankSlate(scores, NETWORK_POOL).sort((a, b) => a - b);
  const positives = rows.filter((row) => row < example.positives).length;
  if (positives === 0) return undefined;
  const features = new Float32Array(rows.length * FEATURE_COUNT);
  rows.forEach((row, at) => {
    features.set(example.features.subarray(row * FEATURE_COUNT, (row + 1) * FEATURE_COUNT), at * FEATURE_COUNT);
  });
  return { features, positives };
}

interface Asked {
  readonly source: SlateSource;
  readonly query: Query;
}

function* toExamples(asked: readonly Asked[], options: BlendOptions): Generator<BlendExample> {
  for (const { source, query } of asked) {
    const example = toExample(labelSlate(source, query, options.name), options);
    if (example !== undefined) yield example;
  }
}

/** The relevant rows and a seeded sample of the others; undefined where nothing relevant was among the candidates. */
function toExample(
  { slate, hits }: LabelledSlate,
  { features: allowed, random }: BlendOptions,
): BlendExample | undefined {
  if (hits.size === 0) return undefined;
  const others = slate.items.map((_, row) => row).filter((row) => !hits.has(row));
  const rows = [...hits, ...random.shuffle(others).slice(0, NEGATIVES)];
  const features = new Float32Array(rows.length * FEATURE_COUNT);
  rows.forEach((row, at) => {
    features.set(slate.features.subarray(row * FEATURE_COUNT, (row + 1) * FEATURE_COUNT), at * FEATURE_COUNT);
  });
  if (allowed !== undefined) {
    FEATURE_NAMES.forEach((name, k) => {
      if (!allowed.has(name)) for (let at = k; at < features.length; at += FEATURE_COUNT) features[at] = 0;
    });
  }
  return { features, positives: hits.size };
}

/** NDCG@10 of each rival on every query that has something to find, one slate in memory at a time. */
function judge(
  asked: readonly Asked[],
  rivals: ReadonlyMap<string, Blend>,
  { name }: BlendOptions,
): Map<string, number[]> {
  const scores = new Map<string, number[]>([...rivals.keys()].map((rival) => [rival, []]));
  for (const { source, query } of asked) {
    const { slate, hits, relevantCount } = labelSlate(source, query, name);
    if (relevantCount === 0) continue;
    for (const [rival, blend] of rivals) {
      const top = rankSlate(scoreSlate(slate, blend), K).map((row) => (hits.has(row) ? 1 : 0));
      scores.get(rival)!.push(ndcg(top, relevantCount, K));
    }
  }
  return scores;
}

/** The best linear blend; one feature or a network in its place only where that is clearly better. */
function choose(scores: ReadonlyMap<string, readonly number[]>): string {
  const isBlend = (rival: string): boolean => rival.startsWith('blend');
  const best = (among: readonly string[]): string =>
    among.reduce((a, b) => (mean(scores.get(b)!) > mean(scores.get(a)!) ? b : a));
  const rivals = [...scores.keys()];
  const blend = best(rivals.filter(isBlend));
  const other = best(rivals.filter((rival) => !isBlend(rival)));
  return isClearlyBetter(scores.get(other)!, scores.get(blend)!) ? other : blend;
}

function isClearlyBetter(values: readonly number[], others: readonly number[]): boolean {
  const differences = values.map((value, at) => value - others[at]!);
  const average = mean(differences);
  const variance = mean(differences.map((difference) => (difference - average) ** 2));
  return average > Math.sqrt(variance / Math.max(1, differences.length));
}

function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / Math.max(1, values.length);
}
