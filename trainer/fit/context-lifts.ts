import {
  CONTEXT_DIMENSIONS,
  type ContextDimension,
  type ContextTable,
  type LiftCells,
} from '../../core/artifact/context-section.js';
import type { EventWeights } from '../../core/events/event-weights.js';
import type { Random } from '../../core/random.js';
import type { History } from '../history.js';
import { countCells, toCategoryLog, type CategoryLog, type CellCounts, type Part } from './context-counts.js';
import { fitPageLifts } from './page-lifts.js';
import {
  bestPrior,
  isWorthwhile,
  meanGain,
  NO_LIFT,
  quantiseLifts,
  shrunkenLift,
  type GainSums,
} from './shrunken-lift.js';
import type { NamedGroups } from './taxonomy.js';
import { toVisitColumns, type VisitColumn } from './visit-columns.js';

export interface ContextOptions {
  /** The model's categories, levels joined with ' > '. */
  readonly categories: NamedGroups;
  readonly eventWeights: EventWeights;
  /** Cells with fewer distinct users are 0. */
  readonly minUsers: number;
}

export interface ContextFit {
  readonly table: ContextTable;
  /**
   * How much likelier the category of a held-out event is by each lift alone than by the category's share, in nats an event;
   * 0 where the lift did not help and is left out.
   */
  readonly gains: Readonly<Record<ContextDimension | 'page', number>>;
}

/**
 * Shrunken logarithms of P(category | circumstance) / P(category), in two levels: of the top of a category's path, and of the
 * category within it. How strongly each level is shrunk is chosen on the last tenth of the events, and what does not help
 * there is left out. Undefined where no two categories are known.
 */
export function fitContextLifts(history: History, options: ContextOptions, random: Random): ContextFit | undefined {
  const { categories, minUsers } = options;
  const categoryCount = categories.names.length;
  if (categoryCount < 3) return undefined;
  const log = toCategoryLog(history, { ...options, categoryOf: categories.index }, random);
  const { countries, dimensions } = toVisitColumns(history);
  const levels = { top: toTops(categories.names), category: Uint16Array.from(categories.names, (_, k) => k), minUsers };
  const fits = CONTEXT_DIMENSIONS.map((name) => fitDimension(log, dimensions[name], levels));
  const [hour, weekday, device, referrer, country] = fits.map(({ lifts }) => lifts);
  const page = fitPageLifts(log, categoryCount, minUsers);
  const gains = Object.fromEntries(CONTEXT_DIMENSIONS.map((name, k) => [name, fits[k]!.gain]));
  return {
    table: {
      categoryCount,
      countries: country!.cells.length === 0 ? [] : countries,
      lifts: { hour: hour!, weekday: weekday!, device: device!, referrer: referrer!, country: country! },
      page: page.lifts,
    },
    gains: { ...(gains as Record<ContextDimension, number>), page: page.gain },
  };
}

interface Levels {
  /** u16[categories]: the first name of each category's path, numbered. */
  readonly top: Uint16Array;
  /** u16[categories]: itself. */
  readonly category: Uint16Array;
  readonly minUsers: number;
}

function toTops(names: readonly string[]): Uint16Array {
  const numbers = new Map<string, number>();
  return Uint16Array.from(names, (name) => {
    const top = name.split(' > ')[0]!;
    if (!numbers.has(top)) numbers.set(top, numbers.size);
    return numbers.get(top)!;
  });
}

function fitDimension(log: CategoryLog, column: VisitColumn, levels: Levels): { lifts: LiftCells; gain: number } {
  const fitted = countLevels(log, column, levels, 'fitted');
  const heldOut = countCells(log, column, levels.category, 'heldOut');
  const gainBy = (top: number, category: number): GainSums =>
    liftGain(toLifts(fitted, { top, category }), shares(fitted.category), heldOut);
  const top = bestPrior((prior) => meanGain(gainBy(prior, Infinity)));
  const category = bestPrior((prior) => meanGain(gainBy(top, prior)));
  const gain = gainBy(top, category);
  if (!isWorthwhile(gain, log.heldOutSessions)) return { lifts: NO_LIFT, gain: 0 };
  return {
    lifts: quantiseLifts(toLifts(countLevels(log, column, levels, 'all'), { top, category })),
    gain: meanGain(gain),
  };
}

interface LevelCounts {
  readonly levels: Levels;
  readonly top: CellCounts;
  readonly category: CellCounts;
}

function countLevels(log: CategoryLog, column: VisitColumn, levels: Levels, part: Part): LevelCounts {
  return {
    levels,
    top: countCells(log, column, levels.top, part),
    category: countCells(log, column, levels.category, part),
  };
}

/** f64[values x categories]: the sum of both levels' lifts. */
function toLifts(counts: LevelCounts, prior: { readonly top: number; readonly category: number }): Float64Array {
  const { levels, top, category } = counts;
  const count = category.groupCount;
  const lifts = new Float64Array(category.rows.length);
  const [topShare, categoryShare] = [shares(top), shares(category)];
  for (let from = 0, fromTop = 0; from < lifts.length; from += count, fromTop += top.groupCount) {
    const rows = category.rows.subarray(from, from + count).reduce((sum, value) => sum + value, 0);
    for (let c = 1; c < count; c++) {
      const group = levels.top[c]!;
      if (categoryShare[c] === 0 || top.users[fromTop + group]! < levels.minUsers) continue;
      const inTop = top.rows[fromTop + group]!;
      lifts[from + c] = shrunkenLift(inTop, rows * topShare[group]!, prior.top * topShare[group]!);
      if (category.users[from + c]! < levels.minUsers) continue;
      const share = categoryShare[c]! / topShare[group]!;
      lifts[from + c]! += shrunkenLift(category.rows[from + c]!, inTop * share, prior.category * share);
    }
  }
  return lifts;
}

/** f64[groups]: each group's share of the rows whose value is known. */
function shares({ groupCount, rows }: CellCounts): Float64Array {
  const share = new Float64Array(groupCount);
  for (let cell = 0; cell < rows.length; cell++) share[cell % groupCount]! += rows[cell]!;
  const total = share.reduce((sum, value) => sum + value, 0);
  return total === 0 ? share : share.map((value) => value / total);
}

/** Over held-out rows, log P(category | value) / P(category), where lifts are made to sum to a probability. */
function liftGain(lifts: Float64Array, share: Float64Array, heldOut: CellCounts): GainSums {
  const count = share.length;
  const sums = { rows: 0, gain: 0, square: 0 };
  for (let from = 0; from < lifts.length; from += count) {
    const logMass = Math.log(share.reduce((mass, value, c) => mass + value * Math.exp(lifts[from + c]!), 0));
    for (let c = 0; c < count; c++) {
      const rows = heldOut.rows[from + c]!;
      if (rows === 0) continue;
      const gain = lifts[from + c]! - logMass;
      sums.rows += rows;
      sums.gain += rows * gain;
      sums.square += rows * gain ** 2;
    }
  }
  return sums;
}
