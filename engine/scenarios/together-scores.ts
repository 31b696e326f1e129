import type { NextRows } from '../../core/artifact/next-section.js';
import type { Together, TogetherMix, TogetherMixes } from '../../core/artifact/together-section.js';
import type { ScoreSource } from '../../core/protocol.js';
import type { Engine } from '../engine.js';

/** What speaks for each item beside the anchors, f64[items] a part, summed over the anchors. */
export interface TogetherParts {
  /** Of the set's own rows. */
  readonly rows: Float64Array;
  /** Of the item-to-item rows of section `next`. */
  readonly next: Float64Array;
  /** Of the categories that go with the anchors': a chance of the item. */
  readonly kinds: Float64Array;
  /** What the categories leave open: a chance of the item by its popularity. */
  readonly open: Float64Array;
}

export function togetherParts(
  engine: Engine,
  from: { readonly rows: NextRows; readonly kinds: NextRows },
  anchors: readonly number[],
): TogetherParts {
  const { items, next } = engine.model;
  const parts = {
    rows: addRows(from.rows, anchors, items.count),
    next: addRows(next, anchors, items.count),
    kinds: new Float64Array(items.count),
    open: new Float64Array(items.count),
  };
  addKinds(engine, from.kinds, anchors, parts);
  return parts;
}

/** f64[items]: 0 where nothing speaks for an item. */
export function mixParts({ rows, next, kinds, open }: TogetherParts, mix: TogetherMix): Float64Array {
  return rows.map((score, i) => score + mix.next * next[i]! + mix.kinds * (kinds[i]! + open[i]!));
}

/** The part that speaks loudest for an item. */
export function partSource(parts: TogetherParts, mix: TogetherMix, item: number): ScoreSource {
  const voices: [ScoreSource, number][] = [
    ['together', parts.rows[item]!],
    ['next', mix.next * parts.next[item]!],
    ['category', mix.kinds * parts.kinds[item]!],
    ['popularity', mix.kinds * parts.open[item]!],
  ];
  return voices.reduce((best, voice) => (voice[1] > best[1] ? voice : best))[0];
}

/** The rows that answer a wish: its own where the log has such events, else the other's, which may be without entries. */
export function togetherRows({ bought, viewed }: Together, wish: keyof TogetherMixes): NextRows {
  const [own, other] = wish === 'viewed' ? [viewed, bought] : [bought, viewed];
  return own.target.length > 0 ? own : other;
}

function addRows({ start, target, weight }: NextRows, anchors: readonly number[], count: number): Float64Array {
  const sums = new Float64Array(count);
  for (const anchor of anchors) {
    for (let k = start[anchor]!; k < start[anchor + 1]!; k++) sums[target[k]!]! += weight[k]!;
  }
  return sums;
}

/**
 * P(item) = Σ over anchors of P(category | anchor's category) · P(item | category), and of what is left of 1, P(item). An
 * anchor of no known category leaves everything open.
 */
function addKinds(engine: Engine, kinds: NextRows, anchors: readonly number[], parts: TogetherParts): void {
  const { category } = engine.model.items;
  const { allUsers, categoryUsers, users } = engine.categories;
  const known = anchors.map((anchor) => category[anchor]!).filter((group) => group !== 0);
  const wanted = addRows(kinds, known, categoryUsers.length);
  const open = Math.max(
    0,
    wanted.reduce((left, chance) => left - chance, anchors.length),
  );
  for (let i = 0; i < users.length; i++) {
    if (!(users[i]! > 0)) continue;
    const group = category[i]!;
    parts.kinds[i] = (wanted[group]! * users[i]!) / categoryUsers[group]!;
    parts.open[i] = (open * users[i]!) / allUsers;
  }
}
