import type { PageLifts } from '../../core/artifact/context-section.js';
import { countPairs, type CategoryLog, type PairCells } from './context-counts.js';
import { bestPrior, isWorthwhile, meanGain, quantiseLifts, shrunkenLift, type GainSums } from './shrunken-lift.js';

/** The strongest of a row are enough: what follows an item is its own category and a few near it. */
const MAX_ROW = 20;

/** The lift of one category after another. */
interface Entry {
  readonly target: number;
  readonly lift: number;
  /** How far the row's rows are from what was expected: the cell's part of their divergence, in nats. */
  readonly worth: number;
}

/** Lifts of the category that follows another within a session, shrunk as much as helps on held-out events. */
export function fitPageLifts(
  log: CategoryLog,
  categoryCount: number,
  minUsers: number,
): { lifts: PageLifts; gain: number } {
  const fitted = toPairs(countPairs(log, categoryCount, 'fitted'), categoryCount);
  const heldOut = countPairs(log, categoryCount, 'heldOut');
  const gainBy = (prior: number): GainSums => pairGain(toRows(fitted, prior, minUsers), fitted.share, heldOut);
  const prior = bestPrior((one) => meanGain(gainBy(one)));
  const gain = gainBy(prior);
  if (!isWorthwhile(gain, log.heldOutSessions)) {
    return { lifts: encodeRows(Array.from({ length: categoryCount }, () => [])), gain: 0 };
  }
  const all = toPairs(countPairs(log, categoryCount, 'all'), categoryCount);
  return { lifts: encodeRows(toRows(all, prior, minUsers)), gain: meanGain(gain) };
}

interface Pairs {
  readonly cells: PairCells;
  /** f64[categories]: rows that come after each category. */
  readonly after: Float64Array;
  /** f64[categories]: each category's share of the rows that come after any. */
  readonly share: Float64Array;
}

function toPairs(cells: PairCells, categoryCount: number): Pairs {
  const after = new Float64Array(categoryCount);
  const share = new Float64Array(categoryCount);
  let total = 0;
  for (const [key, { rows }] of cells) {
    after[Math.floor(key / categoryCount)]! += rows;
    share[key % categoryCount]! += rows;
    total += rows;
  }
  return { cells, after, share: share.map((rows) => rows / total) };
}

/** A row a category, ascending by target. */
function toRows({ cells, after, share }: Pairs, prior: number, minUsers: number): Entry[][] {
  const rows = Array.from(after, (): Entry[] => []);
  for (const [key, cell] of cells) {
    if (cell.users < minUsers) continue;
    const before = Math.floor(key / after.length);
    const target = key % after.length;
    const expected = after[before]! * share[target]!;
    const lift = shrunkenLift(cell.rows, expected, prior * share[target]!);
    const ratio = Math.exp(lift);
    rows[before]!.push({ target, lift, worth: expected * (ratio * lift + 1 - ratio) });
  }
  return rows.map((row) =>
    row
      .sort((a, b) => b.worth - a.worth || a.target - b.target)
      .slice(0, MAX_ROW)
      .sort((a, b) => a.target - b.target),
  );
}

/** Over held-out pairs, log P(after | before) / P(after), where lifts are made to sum to a probability. */
function pairGain(rows: readonly (readonly Entry[])[], share: Float64Array, heldOut: PairCells): GainSums {
  const lifts = rows.map((row) => new Map(row.map(({ target, lift }) => [target, lift])));
  const logMass = rows.map((row) =>
    Math.log(row.reduce((mass, { target, lift }) => mass + share[target]! * Math.expm1(lift), 1)),
  );
  const sums = { rows: 0, gain: 0, square: 0 };
  for (const [key, { rows: count }] of heldOut) {
    const before = Math.floor(key / share.length);
    const gain = (lifts[before]!.get(key % share.length) ?? 0) - logMass[before]!;
    sums.rows += count;
    sums.gain += count * gain;
    sums.square += count * gain ** 2;
  }
  return sums;
}

function encodeRows(rows: readonly (readonly Entry[])[]): PageLifts {
  const start = new Uint32Array(rows.length + 1);
  rows.forEach((row, category) => (start[category + 1] = start[category]! + row.length));
  const entries = rows.flat();
  const target = Uint16Array.from(entries, (entry) => entry.target);
  return { ...quantiseLifts(Float64Array.from(entries, ({ lift }) => lift)), start, target };
}
