import type { Trends } from '../trends.js';
import { fillTiers, popularityTier, type Tier } from './fill-tiers.js';
import type { ScenarioModel } from './scenario-model.js';

/** A week's share of thirty days, and of the 23 days before that week. */
const WEEK_OF_30_DAYS = 7 / 30;
const WEEK_OF_BEFORE = 7 / 23;
/** Events that any item is granted: few events are no trend. */
const SMOOTHING = 5;

/**
 * What rises: the last week against what the 23 days before it let expect, in standard errors of a count,
 * (c − e) / √(c + e + 5). Where nothing rises (or there is no clock) the bestsellers follow.
 */
export const trending: ScenarioModel = {
  name: 'trending',
  rank: (engine, _profile, request) => ({
    anchors: [],
    items: fillTiers(engine, [risingTier(engine.trends), sellingTier(engine.trends), popularityTier(engine)], request),
  }),
};

/** What sells now: a week's events, from the last week and the last 30 days in equal parts; then all-time popularity. */
export const bestsellers: ScenarioModel = {
  name: 'bestsellers',
  rank: (engine, _profile, request) => ({
    anchors: [],
    items: fillTiers(engine, [sellingTier(engine.trends), popularityTier(engine)], request),
  }),
};

function risingTier({ trend7, trend30 }: Trends): Tier {
  return {
    source: 'trend',
    prepare: () => (item) => {
      const week = Math.expm1(trend7[item]!);
      const expected = Math.max(0, Math.expm1(trend30[item]!) - week) * WEEK_OF_BEFORE;
      return (week - expected) / Math.sqrt(week + expected + SMOOTHING);
    },
  };
}

function sellingTier({ trend7, trend30 }: Trends): Tier {
  return {
    source: 'popularity',
    prepare: () => (item) => (Math.expm1(trend7[item]!) + WEEK_OF_30_DAYS * Math.expm1(trend30[item]!)) / 2,
  };
}
