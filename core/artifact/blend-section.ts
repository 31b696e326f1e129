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
  'session',
  'sessionRank',
  'next',
  'nextLog',
  'nextRank',
  'nextLength',
  'nextLast',
  'nextLastLog',
  'nextAll',
  'nextAllLog',
  'nextAllRank',
  'prototypes',
  'prototypesRank',
  'content',
  'contentLast',
  'popularity',
  'trend1',
  'trend7',
  'trend30',
  'contextTime',
  'contextVisit',
  'contextPage',
  'categoryLast',
  'categoryShare',
  'categoryLift',
  'departmentLift',
  'brandShare',
  'priceDistance',
  'cold',
  'coldPopularity',
  'coldPopularityLength',
  'seen',
  'seenRecency',
  'seenLast',
  'bought',
  'repeatRate',
  'due',
] as const;
export type FeatureName = (typeof FEATURE_NAMES)[number];

/** Whether items the shopper already knows may be recommended again: a policy of the task, never learned. */
export type Repeats = 'forbid' | 'allow';

export const BLEND_NAMES = ['forbid', 'allow', 'newcomer', 'cold'] as const;
/** Which weights apply: of the policy, for a shopper of whom nothing is known, for lists of new items alone. */
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
    blend: Object.fromEntries(
      BLEND_NAMES.map((name) => [name, toBlend(toObject(blend[name] ?? blend['forbid'], `blend.${name}`))]),
    ) as Record<BlendName, Blend>,
  };
}

function toBlend(raw: Record<string, unknown>): Blend {
  const weights = toWeights(raw);
  return raw['network'] === undefined ? { weights } : { weights, network: toNetwork(raw['network']) };
}

const MAX_HIDDEN = 64;

function toNetwork(value: unknown): BlendNetwork {
  const raw = toObject(value, 'network');
  const units = raw['units'];
  if (!Array.isArray(units) || units.length > MAX_HIDDEN) throw bad(`at most ${String(MAX_HIDDEN)} network units`);
  const rows = units.map((unit) => toObject(unit, 'network.units'));
  const scale = toWeights(toObject(raw['scale'], 'network.scale'));
  return {
    hidden: rows.length,
    center: toWeights(toObject(raw['center'], 'network.center')),
    scale: scale.map((one) => (one > 0 ? one : 1)),
    input: Float64Array.from(rows.flatMap((row) => [...toWeights(row)])),
    bias: Float64Array.from(rows, (row) => toNumber(row['bias'], 'network.bias')),
    output: Float64Array.from(rows, (row) => toNumber(row['output'], 'network.output')),
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
