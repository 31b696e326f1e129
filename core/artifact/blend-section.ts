import type { RecommenderError } from '../errors.js';
import { EVENT_NAMES } from '../events/event-names.js';
import type { EventWeights } from '../events/event-weights.js';
import { badSection, parseJsonSection } from './bad-section.js';

/**
 * The features a candidate is scored by, in the order of every weight vector, by the part of the model they belong to.
 * `engine/features.ts` computes them and says what each means.
 */
export const FEATURE_GROUPS = {
  factors: ['factors', 'factorsRank', 'factorsLength', 'session', 'sessionRank'],
  next: [
    'next',
    'nextLog',
    'nextRank',
    'nextLength',
    'nextLast',
    'nextLastLog',
    'nextAll',
    'nextAllLog',
    'nextAllRank',
  ],
  prototypes: ['prototypes', 'prototypesRank'],
  content: ['content', 'contentLast'],
  trend: ['popularity', 'trend1', 'trend7', 'trend30'],
  context: ['contextTime', 'contextVisit', 'contextPage'],
  category: [
    'categoryLast',
    'categoryShare',
    'categoryLift',
    'departmentLift',
    'brandShare',
    'priceDistance',
    'cold',
    'coldPopularity',
    'coldPopularityLength',
  ],
  history: ['seen', 'seenRecency', 'seenLast', 'bought', 'repeatRate', 'due'],
} as const;
export type FeatureName = (typeof FEATURE_GROUPS)[keyof typeof FEATURE_GROUPS][number];
export const FEATURE_NAMES: readonly FeatureName[] = Object.values(FEATURE_GROUPS).flat();

/** Whether items the shopper already knows may be recommended again: a policy of the task, never learned. */
export type Repeats = 'forbid' | 'allow';

/** What a list is for: what comes `next`, or what else belongs to what is known (`basket`), in no order. */
export type Task = 'next' | 'basket';

export const BLEND_NAMES = ['forbid', 'allow', 'basket', 'newcomer', 'cold'] as const;
/** Which weights apply: of the policy, of the task, for a shopper of whom nothing is known, for lists of new items alone. */
export type BlendName = (typeof BLEND_NAMES)[number];

/** A small network on top of the linear score: adds Σ_h output[h]·tanh(bias[h] + Σ_k input[h, k]·z_k), z_k = clip((x_k − center_k) / scale_k). */
export interface BlendNetwork {
  readonly hidden: number;
  /** f64[features] each. */
  readonly center: Float64Array;
  readonly scale: Float64Array;
  /** f64[hidden x features], row-major. */
  readonly input: Float64Array;
  readonly bias: Float64Array;
  readonly output: Float64Array;
}

/** How candidates are scored: a weighted sum of features, and where validation chose it, a network that re-ranks the best. */
export interface Blend {
  /** f64[features]. */
  readonly weights: Float64Array;
  readonly network?: BlendNetwork;
}

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
  /** 0-1: the variety of a list for the shopper where nobody asks for another. */
  readonly diversity: number;
  readonly blend: Readonly<Record<BlendName, Blend>>;
}

/** JSON; weights by feature name, so that an older artifact stays readable when a feature is added (missing: 0). */
export function encodeSettings(settings: Settings): Uint8Array<ArrayBuffer> {
  const { blend, ...rest } = settings;
  const json = { ...rest, blend: Object.fromEntries(BLEND_NAMES.map((name) => [name, toJson(blend[name])])) };
  return new TextEncoder().encode(JSON.stringify(json));
}

function toJson({ weights, network }: Blend): object {
  const named = toNamed(weights);
  if (network === undefined) return named;
  const { hidden, center, scale, input, bias, output } = network;
  const d = FEATURE_NAMES.length;
  const units = Array.from({ length: hidden }, (_, h) => ({
    ...toNamed(input.subarray(h * d, (h + 1) * d)),
    bias: bias[h],
    output: output[h],
  }));
  return { ...named, network: { center: toNamed(center), scale: toNamed(scale), units } };
}

/** Zeros are left out. */
function toNamed(values: Float64Array): object {
  const named = FEATURE_NAMES.map((name, k): [string, number] => [name, values[k]!]);
  return Object.fromEntries(named.filter(([, value]) => value !== 0));
}

/** @throws RecommenderError `artifact/bad-section`. */
export function decodeSettings(bytes: Uint8Array): Settings {
  const { asOf, blend, diversity, eventWeights, foldIn, next } = parseJsonSection('blend', bytes);
  const blends = toObject(blend, 'blend');
  return {
    asOf: asOf === null ? null : toNumber(asOf, 'asOf'),
    eventWeights: toNumbers(eventWeights, 'eventWeights', EVENT_NAMES, 0),
    foldIn: toNumbers(foldIn, 'foldIn', ['alpha0', 'lambda', 'nu', 'itemCount']),
    next: toNumbers(next, 'next', ['steps', 'decay']),
    diversity: toNumber(diversity ?? 0, 'diversity'),
    blend: Object.fromEntries(
      BLEND_NAMES.map((name) => [name, toBlend(blends[name] ?? blends['forbid'], `blend.${name}`)]),
    ) as Record<BlendName, Blend>,
  };
}

function toBlend(value: unknown, field: string): Blend {
  const weights = toWeights(value, field);
  const { network } = toObject(value, field);
  return network === undefined ? { weights } : { weights, network: toNetwork(network, `${field}.network`) };
}

const MAX_HIDDEN = 64;

function toNetwork(value: unknown, field: string): BlendNetwork {
  const { center, scale, units } = toObject(value, field);
  if (!Array.isArray(units) || units.length > MAX_HIDDEN) throw bad(`at most ${String(MAX_HIDDEN)} units in ${field}`);
  const ends = units.map((unit) => toNumbers(unit, `${field}.units`, ['bias', 'output']));
  return {
    hidden: units.length,
    center: toWeights(center, `${field}.center`),
    scale: toWeights(scale, `${field}.scale`).map((one) => (one > 0 ? one : 1)),
    input: Float64Array.from(units.flatMap((unit) => [...toWeights(unit, `${field}.units`)])),
    bias: Float64Array.from(ends, ({ bias }) => bias),
    output: Float64Array.from(ends, ({ output }) => output),
  };
}

/** f64[features]; 0 where a feature is not named. */
function toWeights(value: unknown, field: string): Float64Array {
  const named = toNumbers(value, field, FEATURE_NAMES, 0);
  return Float64Array.from(FEATURE_NAMES, (name) => named[name]);
}

/** @param missing stands for what is not there; without it everything must be. */
function toNumbers<Name extends string>(
  value: unknown,
  field: string,
  names: readonly Name[],
  missing?: number,
): Record<Name, number> {
  const raw = toObject(value, field);
  return Object.fromEntries(
    names.map((name) => [name, toNumber(raw[name] === undefined ? missing : raw[name], `${field}.${name}`)]),
  ) as Record<Name, number>;
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
  return badSection('blend', expected);
}
