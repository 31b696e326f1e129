import type { Slice } from './evaluation-result.js';
import { formatCount } from './report-format.js';
import { drawing, element, formatTick, label, line, niceTicks } from './svg.js';

/** One line of a plot. */
export interface Series {
  readonly name: string;
  readonly slices: readonly Slice[];
}

const WIDTH = 560;
const HEIGHT = 300;
const LEFT = 44;
const RIGHT = WIDTH - 150;
const TOP = 10;
const BOTTOM = HEIGHT - 48;
const DODGE = 7;
const LABEL_GAP = 17;

/**
 * A line a series over ordered slices, with intervals and its name at its end. Series differ by colour, dash and marker;
 * the first has the accent colour. All series have the same slices.
 */
export function plotSlices(title: string, series: readonly Series[]): string {
  const slices = series[0]?.slices ?? [];
  const ticks = niceTicks(0, Math.max(...series.flatMap((one) => one.slices.map(({ value }) => value.high)), 1e-4));
  const toY = (value: number): number => BOTTOM - ((BOTTOM - TOP) * value) / ticks.at(-1)!;
  const step = (RIGHT - LEFT) / Math.max(slices.length, 1);
  const toX = (slice: number): number => LEFT + step * (slice + 0.5);
  const grid = ticks.flatMap((tick) => [
    line([LEFT, toY(tick)], [RIGHT, toY(tick)], 'grid'),
    label(LEFT - 6, toY(tick) + 4, formatTick(tick), { class: 'tick', 'text-anchor': 'end' }),
  ]);
  const names = slices.flatMap((slice, i) => [
    label(toX(i), BOTTOM + 18, slice.label, { class: 'name other', 'text-anchor': 'middle' }),
    label(toX(i), BOTTOM + 35, formatCount(slice.queries), { class: 'tick', 'text-anchor': 'middle' }),
  ]);
  const lines = series.map((one, number) => {
    const shift = (number - (series.length - 1) / 2) * DODGE;
    const points = one.slices.map(({ value }, i) => ({ x: toX(i) + shift, y: toY(value.mean), value }));
    return element(
      'g',
      { class: `series s${number}` },
      element('polyline', { points: points.map(({ x, y }) => `${round(x)},${round(y)}`).join(' ') }),
      ...points.map(({ x, value }) => line([x, toY(value.low)], [x, toY(value.high)], 'whisker')),
      ...points.map(({ x, y }) => marker(number, x, y)),
    );
  });
  // The accent colour on top of the others.
  return drawing(
    { width: WIDTH, height: HEIGHT, kind: 'lines', title },
    ...grid,
    ...names,
    ...lines.reverse(),
    ...endLabels(series, toY),
  );
}

/** Names beside the lines' ends, pushed apart where they would overlap, with a hair line to their line. */
function endLabels(series: readonly Series[], toY: (value: number) => number): string[] {
  const ends = series
    .map(({ name, slices }, number) => ({ name, number, end: toY(slices.at(-1)?.value.mean ?? 0) }))
    .sort((a, b) => a.end - b.end);
  let above = -Infinity;
  const placed = ends.map((entry) => ({ ...entry, y: (above = Math.max(entry.end, above + LABEL_GAP)) }));
  const overflow = Math.max(0, above - (BOTTOM - 2));
  return placed.flatMap(({ name, number, end, y }) => [
    line([RIGHT - 4, end], [RIGHT + 8, y - overflow], 'leader'),
    label(RIGHT + 12, y - overflow + 4, name, { class: `series-name s${number}` }),
  ]);
}

function marker(number: number, x: number, y: number): string {
  switch (number % 4) {
    case 0:
      return element('circle', { cx: x, cy: y, r: 4.5 });
    case 1:
      return element('rect', { x: x - 3.5, y: y - 3.5, width: 7, height: 7 });
    case 2:
      return element('path', { d: `M${round(x)} ${round(y - 5)}l4.5 8h-9z` });
    default:
      return element('path', { d: `M${round(x)} ${round(y - 5)}l5 5l-5 5l-5-5z` });
  }
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
