import { similarItems } from '../similar.js';
import { fillTiers, popularityTier } from './fill-tiers.js';
import type { ScenarioModel } from './scenario-model.js';

/** What could stand in the item's place: its learned neighbours, then the same taste, kind, and what is popular. */
export const similar: ScenarioModel = {
  name: 'similar',
  rank: ({ engine }, _profile, request) => {
    const { count, isAllowed, item } = request;
    const items =
      item === undefined
        ? fillTiers(engine, [popularityTier(engine)], request)
        : similarItems(engine, item, count, isAllowed);
    return { anchors: item === undefined ? [] : [item], items };
  },
};
