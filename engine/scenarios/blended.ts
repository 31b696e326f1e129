import type { Repeats } from '../../core/artifact/blend-section.js';
import type { Engine } from '../engine.js';
import { chooseBlend, createSlate } from '../slate.js';
import type { Profile } from '../profile.js';
import { mainSource, meansOf } from '../reasons.js';
import { rankSlate, scoreSlate } from '../slate-scores.js';
import { fillTiers, popularityTier } from './fill-tiers.js';
import type { ScenarioItem, ScenarioModel, ScenarioRequest } from './scenario-model.js';

/** The learned blend over the whole catalog or over `among`, then what is popular. */
export const forYou: ScenarioModel = {
  name: 'for-you',
  rank: (engine, profile, request) => {
    const { items, background } = blend(engine, profile, request, 'forbid');
    const least = items.at(-1)?.score ?? 0;
    const missing = { ...request, count: request.count - items.length };
    const taken = [...items.map(({ item }) => item), ...profile.known.keys()];
    const rest = fillTiers(engine, [popularityTier(engine)], missing, taken);
    return {
      anchors: [],
      items: [...items, ...rest.map((found) => ({ ...found, score: least - 1 + found.score }))],
      background,
    };
  },
};

/**
 * A given list in the shopper's own order. Nothing allowed is lost: what the blend has no place for (the shopper dismissed
 * it) comes last, in the order given.
 */
export const rerank: ScenarioModel = {
  name: 'rerank',
  rank: (engine, profile, request) => {
    const given = [...new Set(request.items ?? [])].filter(request.isAllowed);
    const asked = { ...request, count: given.length, among: new Set(given) };
    const { items, background } = blend(engine, profile, asked, 'allow');
    const ranked = new Set(items.map(({ item }) => item));
    const least = items.at(-1)?.score ?? 0;
    const rest = given
      .filter((item) => !ranked.has(item))
      .map((item, k): ScenarioItem => ({ item, score: least - 1 - k, source: 'given' }));
    return { anchors: [], items: [...items, ...rest].slice(0, request.count), background };
  },
};

function blend(
  engine: Engine,
  profile: Profile,
  request: ScenarioRequest,
  repeats: Repeats,
): { items: ScenarioItem[]; background: Float64Array } {
  const asked = { ...request, repeats: request.repeats ?? repeats };
  const slate = createSlate(engine, profile, asked);
  const chosen = chooseBlend(engine.model, profile, asked);
  const background = scoreSlate(slate, chosen);
  const scores = background.map((score, row) => (request.isAllowed(slate.items[row]!) ? score : -Infinity));
  const means = meansOf(slate);
  const onPage = asked.context?.category !== undefined;
  const items = rankSlate(scores, request.count).map((row) => ({
    item: slate.items[row]!,
    score: scores[row]!,
    source: mainSource(slate, chosen.weights, row, { means, onPage }),
  }));
  return { items, background };
}
