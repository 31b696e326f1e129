import type { Estimated, WeekLine } from './plot-spec.js';

/** A week of a line; all NaN where nobody reported, so that line and band break there. */
export interface WeekRow extends Estimated {
  readonly week: number;
}

export interface LineRows {
  readonly name: string;
  readonly rows: readonly WeekRow[];
  /** Weeks without a neighbour: neither line nor band would show them. */
  readonly lone: readonly WeekRow[];
}

const STEPS = [0.01, 0.02, 0.04, 0.08, 0.12, 0.2, 0.4, 0.6, 0.8, 1];
const LEVELS = [0, 0.25, 0.5, 0.75, 1];

export function toLineRows({ name, points }: WeekLine): LineRows {
  const gap = { value: NaN, low: NaN, high: NaN };
  const rows = points.map((point, week): WeekRow => ({ ...(point ?? gap), week }));
  const isTold = (week: number): boolean => points[week] !== undefined;
  const lone = rows.filter(({ week }) => isTold(week) && !isTold(week - 1) && !isTold(week + 1));
  return { name, rows, lone };
}

/** A round share that holds all values and, up to twice the largest, their bands. */
export function topOfWeeks(lines: readonly WeekLine[]): number {
  const points = lines.flatMap((line) => line.points.filter((point) => point !== undefined));
  const value = Math.max(0.01, ...points.map((point) => point.value));
  const high = Math.max(value, ...points.map((point) => point.high));
  const wanted = Math.min(1, high, 2 * value);
  return STEPS.find((step) => step >= wanted) ?? 1;
}

export function levelsTo(most: number): number[] {
  return LEVELS.map((part) => part * most);
}

/** The last week and those before it at a steady step, as many as have room. @param room pixels, for all. */
export function labelledWeeks(weeks: number, room: number, each: number): number[] {
  const step = Math.max(1, Math.ceil((weeks * each) / room));
  return Array.from({ length: weeks }, (_, week) => week).filter((week) => (weeks - 1 - week) % step === 0);
}

/**
 * Moves names of lines that end near each other apart, downwards, and all up again where they would leave the plot.
 * @param wanted pixels from the top, as are the bounds
 * @returns in the order given
 */
export function spreadLabels(
  wanted: readonly number[],
  { top, bottom, gap }: { readonly top: number; readonly bottom: number; readonly gap: number },
): number[] {
  const order = [...wanted.keys()].sort((a, b) => wanted[a]! - wanted[b]!);
  const placed: number[] = [];
  let next = top;
  for (const at of order) {
    placed[at] = Math.max(next, wanted[at]!);
    next = placed[at] + gap;
  }
  const over = Math.max(0, next - gap - bottom);
  return placed.map((y) => y - over);
}
