import type { TogetherMixes } from '../../core/artifact/together-section.js';
import type { Engine } from '../engine.js';
import type { Profile } from '../profile.js';
import { fillTiers, popularityTier, squash, type Tier } from './fill-tiers.js';
import type { ScenarioItem, ScenarioRequest } from './scenario-model.js';
import { similarTiers } from './similar.js';
import { mixParts, partSource, togetherParts, togetherRows } from './together-scores.js';

/**
 * What goes with all anchors together, never an anchor itself. Where too little was learned of them: what is like the last
 * of them; without anchors: what is popular.
 */
export function goesWith(
  engine: Engine,
  wish: keyof TogetherMixes,
  anchors: readonly number[],
  request: ScenarioRequest,
): ScenarioItem[] {
  const latest = anchors.at(-1);
  if (latest === undefined) return fillTiers(engine, [popularityTier(engine)], request);
  const learned = fillTiers(engine, togetherTiers(engine, wish, anchors), request, anchors);
  const taken = [...anchors, ...learned.map(({ item }) => item)];
  const missing = { ...request, count: request.count - learned.length };
  const alike = fillTiers(engine, similarTiers(engine, latest), missing, taken);
  return [
    ...learned.map((found) => ({ ...found, score: 1 + found.score })),
    ...alike.map((found) => ({ ...found, score: squash(found.score) })),
  ];
}

/** What the shopper met in the latest step that is not empty. */
export function latestItems(profile: Profile): readonly number[] {
  return profile.steps.findLast(({ items }) => items.length > 0)?.items ?? [];
}

function togetherTiers(engine: Engine, wish: keyof TogetherMixes, anchors: readonly number[]): Tier[] {
  const { together } = engine.model;
  if (together === undefined) return [];
  const rows = togetherRows(together, wish);
  const mix = together.mixes[wish];
  const parts = togetherParts(engine, { rows, kinds: together.kinds }, anchors);
  const scores = mixParts(parts, mix);
  return [{ source: (item) => partSource(parts, mix, item), prepare: () => (item) => scores[item]! }];
}
