import type { Interval } from '../../core/metrics/bootstrap.js';
import { formatSigned, formatValue } from './report-format.js';
import { drawing, element, formatTick, label, line, niceTicks } from './svg.js';

/** One row of a plot: a ranker's value. */
export interface PlotRow {
  readonly name: string;
  readonly value: Interval;
}

const WIDTH = 480;
const NAME_WIDTH = 218;
const VALUE_WIDTH = 64;
const ROW_HEIGHT = 26;
const AXIS_HEIGHT = 24;
const LEFT = NAME_WIDTH + 10;
const RIGHT = WIDTH - VALUE_WIDTH;

/** Horizontal bars from 0 with their intervals. @param accent the place of the row in the accent colour. Default: the first. */
export function plotBars(title: string, rows: readonly PlotRow[], accent = 0): string {
  const ticks = niceTicks(0, Math.max(...rows.map(({ value }) => value.high), 1e-4));
  const toX = (value: number): number => LEFT + ((RIGHT - LEFT) * value) / ticks.at(-1)!;
  const bars = rows.map(({ name, value }, i) => {
    const y = i * ROW_HEIGHT + ROW_HEIGHT / 2;
    const kind = i === accent ? 'first' : 'other';
    return [
      label(NAME_WIDTH, y + 4, name, { class: `name ${kind}`, 'text-anchor': 'end' }),
      element('rect', {
        x: LEFT,
        y: y - 7,
        width: Math.max(toX(value.mean) - LEFT, 1),
        height: 14,
        class: `bar ${kind}`,
      }),
      whisker(toX(value.low), toX(value.high), y),
      label(WIDTH, y + 4, formatValue(value.mean), { class: `figure ${kind}`, 'text-anchor': 'end' }),
    ].join('');
  });
  const height = rows.length * ROW_HEIGHT;
  return drawing(
    { width: WIDTH, height: height + AXIS_HEIGHT, kind: 'bars', title },
    ...axis(ticks, toX, height),
    ...bars,
  );
}

/** Differences with their intervals around a line at 0: right of it the first ranker is better. */
export function plotDifferences(title: string, rows: readonly PlotRow[]): string {
  const low = Math.min(0, ...rows.map(({ value }) => value.low));
  const ticks = niceTicks(low, Math.max(0, ...rows.map(({ value }) => value.high)));
  const [least, most] = [ticks[0]!, ticks.at(-1)!];
  const toX = (value: number): number => LEFT + ((RIGHT - LEFT) * (value - least)) / (most - least);
  const height = rows.length * ROW_HEIGHT;
  const marks = rows.map(({ name, value }, i) => {
    const y = i * ROW_HEIGHT + ROW_HEIGHT / 2;
    const kind = value.low > 0 ? 'first' : 'other';
    return [
      label(NAME_WIDTH, y + 4, name, { class: 'name other', 'text-anchor': 'end' }),
      whisker(toX(value.low), toX(value.high), y),
      element('circle', { cx: toX(value.mean), cy: y, r: 4.5, class: `dot ${kind}` }),
      label(WIDTH, y + 4, formatSigned(value.mean), { class: 'figure other', 'text-anchor': 'end' }),
    ].join('');
  });
  const zero = line([toX(0), 0], [toX(0), height], 'zero');
  return drawing(
    { width: WIDTH, height: height + AXIS_HEIGHT, kind: 'bars', title },
    ...axis(ticks, toX, height),
    zero,
    ...marks,
  );
}

function axis(ticks: readonly number[], toX: (value: number) => number, height: number): string[] {
  return ticks.flatMap((tick) => [
    line([toX(tick), 0], [toX(tick), height], 'grid'),
    label(toX(tick), height + 16, formatTick(tick), { class: 'tick', 'text-anchor': 'middle' }),
  ]);
}

function whisker(from: number, to: number, y: number): string {
  return [
    line([from, y], [to, y], 'whisker'),
    line([from, y - 4], [from, y + 4], 'whisker'),
    line([to, y - 4], [to, y + 4], 'whisker'),
  ].join('');
}
