import type { NextRows } from '../../core/artifact/next-section.js';
import type { TogetherMixes } from '../../core/artifact/together-section.js';
import type { Reason } from '../../core/protocol.js';
import type { Scenario } from '../../core/scenarios.js';
import type { Engine } from '../engine.js';
import type { Profile } from '../profile.js';
import { becauseOf, toReason, type ItemNamer } from '../reasons.js';
import type { ScenarioItem } from './scenario-model.js';
import { togetherRows } from './together-scores.js';

/** Whose list is explained, and in which words. */
export interface ReasonInputs {
  readonly engine: Engine;
  readonly profile: Profile;
  readonly nameOf: ItemNamer;
}

/** Of the scenarios that start from items: what their rows were learned for. */
const WISH: Partial<Record<Scenario, keyof TogetherMixes>> = {
  'viewed-together': 'viewed',
  'because-you-viewed': 'viewed',
  'bought-together': 'bought',
  cart: 'cart',
  'buy-again': 'cart',
  'recently-viewed': 'cart',
};

/** Sources that start from the row's own items; all others mean the same in every row. */
const FROM_ANCHORS: ReadonlySet<string> = new Set(['together', 'next', 'factors', 'category']);

/** Why an item stands in the row of a scenario: of several anchors, the one that speaks loudest for it is named. */
export function toRowReason(
  inputs: ReasonInputs,
  row: { readonly scenario: Scenario; readonly anchors: readonly number[] },
  found: Pick<ScenarioItem, 'item' | 'source'>,
): Reason {
  const { engine, profile, nameOf } = inputs;
  const { scenario, anchors } = row;
  const latest = anchors.at(-1);
  if (latest === undefined || !FROM_ANCHORS.has(found.source)) return toReason(engine, profile, found, nameOf);
  const wish = WISH[scenario];
  const anchor = wish === undefined ? latest : strongestAnchor(engine, wish, anchors, found);
  const from = { itemId: engine.model.ids.itemIds[anchor] ?? '', name: nameOf(anchor) };
  const known = scenario === 'because-you-viewed' ? profile.known.get(anchor) : undefined;
  if (known !== undefined) return becauseOf(engine, known, nameOf);
  if (found.source === 'together') return togetherReason(engine, wish ?? 'bought', from);
  const { itemId, name } = from;
  if (found.source !== 'category') return { kind: 'goes-with', text: `Goes with ${name}`, itemId };
  const { category } = engine.model.items;
  return category[found.item] === category[anchor]
    ? { kind: 'same-kind', text: `Of the same kind as ${name}`, itemId }
    : { kind: 'goes-with', text: `Of a kind that goes with ${name}`, itemId };
}

/** A shop that logs only one of orders and visits answers with that one for both, and says so. */
function togetherReason({ model }: Engine, wish: keyof TogetherMixes, from: { itemId: string; name: string }): Reason {
  const isBought = model.together === undefined || togetherRows(model.together, wish) === model.together.bought;
  return {
    kind: 'bought-together',
    text: `Often ${isBought ? 'bought' : 'viewed'} together with ${from.name}`,
    itemId: from.itemId,
  };
}

function strongestAnchor(
  { model }: Engine,
  wish: keyof TogetherMixes,
  anchors: readonly number[],
  { item, source }: Pick<ScenarioItem, 'item' | 'source'>,
): number {
  const latest = anchors.at(-1)!;
  const { together, next } = model;
  const { category } = model.items;
  if (together === undefined || source === 'factors') return latest;
  if (source === 'together') return loudest(togetherRows(together, wish), anchors, item, (anchor) => anchor);
  if (source === 'category') return loudest(together.kinds, anchors, category[item]!, (anchor) => category[anchor]!);
  // Where rows of section `next` are no part of the mixture, they stand in for the latest item alone.
  return together.mixes[wish].next > 0 ? loudest(next, anchors, item, (anchor) => anchor) : latest;
}

/** The anchor whose row has most to say for a target; the latest where none has. */
function loudest(
  rows: NextRows,
  anchors: readonly number[],
  target: number,
  rowOf: (anchor: number) => number,
): number {
  let best = anchors.at(-1)!;
  let most = 0;
  for (const anchor of anchors) {
    const row = rowOf(anchor);
    for (let k = rows.start[row]!; k < rows.start[row + 1]!; k++) {
      if (rows.target[k] !== target || rows.weight[k]! <= most) continue;
      most = rows.weight[k]!;
      best = anchor;
    }
  }
  return best;
}
