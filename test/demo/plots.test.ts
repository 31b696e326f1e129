import { describe, expect, it } from 'vitest';
import type { Estimated, WeekLine } from '../../demo/plots/plot-spec.js';
import { toEstimateText, toPercentTick, toShortDay } from '../../demo/plots/plot-words.js';
import { namesWidth, ticksTo, topOfScatter, topOfTruth } from '../../demo/plots/share-scales.js';
import { labelledWeeks, levelsTo, spreadLabels, toLineRows, topOfWeeks } from '../../demo/plots/weeks-layout.js';

const told = (value: number, side = 0.01): Estimated => ({ value, low: value - side, high: value + side });
const lineOf = (...points: WeekLine['points']): WeekLine => ({ name: 'saw it', points });

describe('a line over weeks', () => {
  it('breaks where nobody reported, and marks weeks that stand alone', () => {
    const { rows, lone } = toLineRows(
      lineOf(told(0.2), undefined, told(0.3), told(0.4), undefined, undefined, told(0.1)),
    );
    expect(rows.map(({ value }) => value)).toEqual([0.2, NaN, 0.3, 0.4, NaN, NaN, 0.1]);
    expect(rows.map(({ low }) => Number.isNaN(low))).toEqual([false, true, false, false, true, true, false]);
    expect(lone.map(({ week }) => week)).toEqual([0, 6]);
  });

  it('is blank without reports', () => {
    const { rows, lone } = toLineRows(lineOf(undefined, undefined));
    expect(rows.every(({ value }) => Number.isNaN(value))).toBe(true);
    expect(lone).toEqual([]);
  });

  it('has room for its values always, for its band up to twice the largest value', () => {
    expect(topOfWeeks([lineOf(told(0.3, 0.08))])).toBe(0.4);
    expect(topOfWeeks([lineOf(told(0.09, 0.5))])).toBe(0.2);
    expect(topOfWeeks([lineOf(told(0.97, 0.2))])).toBe(1);
    expect(topOfWeeks([lineOf(told(0.05, 0.01)), lineOf(undefined, told(0.5, 0.02))])).toBe(0.6);
    expect(topOfWeeks([lineOf(undefined)])).toBe(0.01);
    expect(levelsTo(0.4)).toEqual([0, 0.1, 0.2, 0.30000000000000004, 0.4]);
  });

  it('names the last week and as many before it as have room', () => {
    expect(labelledWeeks(13, 360, 56)).toEqual([0, 3, 6, 9, 12]);
    expect(labelledWeeks(13, 160, 56)).toEqual([2, 7, 12]);
    expect(labelledWeeks(1, 300, 56)).toEqual([0]);
  });
});

describe('names at the ends of lines', () => {
  const place = (...wanted: number[]) => spreadLabels(wanted, { top: 10, bottom: 100, gap: 15 });

  it('stay where they are when they are far enough apart', () => {
    expect(place(80, 20)).toEqual([80, 20]);
  });

  it('move apart, in the order of their lines', () => {
    expect(place(52, 50)).toEqual([65, 50]);
  });

  it('stay within the plot', () => {
    expect(place(100, 99)).toEqual([100, 85]);
    expect(place(2)).toEqual([10]);
  });
});

describe('scales of shares', () => {
  it('of a scatter are one for both axes, with round ticks within it', () => {
    const most = topOfScatter([
      { name: 'a', x: 0.02, ...told(0.01) },
      { name: 'b', x: 0.001, ...told(0.03) },
    ]);
    expect(most).toBeCloseTo(0.0345, 10);
    expect(ticksTo(most)).toEqual([0, 0.002, 0.005, 0.01, 0.02]);
    expect(ticksTo(0.16)).toEqual([0, 0.01, 0.02, 0.05, 0.1]);
    expect(ticksTo(0.05).at(-1)).toBe(0.05);
    expect(topOfScatter([])).toBeGreaterThan(0);
  });

  it('of truths hold every bar, every dot, and intervals up to half as much again', () => {
    const rows = [
      { name: 'a', truth: 0.4, ...told(0.35, 0.02) },
      { name: 'b', truth: 0.1, ...told(0.38, 0.06) },
    ];
    expect(topOfTruth(rows)).toBeCloseTo(0.44, 10);
    expect(topOfTruth([{ name: 'a', truth: 0.4, ...told(0.3, 2) }])).toBeCloseTo(0.6, 10);
    expect(topOfTruth([])).toBeGreaterThan(0);
  });

  it('leave names as much room as the longest needs, and no more than a part', () => {
    const names = ['Kitchen', 'Outdoor living'];
    expect(namesWidth(names, { letter: 7, most: 200 })).toBe(98);
    expect(namesWidth(names, { letter: 7, most: 90 })).toBe(90);
    expect(namesWidth([], { letter: 7, most: 90 })).toBe(0);
  });
});

it('writes shares, intervals and days as the tables do', () => {
  expect([0, 0.005, 0.0075, 0.12, 1].map(toPercentTick)).toEqual(['0 %', '0.5 %', '0.8 %', '12 %', '100 %']);
  expect(toEstimateText({ value: 0.094, low: -0.002, high: 0.19 })).toBe('9.4 % (−0.2 to 19.0 %)');
  expect(toShortDay('2026-11-02')).toBe('2 Nov');
});
