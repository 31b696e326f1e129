import { createHashFamily, estimateHashed, hashedError, type HashMechanism } from '../hashed-choice.js';
import type { ItemAnswers, ItemCell, ShareCell } from './aggregates.js';
import { pool, toShareCells, type RawShare } from './figures.js';

/** An item of the shop's present catalog. */
export interface CatalogEntry {
  readonly id: string;
  readonly name?: string;
  /** Events in the 30 days before the model was trained. */
  readonly recentEvents: number;
}

/** What item reports of one epoch said. */
export interface ItemEpoch {
  readonly epoch: number;
  /** f64[256 x g], row-major. */
  readonly counts: Float64Array;
}

/** Some milliseconds of work. */
const ITEMS_AT_ONCE = 1_000;

/**
 * Shares of all items of the catalog, and of none. Every epoch has hash functions of its own, so each is estimated by itself,
 * and then all are pooled by their number of reports.
 *
 * Yields between portions of the work, so that a server can see to others.
 */
export function* publishItems(
  mechanism: HashMechanism,
  epochs: readonly ItemEpoch[],
  catalog: readonly CatalogEntry[],
): Generator<undefined, ItemAnswers> {
  const entries: readonly Omit<CatalogEntry, 'recentEvents'>[] = [{ id: '' }, ...catalog];
  const texts = entries.map(({ id }) => id);
  const byEpoch: RawShare[][] = [];
  for (const epoch of epochs) byEpoch.push(yield* estimateEpoch(mechanism, epoch, texts));
  const pooled = texts.map((_, cell) => pool(byEpoch.map((shares) => shares[cell]!)));
  const { n, errorOfNothing } = pooled[0]!;
  if (n === 0) return { n, predictedError: null, cells: [] };
  const cells = toShareCells(pooled);
  return { n, predictedError: errorOfNothing, cells: entries.map(toItemCell(cells)) };
}

function toItemCell(cells: readonly ShareCell[]) {
  return ({ id, name }: Omit<CatalogEntry, 'recentEvents'>, at: number): ItemCell => ({
    id,
    ...(name !== undefined && { name }),
    ...cells[at]!,
  });
}

/** What `estimateHashed` does for all texts at once, in portions: only the collisions need all of them. */
function* estimateEpoch(
  mechanism: HashMechanism,
  { epoch, counts }: ItemEpoch,
  texts: readonly string[],
): Generator<undefined, RawShare[]> {
  const hashed = { counts, family: createHashFamily(epoch, mechanism.choices) };
  const values: number[] = [];
  let n = 0;
  for (let at = 0; at < texts.length; at += ITEMS_AT_ONCE) {
    for (const estimate of estimateHashed(mechanism, hashed, texts.slice(at, at + ITEMS_AT_ONCE))) {
      values.push(estimate.value);
      n = estimate.n;
    }
    yield;
  }
  const noise = hashedError(mechanism, n, { share: 0, sumOfSquares: 0 }) ** 2;
  const squares = values.reduce((sum, value) => sum + value * value - noise, 0);
  const sumOfSquares = Math.min(1, Math.max(0, squares));
  const errorOf = (share: number): number => hashedError(mechanism, n, { share, sumOfSquares });
  const errorOfNothing = errorOf(0);
  return values.map((value) => ({ value, standardError: errorOf(value), errorOfNothing, n }));
}
