import type { Model } from '../core/artifact/model.js';
import type { Kernel } from './kernels.js';
import { perProfile } from './per-profile.js';
import type { Profile } from './profile.js';
import { toRecentProfile } from './recent-profile.js';
import { explainCold, spreadToCold } from './scorers/cold-neighbours.js';
import { createContentScorer } from './scorers/content-scorer.js';
import { createFactorScorer, type FactorScorer } from './scorers/factor-scorer.js';
import { createNextScorer } from './scorers/next-scorer.js';
import { createPrototypeScorer, type PrototypeScorer } from './scorers/prototype-scorer.js';
import type { Scorer } from './scorers/scorer.js';
import { warmPopularity } from './trends.js';

/** The scorers a blend mixes; each rates the whole catalog. Their features: engine/features.ts. */
export const SIGNAL_NAMES = [
  'factors',
  'session',
  'next',
  'nextLast',
  'nextAll',
  'prototypes',
  'content',
  'contentLast',
] as const;
export type SignalName = (typeof SIGNAL_NAMES)[number];

/** f32[items] a signal. */
export type SignalScores = Readonly<Record<SignalName, Float32Array>>;

export type Signals = Readonly<Record<SignalName, Scorer>> & {
  readonly factors: FactorScorer;
  /** Undefined where the model ships no prototypes: the signal is silent. */
  readonly prototypeScorer: PrototypeScorer | undefined;
};

/** A session is this many of the latest steps. */
const SESSION_STEPS = 3;

/**
 * Long-term taste (`factors`) and what is wanted now (`session`): one fold-in over all, one over the latest steps. Rows over
 * the window that was chosen (`next`), over the last step, and over everything alike: the blend finds the mixture.
 */
export function createSignals(model: Model, factors: Float32Array, kernel: Kernel): Signals {
  const { next: rows, cold, settings } = model;
  const prototypeScorer = model.prototypes && createPrototypeScorer(model.prototypes, warmPopularity(model.items));
  const factorScorer = createFactorScorer(model, factors, kernel, prototypeScorer);
  const content = createContentScorer(model.content, kernel);
  return {
    prototypeScorer,
    factors: factorScorer,
    session: ofRecent('session', factorScorer, SESSION_STEPS),
    next: reachCold(createNextScorer(rows, settings.next), cold),
    nextLast: createNextScorer(rows, { steps: 1, decay: 0 }),
    nextAll: reachCold(createNextScorer(rows, { steps: Infinity, decay: 0 }), cold),
    prototypes: prototypeScorer ?? SILENT,
    content,
    contentLast: ofRecent('content', content, 1),
  };
}

export function scoreSignals(signals: Signals, profile: Profile, itemCount: number): Record<SignalName, Float32Array> {
  const scores = {} as Record<SignalName, Float32Array>;
  for (const name of SIGNAL_NAMES) {
    scores[name] = new Float32Array(itemCount);
    signals[name].score(profile, scores[name]);
  }
  return scores;
}

const SILENT: Scorer = {
  name: 'prototypes',
  score: (_, out) => {
    out.fill(0);
  },
  explain: () => new Map(),
};

/** New items, which no behaviour points to, get the mean score of the items they resemble. */
function reachCold(scorer: Scorer, cold: Model['cold']): Scorer {
  if (cold === undefined) return scorer;
  return {
    name: scorer.name,
    score(profile, out) {
      scorer.score(profile, out);
      spreadToCold(cold, out);
    },
    explain: (profile, item) => explainCold(cold, item, (warm) => scorer.explain(profile, warm)),
  };
}

/** A scorer that sees the latest steps alone. */
function ofRecent(name: Scorer['name'], scorer: Scorer, steps: number): Scorer {
  const recentOf = perProfile((profile) => toRecentProfile(profile, steps));
  return {
    name,
    score(profile, out) {
      scorer.score(recentOf(profile), out);
    },
    explain: (profile, item) => scorer.explain(recentOf(profile), item),
  };
}
