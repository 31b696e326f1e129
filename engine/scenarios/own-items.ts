import type { Profile } from '../profile.js';
import { goesWith, latestItems } from './goes-with.js';
import { fillTiers, type Tier } from './fill-tiers.js';
import { createHabitScores } from './habit-scores.js';
import type { ScenarioInputs, ScenarioList, ScenarioModel, ScenarioRequest } from './scenario-model.js';

const DAY_SECONDS = 86_400;

/**
 * The shopper's purchases that are due again, then the other items they met, latest first. Who has bought nothing yet gets
 * stand-ins; only `history` as source means the shopper's own.
 */
export const buyAgain: ScenarioModel = {
  name: 'buy-again',
  rank: (inputs, profile, request) =>
    ownFirst(inputs, profile, request, [dueTier(inputs, profile, request), recencyTier(profile)]),
};

/** What the shopper met last, whatever came of it. */
export const recentlyViewed: ScenarioModel = {
  name: 'recently-viewed',
  rank: (inputs, profile, request) => ownFirst(inputs, profile, request, [recencyTier(profile)]),
};

function dueTier({ engine, habits }: ScenarioInputs, profile: Profile, request: ScenarioRequest): Tier {
  const { model } = engine;
  const now = request.now ?? profile.steps.at(-1)?.time ?? model.settings.asOf ?? 0;
  const due = new Map<number, number>();
  const scores = habits === undefined ? undefined : createHabitScores(habits, model.items.category);
  for (const { index, bought, time } of profile.known.values()) {
    if (bought === 0) continue;
    const daysSince = Math.max(0, now - time) / DAY_SECONDS;
    // Without known habits: what was bought most often, of equals the latest. 1e-12: never due is still an own purchase.
    const score = scores?.dueScore({ item: index, bought, daysSince }) ?? bought + 1 / (1 + daysSince);
    due.set(index, 1e-12 + score);
  }
  return { source: 'history', prepare: () => (item) => due.get(item) ?? 0 };
}

function recencyTier(profile: Profile): Tier {
  return {
    source: 'history',
    prepare: () => (item) => {
      const known = profile.known.get(item);
      return known === undefined ? 0 : 1 + known.lastStep;
    },
  };
}

/** The shopper's own items, and below them what goes with the latest. */
function ownFirst(
  inputs: ScenarioInputs,
  profile: Profile,
  request: ScenarioRequest,
  tiers: readonly Tier[],
): ScenarioList {
  const own = fillTiers(inputs.engine, tiers, request).map((found) => ({ ...found, score: 2 + found.score }));
  const anchors = latestItems(profile);
  if (own.length === request.count) return { anchors, items: own };
  const isAllowed = (item: number): boolean => !profile.known.has(item) && request.isAllowed(item);
  const rest = { ...request, count: request.count - own.length, isAllowed };
  return { anchors, items: [...own, ...goesWith(inputs, 'cart', anchors, rest)] };
}
