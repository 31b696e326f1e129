import type { NextRows } from '../../../core/artifact/next-section.js';
import type { Together, TogetherMixes } from '../../../core/artifact/together-section.js';
import type { History } from '../../history.js';
import { solveRows } from '../block-ridge.js';
import { mergeRows } from '../item-rows.js';
import { countBaskets } from './basket-counts.js';
import { BUY_EVENTS, toBaskets, VIEW_EVENTS, type Baskets } from './baskets.js';
import { fitKinds, type KindOptions } from './fit-kinds.js';

export interface TogetherOptions extends Pick<KindOptions, 'category' | 'categoryCount' | 'minUsers'> {
  /** u8[items]: see `Interactions.supported`. */
  readonly supported: Uint8Array;
  readonly minPairUsers: number;
  readonly mixes: TogetherMixes;
}

/** What stands until `chooseTogetherMixes` has looked: rows first, the rest breaks ties and fills. */
export const DEFAULT_MIXES: TogetherMixes = {
  bought: { next: 0.3, kinds: 0.3 },
  viewed: { next: 0.3, kinds: 0.1 },
  cart: { next: 0.1, kinds: 0.3 },
};

/** The result hardly moves over 1-30 on any set tried. */
const RIDGE = { lambda: 3, neighbours: 120 } as const;
/** A shop with one kind of event has the whole room for one set. */
const ROW_LENGTHS = { bought: 6, viewed: 5, alone: 10, kinds: 12 } as const;

/**
 * Rows of what is bought and what is viewed together, from ridge regressions over baskets: what an item adds to the rest
 * of its basket, not what it shares with everything popular. Pairs need `minPairUsers` distinct users with both in one
 * basket, items `minUsers`.
 *
 * Pairs that are looked at together far more than bought together are not held back further: where orders are the
 * baskets, substitutes do not get rows in the first place.
 */
export function fitTogether(history: History, options: TogetherOptions): Together {
  const { supported, mixes } = options;
  const bought = toBaskets(history, { supported, events: BUY_EVENTS });
  const viewed = toBaskets(history, { supported, events: VIEW_EVENTS });
  const isAlone = !hasPairs(bought) || !hasPairs(viewed);
  const rowsOf = (baskets: Baskets, length: number): NextRows =>
    fitRows(baskets, options.minPairUsers, isAlone ? ROW_LENGTHS.alone : length);
  return {
    bought: rowsOf(bought, ROW_LENGTHS.bought),
    viewed: rowsOf(viewed, ROW_LENGTHS.viewed),
    mixes,
    kinds: fitKinds(bought, { ...options, rowLength: ROW_LENGTHS.kinds }),
  };
}

function hasPairs({ start }: Baskets): boolean {
  return start.some((end, basket) => basket > 0 && end - start[basket - 1]! > 1);
}

function fitRows(baskets: Baskets, minPairUsers: number, rowLength: number): NextRows {
  const solved = solveRows(countBaskets(baskets, { minPairUsers }), RIDGE);
  const none = {
    start: new Uint32Array(baskets.itemCount + 1),
    column: new Uint32Array(0),
    value: new Float32Array(0),
  };
  return mergeRows(solved, none, { similarityWeight: 1, transitionWeight: 0, rowLength });
}
