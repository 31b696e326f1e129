import type { Random } from '../../core/random.js';

export const DAY_SECONDS = 86_400;
export const DAYS = 180;
/** The first second after the last day, 2026-06-30. */
export const END_TIME = Date.UTC(2026, 6, 1) / 1000;
/** 2026-01-02. */
export const START_TIME = END_TIME - DAYS * DAY_SECONDS;

/** First day and length of each sale, in days since the start: January, before Easter, the end of May. */
const SALES = [
  { day: 1, days: 6 },
  { day: 84, days: 4 },
  { day: 144, days: 5 },
] as const;

/** Sunday first. Home shops are busiest on Sunday evening. */
const WEEKDAY = [1.35, 1, 0.95, 0.95, 0.95, 0.85, 1.1] as const;
/** By hour of the day. */
const HOURS: readonly number[] = [
  1, 0.5, 0.3, 0.2, 0.2, 0.5, 1.5, 3, 4, 5, 5.5, 6, 7, 6.5, 5.5, 5, 5, 5.5, 6, 7.5, 9.5, 10, 7, 3.5,
];
const HIGHEST_SEASON = 1.6;

export function dayOf(time: number): number {
  return Math.floor((time - START_TIME) / DAY_SECONDS);
}

export function isSaleDay(day: number): boolean {
  return SALES.some((sale) => day >= sale.day && day < sale.day + sale.days);
}

/** How busy the shop is on a day; 1 is an ordinary one. */
function traffic(day: number): number {
  const weekday = new Date((START_TIME + day * DAY_SECONDS) * 1000).getUTCDay();
  return WEEKDAY[weekday]! * (isSaleDay(day) ? 1.8 : 1) * (1 + (0.25 * day) / DAYS);
}

/** How much of its best a season's category sells on a day, in (0, 1]. */
export function seasonShare(season: 'spring' | 'winter' | undefined, day: number): number {
  return seasonFactor(season, day) / HIGHEST_SEASON;
}

function seasonFactor(season: 'spring' | 'winter' | undefined, day: number): number {
  if (season === 'spring') return 0.1 + 1.5 * Math.exp(-(((day - 115) / 40) ** 2));
  if (season === 'winter') return 0.1 + 1.5 * Math.exp(-((day / 60) ** 2));
  return 1;
}

/** A moment on a day, at an hour people shop. */
export function drawTime(day: number, random: Random): number {
  return START_TIME + day * DAY_SECONDS + random.weighted(HOURS) * 3600 + random.int(3600);
}

/** Days in proportion to traffic, for as many visits as asked, ascending, none before `firstDay`. */
export function drawDays(count: number, firstDay: number, random: Random): number[] {
  const weights = Array.from({ length: DAYS - firstDay }, (_, offset) => traffic(firstDay + offset));
  return Array.from({ length: count }, () => firstDay + random.weighted(weights)).sort((a, b) => a - b);
}
