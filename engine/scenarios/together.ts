import { goesWith, latestItems } from './goes-with.js';
import type { ScenarioModel } from './scenario-model.js';

/**
 * What is bought in one order with the item. A shop that only logs views gets what is viewed together; without either, and
 * for items too new, what is like the item.
 */
export const boughtTogether: ScenarioModel = {
  name: 'bought-together',
  rank: (engine, _profile, request) => {
    const anchors = toAnchors(request.item);
    return { anchors, items: goesWith(engine, 'bought', anchors, request) };
  },
};

/** What is viewed in one visit with the item. A shop that only logs purchases gets what is bought together. */
export const viewedTogether: ScenarioModel = {
  name: 'viewed-together',
  rank: (engine, _profile, request) => {
    const anchors = toAnchors(request.item);
    return { anchors, items: goesWith(engine, 'viewed', anchors, request) };
  },
};

/** What completes the whole cart, whose items never come back. Without a cart: what the shopper met last stands for it. */
export const cart: ScenarioModel = {
  name: 'cart',
  rank: (engine, profile, request) => {
    const given = request.items ?? toAnchors(request.item);
    const anchors = [...new Set(given.length > 0 ? given : latestItems(profile))];
    return { anchors, items: goesWith(engine, 'cart', anchors, request) };
  },
};

function toAnchors(item: number | undefined): number[] {
  return item === undefined ? [] : [item];
}
