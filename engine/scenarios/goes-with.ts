import type { TogetherMixes } from '../../core/artifact/together-section.js';
import type { Profile } from '../profile.js';
import { similarItems } from '../similar.js';
import { fillTiers, popularityTier, squash, type Tier } from './fill-tiers.js';
import type { ScenarioInputs, ScenarioItem, ScenarioRequest } from './scenario-model.js';
import { mixParts, partSource, togetherParts, togetherRows } from './together-scores.js';

/**
 * What goes with all anchors together, never an anchor itself. Where too little was learned of them: what is like the last
 * of them; without anchors: what is popular.
 */
export function goesWith(
  inputs: ScenarioInputs,
  wish: keyof TogetherMixes,
  anchors: readonly number[],
  request: ScenarioRequest,
): ScenarioItem[] {
  const { engine } = inputs;
  const latest = anchors.at(-1);
  if (latest === undefined) return fillTiers(engine, [popularityTier(engine)], request);
  const tier = togetherTier(inputs, wish, anchors);
  const learned = tier === undefined ? [] : fillTiers(engine, [tier], request, anchors);
  const taken = new Set([...anchors, ...learned.map(({ item }) => item)]);
  const missing = request.count - learned.length;
  const alike =
    missing === 0 ? [] : similarItems(engine, latest, missing, (i) => !taken.has(i) && request.isAllowed(i));
  return [
    ...learned.map((found) => ({ ...found, score: 1 + found.score })),
    ...alike.map((found) => ({ ...found, score: squash(found.score) })),
  ];
}

/** What the shopper met in the latest step that is not empty. */
export function latestItems(profile: Profile): readonly number[] {
  return profile.steps.findLast(({ items }) => items.length > 0)?.items ?? [];
}

function togetherTier(
  { engine, together }: ScenarioInputs,
  wish: keyof TogetherMixes,
  anchors: readonly number[],
): Tier | undefined {
  if (together === undefined) return undefined;
  const rows = togetherRows(together, wish);
  const mix = together.mixes[wish];
  const parts = togetherParts(engine, { rows, kinds: together.kinds }, anchors);
  const scores = mixParts(parts, mix);
  return { source: (item) => partSource(parts, mix, item), prepare: () => (item) => scores[item]! };
}
