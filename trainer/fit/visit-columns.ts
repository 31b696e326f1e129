import { contextAt, DEVICES, REFERRERS, toCountryKey, type VisitContext } from '../../core/context.js';
import { HOURS_A_BLOCK, MAX_CONTEXT_VALUES, type ContextDimension } from '../../core/artifact/context-section.js';
import type { History } from '../history.js';
import { clockKind } from './clock.js';

/** One dimension of a history's visits: `codeOf(row)` is a value below `values`, or -1 where it is unknown. */
export interface VisitColumn {
  readonly values: number;
  codeOf(row: number): number;
}

export interface VisitColumns {
  /** Keys of the countries that are told apart, the most frequent ones. */
  readonly countries: readonly string[];
  readonly dimensions: Readonly<Record<ContextDimension, VisitColumn>>;
}

/** Countries with few rows are left out: their lifts would stand on nothing. */
const MIN_COUNTRY_SHARE = 0.001;

/** What a history tells of its visits; hours and weekdays only where times are moments. */
export function toVisitColumns(history: History): VisitColumns {
  const { country, device, referrer, time } = history;
  const isClock = clockKind(history) === 'global';
  const kept = keptCountries(history);
  const code = new Int16Array(history.countries.length).fill(-1);
  kept.forEach((position, at) => (code[position] = at));
  return {
    countries: kept.map((position) => toCountryKey(history.countries[position]!)),
    dimensions: {
      hour: {
        values: 24 / HOURS_A_BLOCK,
        codeOf: (row) => (isClock ? Math.floor(contextAt(time[row]!).hour / HOURS_A_BLOCK) : -1),
      },
      weekday: { values: 7, codeOf: (row) => (isClock ? contextAt(time[row]!).weekday : -1) },
      device: { values: DEVICES.length - 1, codeOf: (row) => device[row]! - 1 },
      referrer: { values: REFERRERS.length - 1, codeOf: (row) => referrer[row]! - 1 },
      country: { values: kept.length, codeOf: (row) => code[country[row]!]! },
    },
  };
}

/** The circumstances of a row's visit as they were known before its item was: all but the category page. */
export function contextOf(history: History, row: number): VisitContext {
  const device = DEVICES[history.device[row]!]!;
  const referrer = REFERRERS[history.referrer[row]!]!;
  const country = history.countries[history.country[row]!]!;
  return {
    ...(history.hasClock ? contextAt(history.time[row]!) : {}),
    ...(device === 'unknown' ? {} : { device }),
    ...(referrer === 'unknown' ? {} : { referrer }),
    ...(country === '' ? {} : { country }),
  };
}

/** Positions in `history.countries`, the most frequent first. */
function keptCountries({ countries, country }: History): number[] {
  const rows = new Uint32Array(countries.length);
  for (const position of country) rows[position]!++;
  const known = country.length - rows[0]!;
  return [...rows.keys()]
    .filter((position) => position > 0 && rows[position]! > known * MIN_COUNTRY_SHARE)
    .sort((a, b) => rows[b]! - rows[a]! || a - b)
    .slice(0, MAX_CONTEXT_VALUES);
}
