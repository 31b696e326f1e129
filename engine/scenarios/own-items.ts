import type { Engine } from '../engine.js';
import type { Profile } from '../profile.js';
import { goesWith, latestItems } from './goes-with.js';
import { fillTiers, type Tier } from './fill-tiers.js';
import type { ScenarioList, ScenarioModel, ScenarioRequest } from './scenario-model.js';

const DAY_SECONDS = 86_400;

/**
 * The shopper's purchases that are due again, then the other items they met, latest first. Who has bought nothing yet gets
 * stand-ins; only `history` as source means the shopper's own.
 */
export const buyAgain: ScenarioModel = {
  name: 'buy-again',
  rank: (engine, profile, request) =>
    ownFirst(engine, profile, request, [dueTier(engine, profile, request), recencyTier(profile)]),
};

/** What the shopper met last, whatever came of it. */
export const recentlyViewed: ScenarioModel = {
  name: 'recently-viewed',
  rank: (engine, profile, request) => ownFirst(engine, profile, request, [recencyTier(profile)]),
};

function dueTier({ habits, model }: Engine, profile: Profile, request: ScenarioRequest): Tier {
  const now = request.now ?? profile.steps.at(-1)?.time ?? model.settings.asOf ?? 0;
  const due = new Map<number, number>();
  for (const { index, bought, time } of profile.known.values()) {
    if (bought === 0) continue;
    const daysSince = Math.max(0, now - time) / DAY_SECONDS;
    // Without known habits: what was bought most often, of equals the latest. 1e-12: never due is still an own purchase.
    const score = habits?.dueScore({ item: index, bought, daysSince }) ?? bought + 1 / (1 + daysSince);
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
function ownFirst(engine: Engine, profile: Profile, request: ScenarioRequest, tiers: readonly Tier[]): ScenarioList {
  const own = fillTiers(engine, tiers, request).map((found) => ({ ...found, score: 2 + found.score }));
  const anchors = latestItems(profile);
  if (own.length === request.count) return { anchors, items: own };
  const isAllowed = (item: number): boolean => !profile.known.has(item) && request.isAllowed(item);
  const rest = { ...request, count: request.count - own.length, isAllowed };
  return { anchors, items: [...own, ...goesWith(engine, 'cart', anchors, rest)] };
}
