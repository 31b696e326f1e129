import type { EventWeights } from '../../../core/events/event-weights.js';
import type { NextRows } from '../../../core/artifact/next-section.js';
import type { Random } from '../../../core/random.js';
import { markRows, type Query } from '../../evaluate/query.js';
import type { History } from '../../history.js';
import { sliceHistory } from '../slice-history.js';

const FOLDS = 10;
/** Held-out items that are enough: larger catalogs hold out fewer tenths. */
const ENOUGH_ITEMS = 1000;

/**
 * Seeded tenths of the items that may be held out as if they were new, u8[items] masks without an item in common: all ten,
 * or as many as hold 1,000 items together. What a blend learns of cold items varies with the few items it saw: X-Wines
 * NDCG@10 .295 fitted on one tenth, .328 on three, .333 on ten.
 * @param eligible u8[items]: items with behaviour and with a catalog row that says something.
 */
export function pseudoColdFolds(eligible: Uint8Array, random: Random): Uint8Array[] {
  const items = random.shuffle([...eligible.keys()].filter((item) => eligible[item] === 1));
  const masks = Array.from({ length: Math.min(FOLDS, items.length) }, () => new Uint8Array(eligible.length));
  items.forEach((item, at) => {
    masks[at % masks.length]![item] = 1;
  });
  const enough = Math.ceil((ENOUGH_ITEMS * masks.length) / Math.max(1, items.length));
  return masks.slice(0, enough);
}

/** The history without any event of the items marked 1. Item and user indices stay. */
export function withoutItems(history: History, mask: Uint8Array): History {
  return sliceHistory(history, (row) => mask[history.item[row]!] !== 1);
}

export interface PseudoColdQueries {
  /** `history` without the held-out items: what the queries' row ranges refer to. */
  readonly known: History;
  /** One a user, in user order. */
  readonly queries: readonly Query[];
}

/**
 * What users went on to want among items held out as cold: asked at the moment of a user's first positive event on one of
 * them, knowing the user's other rows before it; every such item the user wanted, then or later, is relevant. Users of whom
 * nothing is known at that moment are left out.
 */
export function pseudoColdQueries(history: History, mask: Uint8Array, weights: EventWeights): PseudoColdQueries {
  const known = withoutItems(history, mask);
  const { positive } = markRows(history, weights);
  const queries: Query[] = [];
  for (let user = 0; user < history.userIds.length; user++) {
    const wanted = new Set<number>();
    let time = Infinity;
    for (let row = history.userStart[user]!; row < history.userStart[user + 1]!; row++) {
      if (positive[row] !== 1 || mask[history.item[row]!] !== 1) continue;
      wanted.add(history.item[row]!);
      time = Math.min(time, history.time[row]!);
    }
    const historyFrom = known.userStart[user]!;
    let historyTo = known.userStart[user + 1]!;
    while (historyTo > historyFrom && known.time[historyTo - 1]! >= time) historyTo--;
    if (wanted.size > 0 && historyTo > historyFrom) {
      queries.push({ user, time, historyFrom, historyTo, relevant: [...wanted] });
    }
  }
  return { known, queries };
}

/** Rows in which items marked 1 neither have a row nor stand in one: what a model without them would hold. */
export function withoutRowsOf(rows: NextRows, mask: Uint8Array): NextRows {
  const items = rows.start.length - 1;
  const start = new Uint32Array(items + 1);
  const kept: number[] = [];
  for (let item = 0; item < items; item++) {
    for (let k = rows.start[item]!; mask[item] === 0 && k < rows.start[item + 1]!; k++) {
      if (mask[rows.target[k]!] === 0) kept.push(k);
    }
    start[item + 1] = kept.length;
  }
  return {
    start,
    target: Uint32Array.from(kept, (k) => rows.target[k]!),
    weight: Float32Array.from(kept, (k) => rows.weight[k]!),
  };
}
