import type { Blend, Repeats } from '../core/artifact/blend-section.js';
import { ITEM_FLAGS } from '../core/artifact/items-section.js';
import type { Model } from '../core/artifact/model.js';
import type { VisitContext } from '../core/context.js';
import { selectCandidates, type Candidates } from './candidates.js';
import type { Engine } from './engine.js';
import { computeFeatures } from './features.js';
import { toLeanings } from './leanings.js';
import { addPersonalOffsets, toPersonalUser, type PersonalModel } from './personal.js';
import type { Profile } from './profile.js';
import { scoreSignals, type SignalName } from './signals.js';
import type { Trends } from './trends.js';

/** What is asked of the engine for one shopper. */
export interface EngineRequest {
  readonly count: number;
  readonly repeats: Repeats;
  /** Items never to return. */
  readonly exclude?: ReadonlySet<number>;
  /** Ranks only these. */
  readonly among?: ReadonlySet<number>;
  /** The moment of asking, epoch seconds. Default: as of the model. */
  readonly now?: number;
  /** The circumstances of the visit. Default: nothing known. */
  readonly context?: VisitContext;
  /** Popularity and trend as of another moment than the model's. */
  readonly trends?: Trends;
  /** Corrects the fold-in where that has proved better. */
  readonly personal?: PersonalModel;
}

/** What is asked about the candidates of a list, whatever its length. */
export type SlateRequest = Omit<EngineRequest, 'count'>;

/** Every candidate with its features: what the blend ranks, and what it is fitted on. */
export interface Slate {
  readonly items: readonly number[];
  /** f64[items x FEATURE_COUNT]. */
  readonly features: Float64Array;
  readonly candidates: Candidates;
}

/** Candidates and features for one shopper. */
export function createSlate(engine: Engine, profile: Profile, request: SlateRequest): Slate {
  const { categories, model } = engine;
  const trends = request.trends ?? engine.trends;
  const scores = scoreCatalog(engine, profile, request.personal);
  const isAllowed = toPolicy(profile, request);
  const leanings = toLeanings(profile, model, categories);
  const selected = selectCandidates({ scores, profile, trends, categories, leanings }, isAllowed);
  const candidates = request.among === undefined ? selected : onlyAmong(request.among, selected, isAllowed);
  const lifts = engine.contexts.lifts(request.context ?? {}, leanings.lastCategory);
  const now = request.now ?? model.settings.asOf ?? 0;
  const features = computeFeatures({ engine, profile, trends, scores, candidates, leanings, lifts, now });
  return { items: candidates.items, features, candidates };
}

/** How the list is scored: by the task's policy, as a newcomer's first list, or as a list of new items alone. */
export function chooseBlend(model: Model, profile: Profile, request: Pick<EngineRequest, 'repeats' | 'among'>): Blend {
  const { among, repeats } = request;
  const { blend } = model.settings;
  if (profile.isEmpty) return blend.newcomer;
  return among !== undefined && among.size > 0 && isAllCold(model, among) ? blend.cold : blend[repeats];
}

function isAllCold({ items }: Model, among: ReadonlySet<number>): boolean {
  for (const item of among) if ((items.flags[item]! & ITEM_FLAGS.cold) === 0) return false;
  return true;
}

function scoreCatalog(
  engine: Engine,
  profile: Profile,
  personal: PersonalModel | undefined,
): Record<SignalName, Float32Array> {
  const { factors, kernel, model, signals } = engine;
  const scores = scoreSignals(signals, profile, model.items.count);
  if (personal !== undefined && !profile.isEmpty) {
    kernel.scoreAll(factors, toPersonalUser(personal, signals.factors.foldIn(profile)), scores.factors);
    addPersonalOffsets(personal, model.items, scores.factors);
  }
  return scores;
}

function toPolicy(profile: Profile, request: SlateRequest): (item: number) => boolean {
  const { exclude, among, repeats } = request;
  return (item) =>
    !profile.dismissed.has(item) &&
    (repeats === 'allow' || !profile.known.has(item)) &&
    exclude?.has(item) !== true &&
    (among === undefined || among.has(item));
}

/** Where the caller names the candidates, all of them are ranked, listed by a scorer or not. */
function onlyAmong(among: ReadonlySet<number>, listed: Candidates, isAllowed: (item: number) => boolean): Candidates {
  return { ...listed, items: [...among].filter(isAllowed).sort((a, b) => a - b) };
}
