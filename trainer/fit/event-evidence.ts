import { EVENT_NAMES, type EventName } from '../../core/events/event-names.js';
import type { EventWeights } from '../../core/events/event-weights.js';
import type { NextRows } from '../../core/artifact/next-section.js';
import type { Random } from '../../core/random.js';
import type { Profile } from '../../engine/profile.js';
import type { Query } from '../evaluate/query.js';
import { solveBlend, type BlendExample } from './blend-solver.js';
import { toJudged, type Judged } from './judge-scorer.js';
import type { Validation } from './validation.js';

export interface EvidenceOptions {
  /** The types to weigh, at least two. */
  readonly types: readonly EventName[];
  /** Which of an item's events is its strongest. */
  readonly eventWeights: EventWeights;
  /** How much less a step counts for each step after it. */
  readonly decay: number;
  readonly random: Random;
}

const NEGATIVES = 200;
const MIN_EXAMPLES = 100;
/** An event that says something says at least so much: a known item never weighs nothing. */
const LEAST = 0.05;

/**
 * How much the items a shopper met by each type of event say about what comes next: a listwise softmax over the sums of
 * their rows, one weight a type, against items that some row leads to.
 * @returns weights in [.05, 1], the largest 1; undefined where too few steps can be told by rows at all.
 */
export function weighEvidence(
  rows: NextRows,
  validation: Pick<Validation, 'history'>,
  queries: readonly Query[],
  options: EvidenceOptions,
): ReadonlyMap<EventName, number> | undefined {
  const examples: BlendExample[] = [];
  for (const judged of toJudged(validation, queries, options.eventWeights)) {
    const example = toExample(rows, judged, options);
    if (example !== undefined) examples.push(example);
  }
  if (examples.length < MIN_EXAMPLES) return undefined;
  const weights = solveBlend(examples, { featureCount: options.types.length, l2: 1e-3, iterations: 30 });
  const largest = weights.reduce((a, b) => Math.max(a, b));
  if (!(largest > 0)) return undefined;
  return new Map(options.types.map((name, k) => [name, toWeight(weights[k]! / largest)]));
}

/** To the hundredth: people read these. */
function toWeight(share: number): number {
  return Math.max(LEAST, Math.round(100 * share) / 100);
}

/** Undefined where no row leads to anything wanted. */
function toExample(
  rows: NextRows,
  { profile, wanted }: Judged,
  { types, decay, random }: EvidenceOptions,
): BlendExample | undefined {
  const evidence = sumByType(rows, profile, { types, decay });
  const hits = [...evidence.keys()].filter((item) => wanted.has(item));
  if (hits.length === 0) return undefined;
  const others = random.shuffle([...evidence.keys()].filter((item) => !wanted.has(item))).slice(0, NEGATIVES);
  const features = new Float32Array((hits.length + others.length) * types.length);
  [...hits, ...others].forEach((item, row) => features.set(evidence.get(item)!, row * types.length));
  return { features, positives: hits.length };
}

/** Item -> f64[types]: what the rows of known items give to each item that is not known. */
function sumByType(
  rows: NextRows,
  { known, steps }: Profile,
  { types, decay }: Pick<EvidenceOptions, 'types' | 'decay'>,
): Map<number, Float64Array> {
  const sums = new Map<number, Float64Array>();
  for (const { event, index, lastStep } of known.values()) {
    const type = types.indexOf(EVENT_NAMES[event]!);
    if (type < 0) continue;
    const fading = Math.exp(-decay * (steps.length - 1 - lastStep));
    for (let k = rows.start[index]!; k < rows.start[index + 1]!; k++) {
      const target = rows.target[k]!;
      if (known.has(target)) continue;
      let sum = sums.get(target);
      if (sum === undefined) sums.set(target, (sum = new Float64Array(types.length)));
      sum[type]! += fading * rows.weight[k]!;
    }
  }
  return sums;
}
