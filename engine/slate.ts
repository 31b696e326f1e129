import type { Blend, Repeats, Task } from '../core/artifact/blend-section.js';
import { isCold } from '../core/artifact/items-section.js';
import type { Model } from '../core/artifact/model.js';
import type { VisitContext } from '../core/context.js';
import { selectCandidates, type Candidates } from './candidates.js';
import type { Engine } from './engine.js';
import { computeFeatures } from './features.js';
import { toLeanings } from './leanings.js';
import { toPersonalPart, type PersonalModel, type PersonalPart } from './personal.js';
import type { Profile } from './profile.js';
import { scoreSignals } from './signals.js';
import type { Trends } from './trends.js';

/** What is asked of the engine for one shopper. */
export interface EngineRequest {
  readonly count: number;
  readonly repeats: Repeats;
  /** Default `next`. Where repeats are allowed both are one. */
  readonly task?: Task;
  /** Items never to return. */
  readonly exclude?: ReadonlySet<number>;
  /** What the shop's rules say of each item. Default: all may come. */
  readonly allows?: (item: number) => boolean;
  /** Ranks only these. */
  readonly among?: ReadonlySet<number>;
  /** The moment of asking, epoch seconds. Default: as of the model. */
  readonly now?: number;
  /** The circumstances of the visit. Default: nothing known. */
  readonly context?: VisitContext;
  /** Popularity and trend as of another moment than the model's. */
  readonly trends?: Trends;
  /** Corrects the lists of the policy it has proved better on. */
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
  /** f64[items]: what demand has become since the log adds to each score, where the model says so. */
  readonly demand?: Float64Array;
  /** What a personal model adds to the scores, if one does. */
  readonly personal?: PersonalPart;
}

/** Candidates and features for one shopper. */
export function createSlate(engine: Engine, profile: Profile, request: SlateRequest): Slate {
  const { categories, model } = engine;
  const trends = request.trends ?? engine.trends;
  const scores = scoreSignals(engine.signals, profile, model.items.count);
  const isAllowed = toPolicy(profile, request);
  const leanings = toLeanings(profile, model, categories);
  const selected = selectCandidates({ scores, profile, trends, categories, leanings }, isAllowed);
  const candidates = request.among === undefined ? selected : onlyAmong(request.among, selected, isAllowed);
  const lifts = engine.contexts.lifts(request.context ?? {}, leanings.lastCategory);
  const now = request.now ?? model.settings.asOf ?? 0;
  const features = computeFeatures({ engine, profile, trends, scores, candidates, leanings, lifts, now });
  const { items } = candidates;
  const personal = isCorrected(model, profile, request) && toPersonalPart(request.personal, engine, items);
  const demand = model.demand && Float64Array.from(items, (item) => model.demand![item]!);
  return { items, features, candidates, ...(demand && { demand }), ...(personal && { personal }) };
}

/** How the list is scored: by the task and its policy, as a newcomer's first list, or as a list of new items alone. */
export function chooseBlend(
  model: Model,
  profile: Profile,
  request: Pick<EngineRequest, 'repeats' | 'task' | 'among'>,
): Blend {
  const { among, repeats, task } = request;
  const { blend } = model.settings;
  if (profile.isEmpty) return blend.newcomer;
  if (among !== undefined && among.size > 0 && isAllCold(model, among)) return blend.cold;
  return repeats === 'forbid' && task === 'basket' ? blend.basket : blend[repeats];
}

/** A personal model corrects the lists of the one blend that it was learned from and proved on. */
function isCorrected(
  model: Model,
  profile: Profile,
  request: SlateRequest,
): request is SlateRequest & { readonly personal: PersonalModel } {
  const { personal } = request;
  return personal !== undefined && chooseBlend(model, profile, request) === model.settings.blend[personal.repeats];
}

function isAllCold({ items }: Model, among: ReadonlySet<number>): boolean {
  for (const item of among) if (!isCold(items, item)) return false;
  return true;
}

/** Which items may come at all. @param keepsDismissed a list to put in order loses nothing. */
export function toPolicy(
  { dismissed, known }: Profile,
  { allows, exclude, among, repeats }: Pick<SlateRequest, 'allows' | 'exclude' | 'among' | 'repeats'>,
  keepsDismissed = false,
): (item: number) => boolean {
  return (item) =>
    (keepsDismissed || !dismissed.has(item)) &&
    (repeats === 'allow' || !known.has(item)) &&
    exclude?.has(item) !== true &&
    (among === undefined || among.has(item)) &&
    allows?.(item) !== false;
}

/** Where the caller names the candidates, all of them are ranked, listed by a scorer or not. */
function onlyAmong(among: ReadonlySet<number>, listed: Candidates, isAllowed: (item: number) => boolean): Candidates {
  return { ...listed, items: [...among].filter(isAllowed).sort((a, b) => a - b) };
}
