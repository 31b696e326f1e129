import { RecommenderError } from '../errors.js';
import { EVENT_NAMES } from '../events/event-names.js';
import type { EventWeights } from '../events/event-weights.js';

/**
 * The features a candidate is scored by, in the order of every weight vector. `engine/features.ts` computes them and says
 * what each means.
 */
export const FEATURE_NAMES = [
  'factors',
  'factorsRank',
  'factorsLength',
  'next',
  'nextLog',
  'nextRank',
  'nextLength',
  'popularity',
  'trend1',
  'trend7',
  'trend30',
  'categoryLast',
  'categoryShare',
  'brandShare',
  'priceDistance',
  'cold',
  'seen',
  'seenRecency',
  'bought',
] as const;
export type FeatureName = (typeof FEATURE_NAMES)[number];

/** Whether items the shopper already knows may be recommended again: a policy of the task, never learned. */
export type Repeats = 'forbid' | 'allow';

export type BlendName = Repeats | 'newcomer';

/** Everything the engine is told by the trainer that is not a table. */
export interface Settings {
  /** Epoch seconds of the last training event; null where the history has no clock. */
  readonly asOf: number | null;
  readonly eventWeights: EventWeights;
  readonly foldIn: {
    /** Weight of the implicit zeros, > 0. */
    readonly alpha0: number;
    /** L2 regularisation, >= 0. */
    readonly lambda: number;
    /** Exponent of the frequency-scaled regularisation, 0-1. */
    readonly nu: number;
    /** Items that carry factors. */
    readonly itemCount: number;
  };
  readonly next: {
    /** How many of the latest steps of the history count; a step is all events of one time. */
    readonly steps: number;
    /** A step k back weighs exp(-decay * k). */
    readonly decay: number;
  };
  /** One weight a feature, fitted under each policy, and for shoppers of whom nothing is known yet. */
  readonly blend: Readonly<Record<BlendName, Float64Array>>;
}

/** JSON; weights by feature name, so that an older artifact stays readable when a feature is added (missing: 0). */
export function encodeSettings(settings: Settings): Uint8Array<ArrayBuffer> {
  const { blend, ...rest } = settings;
  const named = (weights: Float64Array): object =>
    Object.fromEntries(FEATURE_NAMES.map((name, k) => [name, weights[k]]));
  const json = {
    ...rest,
    blend: { forbid: named(blend.forbid), allow: named(blend.allow), newcomer: named(blend.newcomer) },
  };
  return new TextEncoder().encode(JSON.stringify(json));
}

/** @throws RecommenderError `artifact/bad-section`. */
export function decodeSettings(bytes: Uint8Array): Settings {
  const raw = parseJson(bytes);
  const foldIn = toObject(raw['foldIn'], 'foldIn');
  const next = toObject(raw['next'], 'next');
  const blend = toObject(raw['blend'], 'blend');
  const asOf = raw['asOf'];
  return {
    asOf: asOf === null ? null : toNumber(asOf, 'asOf'),
    eventWeights: toEventWeights(toObject(raw['eventWeights'], 'eventWeights')),
    foldIn: {
      alpha0: toNumber(foldIn['alpha0'], 'foldIn.alpha0'),
      lambda: toNumber(foldIn['lambda'], 'foldIn.lambda'),
      nu: toNumber(foldIn['nu'], 'foldIn.nu'),
      itemCount: toNumber(foldIn['itemCount'], 'foldIn.itemCount'),
    },
    next: { steps: toNumber(next['steps'], 'next.steps'), decay: toNumber(next['decay'], 'next.decay') },
    blend: {
      forbid: toWeights(toObject(blend['forbid'], 'blend.forbid')),
      allow: toWeights(toObject(blend['allow'], 'blend.allow')),
      newcomer: toWeights(toObject(blend['newcomer'], 'blend.newcomer')),
    },
  };
}

function toWeights(raw: Record<string, unknown>): Float64Array {
  return Float64Array.from(FEATURE_NAMES, (name) =>
    raw[name] === undefined ? 0 : toNumber(raw[name], `blend.${name}`),
  );
}

function toEventWeights(raw: Record<string, unknown>): EventWeights {
  return Object.fromEntries(
    EVENT_NAMES.map((name) => [name, raw[name] === undefined ? 0 : toNumber(raw[name], `eventWeights.${name}`)]),
  ) as EventWeights;
}

function parseJson(bytes: Uint8Array): Record<string, unknown> {
  try {
    return toObject(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)), 'the section');
  } catch (cause) {
    if (cause instanceof RecommenderError) throw cause;
    throw new RecommenderError('artifact/bad-section', 'section "blend": expected JSON', { cause });
  }
}

function toObject(value: unknown, field: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw bad(`${field} to be an object`);
  return value as Record<string, unknown>;
}

function toNumber(value: unknown, field: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw bad(`${field} to be a finite number`);
  return value;
}

function bad(expected: string): RecommenderError {
  return new RecommenderError('artifact/bad-section', `section "blend": expected ${expected}`);
}
