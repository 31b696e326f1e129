import { toEventCode, type EventName } from '../../../core/events/event-names.js';
import type { History } from '../../history.js';
import { selectRows, type Selection } from '../selection.js';

/** What was met together: the distinct items of one user's chosen events within one session (or order). */
export interface Baskets {
  readonly itemCount: number;
  /** u32[baskets]: who, growing. */
  readonly user: Uint32Array;
  /** u32[baskets + 1]: items of basket b are item[start[b]] .. item[start[b + 1]], ascending. */
  readonly start: Uint32Array;
  readonly item: Uint32Array;
}

export interface BasketOptions extends Selection {
  /** The events that put an item into a basket. */
  readonly events: readonly EventName[];
  /** u8[items]: items marked 0 are left out. */
  readonly supported: Uint8Array;
}

/** An order's lines and what was put beside them in a cart: both say that things are wanted at once. */
export const BUY_EVENTS: readonly EventName[] = ['purchase', 'add_to_cart'];
export const VIEW_EVENTS: readonly EventName[] = ['view_item', 'select_item'];

/** Baskets of one item are kept: how often an item stands alone says how much a pair means. */
export function toBaskets(history: History, options: BasketOptions): Baskets {
  const chosen = new Set(options.events.map(toEventCode));
  const user: number[] = [];
  const start: number[] = [0];
  const item: number[] = [];
  const close = (owner: number, found: Set<number>): void => {
    if (found.size === 0) return;
    for (const one of [...found].sort((a, b) => a - b)) item.push(one);
    user.push(owner);
    start.push(item.length);
    found.clear();
  };
  const found = new Set<number>();
  for (let owner = 0; owner + 1 < history.userStart.length; owner++) {
    const { from, to } = selectRows(history, owner, options);
    for (let row = from; row < to; row++) {
      if (row > from && history.session[row] !== history.session[row - 1]) close(owner, found);
      const one = history.item[row]!;
      if (chosen.has(history.event[row]!) && options.supported[one] === 1) found.add(one);
    }
    close(owner, found);
  }
  return {
    itemCount: history.itemIds.length,
    user: Uint32Array.from(user),
    start: Uint32Array.from(start),
    item: Uint32Array.from(item),
  };
}
