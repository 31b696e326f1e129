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
  /** Predictions fitted on, of those that have an answer among the candidates, and decided on, at most. */
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
/** A prediction whose answer is not among the candidates teaches nothing: so many are asked, at most, for one that does. */
const ASKED_EACH = 2;
/** Tried in turn: few or noisy queries ask for more restraint. */
const L2S = [1e-3, 3e-2, 0.3];
const K = 10;
/** The best of a dozen features alone is above a blend by one standard error often enough by chance. */
const SINGLE_STANDARD_ERRORS = 2;
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
 * a network on top of it. The gate's queries decide how much the weights are held back, and whether the network is better by
 * more than one standard error, or one feature alone by more than two, and ships instead.
 */
export function fitBlend(parts: readonly BlendPart[], options: BlendOptions): BlendFit {
  const { random } = options;
  const asked = random.shuffle(parts.flatMap(({ source, fit }) => fit.map((query) => ({ source, query }))));
  const source = toExamples(asked.slice(0, ASKED_EACH * (options.networkQueries ?? options.fitQueries)), options);
  const examples = [...take(source, options.fitQueries)];
  const linear = solveAll(examples);
  const { weights } = linear[0]!;
  const network = asked.length < NETWORK_MIN_QUERIES ? undefined : tryNetwork(examples, source, { weights, options });
  const rivals = new Map<string, Blend>([
    ...linear.map((blend): [string, Blend] => [blend.name, { weights: blend.weights }]),
    ...(network === undefined ? [] : [['network', { weights, network }] satisfies [string, Blend]]),
    ...SINGLES.filter((feature) => options.features?.has(feature) !== false).map((feature): [string, Blend] => [
      feature,
      { weights: single(feature) },
    ]),
  ]);
  const gated = parts.flatMap(({ source, gate }) => gate.map((query) => ({ source, query })));
  const gate = judge(random.shuffle(gated).slice(0, options.gateQueries), rivals, options);
  const chosen = choose(gate.scores);
  const l2 = L2S.find((one) => nameOf(one) === chosen);
  const all = [...examples, ...gate.examples];
  const { weights: start } = rivals.get(chosen)!;
  return {
    ...rivals.get(chosen)!,
    // What was held out to decide by is learned from too, once it is decided.
    ...(l2 === undefined || all.length === 0 ? {} : { weights: solve(all, l2, start) }),
    fitQueries: examples.length,
    gateQueries: gate.scores.get('blend')!.length,
    gate: Object.fromEntries([...gate.scores].map(([rival, values]) => [rival, mean(values)])),
    chosen,
  };
}

/** The least held back has the plain name. */
function nameOf(l2: number): string {
  return l2 === L2S[0] ? 'blend' : `blend, L2 ${String(l2)}`;
}

/** One solution a strength of L2, the least held back first; each starts where the next stronger one ended. */
function solveAll(examples: readonly BlendExample[]): { readonly name: string; readonly weights: Float64Array }[] {
  if (examples.length === 0) return L2S.map((l2) => ({ name: nameOf(l2), weights: single('popularity') }));
  let start: Float64Array = new Float64Array(FEATURE_COUNT);
  const strongestFirst = L2S.toReversed().map((l2) => {
    start = solve(examples, l2, start);
    return { name: nameOf(l2), weights: start };
  });
  return strongestFirst.toReversed();
}

function solve(examples: readonly BlendExample[], l2: number, start: Float64Array): Float64Array {
  return solveBlend(examples, { featureCount: FEATURE_COUNT, l2, iterations: 30, start });
}

/** One feature alone, with a whisper of popularity to break ties. */
function single(name: FeatureName): Float64Array {
  return Float64Array.from(
    FEATURE_NAMES,
    (feature) => (feature === name ? 1 : 0) + (feature === 'popularity' ? 1e-6 : 0),
  );
}

/** @param more further examples, made only where a network is tried at all. */
function tryNetwork(
  examples: readonly BlendExample[],
  more: Iterator<BlendExample>,
  { weights, options }: { readonly weights: Float64Array; readonly options: BlendOptions },
): BlendNetwork | undefined {
  const { hidden, fitQueries, networkQueries = fitQueries, random } = options;
  if (hidden === 0) return undefined;
  const best: BlendExample[] = [];
  for (const source of [examples, take(more, networkQueries - fitQueries)]) {
    for (const example of source) {
      const kept = keepBest(example, weights);
      if (kept !== undefined) best.push(kept);
    }
  }
  if (best.length < NETWORK_MIN_QUERIES) return undefined;
  return fitNetwork(best, weights, { hidden, epochs: NETWORK_EPOCHS }, random);
}

/** The next so many; what follows them stays to be taken. */
function* take<T>(source: Iterator<T>, count: number): Generator<T> {
  for (let taken = 0; taken < count; taken++) {
    const next = source.next();
    if (next.done === true) return;
    yield next.value;
  }
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

/** NDCG@10 of each rival on every query that has something to find, and what these queries teach. */
function judge(
  asked: readonly Asked[],
  rivals: ReadonlyMap<string, Blend>,
  options: BlendOptions,
): { readonly scores: ReadonlyMap<string, number[]>; readonly examples: readonly BlendExample[] } {
  const scores = new Map<string, number[]>([...rivals.keys()].map((rival) => [rival, []]));
  const examples: BlendExample[] = [];
  for (const { source, query } of asked) {
    const labelled = labelSlate(source, query, options.name);
    const { slate, hits, relevantCount } = labelled;
    if (relevantCount === 0) continue;
    for (const [rival, blend] of rivals) {
      const top = rankSlate(scoreSlate(slate, blend), K).map((row) => (hits.has(row) ? 1 : 0));
      scores.get(rival)!.push(ndcg(top, relevantCount, K));
    }
    const example = toExample(labelled, options);
    if (example !== undefined) examples.push(example);
  }
  return { scores, examples };
}

/** The best linear blend; one feature or a network in its place only where that is clearly better. */
function choose(scores: ReadonlyMap<string, readonly number[]>): string {
  const isBlend = (rival: string): boolean => rival.startsWith('blend');
  const best = (among: readonly string[]): string =>
    among.reduce((a, b) => (mean(scores.get(b)!) > mean(scores.get(a)!) ? b : a));
  const rivals = [...scores.keys()];
  const blend = best(rivals.filter(isBlend));
  const isBetter = (rival: string | undefined, standardErrors: number): rival is string =>
    rival !== undefined && isClearlyBetter(scores.get(rival)!, scores.get(blend)!, standardErrors);
  const network = rivals.find((rival) => rival === 'network');
  const feature = best(rivals.filter((rival) => !isBlend(rival) && rival !== 'network'));
  if (isBetter(network, 1)) return network;
  return isBetter(feature, SINGLE_STANDARD_ERRORS) ? feature : blend;
}

function isClearlyBetter(values: readonly number[], others: readonly number[], standardErrors: number): boolean {
  const differences = values.map((value, at) => value - others[at]!);
  const average = mean(differences);
  const variance = mean(differences.map((difference) => (difference - average) ** 2));
  return average > standardErrors * Math.sqrt(variance / Math.max(1, differences.length));
}

function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / Math.max(1, values.length);
}
