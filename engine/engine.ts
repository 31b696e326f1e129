import type { Repeats } from '../core/artifact/blend-section.js';
import type { Model } from '../core/artifact/model.js';
import { topN } from '../core/math/top-n.js';
import { selectCandidates, type Candidates, type ScoreVectors } from './candidates.js';
import { computeFeatures, FEATURE_COUNT } from './features.js';
import { jsKernel, type Kernel } from './kernels.js';
import { addPersonalOffsets, toPersonalUser, type PersonalModel } from './personal.js';
import type { Profile } from './profile.js';
import { createFactorScorer, dequantise, type FactorScorer } from './scorers/factor-scorer.js';
import { createNextScorer } from './scorers/next-scorer.js';
import type { Scorer } from './scorers/scorer.js';
import { createTrends, type Trends } from './trends.js';

/** A model made ready to score: tables unpacked once, scratch vectors kept. Holds nothing of any shopper. */
export interface Engine {
  readonly model: Model;
  readonly kernel: Kernel;
  /** f32[items x dimension]: the shipped factors, dequantised. */
  readonly factors: Float32Array;
  readonly trends: Trends;
  readonly factorScorer: FactorScorer;
  readonly nextScorer: Scorer;
}

export function createEngine(model: Model, kernel: Kernel = jsKernel): Engine {
  const factors = dequantise(model);
  return {
    model,
    kernel,
    factors,
    trends: createTrends(model.items),
    factorScorer: createFactorScorer(model, factors, kernel),
    nextScorer: createNextScorer(model.next, model.settings.next),
  };
}

/** What is asked of the engine for one shopper. */
export interface EngineRequest {
  readonly count: number;
  readonly repeats: Repeats;
  /** Items never to return. */
  readonly exclude?: ReadonlySet<number>;
  /** Ranks only these. */
  readonly among?: ReadonlySet<number>;
  /** Popularity and trend as of another moment than the model's. */
  readonly trends?: Trends;
  /** Corrects the fold-in where that has proved better. */
  readonly personal?: PersonalModel;
}

/** Every candidate with its features: what the blend ranks, and what it is fitted on. */
export interface Slate {
  readonly items: readonly number[];
  /** f64[items x FEATURE_COUNT]. */
  readonly features: Float64Array;
  readonly candidates: Candidates;
}

/** Candidates and features for one shopper. */
export function createSlate(engine: Engine, profile: Profile, request: Omit<EngineRequest, 'count'>): Slate {
  const { model } = engine;
  const trends = request.trends ?? engine.trends;
  const scores = scoreCatalog(engine, profile, request.personal);
  const isAllowed = toPolicy(profile, request);
  const candidates =
    request.among === undefined
      ? selectCandidates(scores, profile, trends, isAllowed)
      : onlyAmong(request.among, selectCandidates(scores, profile, trends, isAllowed), isAllowed);
  const features = computeFeatures({ model, profile, trends, scores, candidates });
  return { items: candidates.items, features, candidates };
}

/** The weights that apply: those of the task's policy, or of a newcomer's first list. */
export function blendWeights(model: Model, profile: Profile, repeats: Repeats): Float64Array {
  return model.settings.blend[profile.isEmpty ? 'newcomer' : repeats];
}

/** f64[items of the slate]: features times weights. */
export function scoreSlate(slate: Slate, weights: Float64Array): Float64Array {
  const scores = new Float64Array(slate.items.length);
  for (let row = 0; row < scores.length; row++) {
    let sum = 0;
    for (let k = 0; k < FEATURE_COUNT; k++) sum += weights[k]! * slate.features[row * FEATURE_COUNT + k]!;
    scores[row] = sum;
  }
  return scores;
}

/** Positions in the slate, best first. */
export function rankSlate(scores: Float64Array, count: number): number[] {
  return topN(scores, count);
}

function scoreCatalog(engine: Engine, profile: Profile, personal: PersonalModel | undefined): ScoreVectors {
  const factors = new Float32Array(engine.model.items.count);
  const next = new Float32Array(engine.model.items.count);
  if (personal === undefined || profile.isEmpty) {
    engine.factorScorer.score(profile, factors);
  } else {
    engine.kernel.scoreAll(engine.factors, toPersonalUser(personal, engine.factorScorer.foldIn(profile)), factors);
    addPersonalOffsets(personal, engine.model.items, factors);
  }
  engine.nextScorer.score(profile, next);
  return { factors, next };
}

function toPolicy(profile: Profile, request: Omit<EngineRequest, 'count'>): (item: number) => boolean {
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
