import type { ExposureCell } from './evaluation-result.js';
import { formatCount } from './report-format.js';
import { drawing, element, formatTick, label, line } from './svg.js';

const SIZE = 250;
const LEFT = 46;
const RIGHT = SIZE - 22;
const TOP = 12;
const BOTTOM = SIZE - 44;
/** Room between the axes and 0, so that bubbles do not cover the figures. */
const PADDING = 14;
const LARGEST_RADIUS = 12;

/** The largest values over all drawings of a row, so that they share their axes. */
export interface ExposureScale {
  readonly popularity: number;
  readonly exposures: number;
  readonly items: number;
}

export function toExposureScale(cells: readonly ExposureCell[]): ExposureScale {
  return {
    popularity: Math.max(1, ...cells.map(({ popularity }) => popularity)),
    exposures: Math.max(1, ...cells.map(({ exposures }) => exposures)),
    items: Math.max(1, ...cells.map(({ items }) => items)),
  };
}

/**
 * How often items were recommended against how many users had them, both on a logarithmic scale that starts at 0. A
 * bubble's area is a number of items.
 */
export function plotExposure(title: string, cells: readonly ExposureCell[], scale: ExposureScale): string {
  const toShare = (value: number, largest: number): number => Math.log2(1 + value) / Math.log2(1 + 1.5 * largest);
  const toX = (value: number): number => LEFT + PADDING + (RIGHT - LEFT - PADDING) * toShare(value, scale.popularity);
  const toY = (value: number): number => BOTTOM - PADDING - (BOTTOM - PADDING - TOP) * toShare(value, scale.exposures);
  const horizontal = tickValues(scale.popularity).flatMap((value) => [
    line([toX(value), TOP], [toX(value), BOTTOM], 'grid'),
    label(toX(value), BOTTOM + 16, formatTick(value), { class: 'tick', 'text-anchor': 'middle' }),
  ]);
  const vertical = tickValues(scale.exposures).flatMap((value) => [
    line([LEFT, toY(value)], [RIGHT, toY(value)], 'grid'),
    label(LEFT - 6, toY(value) + 4, formatTick(value), { class: 'tick', 'text-anchor': 'end' }),
  ]);
  const bubbles = cells.map(({ popularity, exposures, items }) =>
    element(
      'circle',
      {
        cx: toX(popularity),
        cy: toY(exposures),
        r: Math.max(2, LARGEST_RADIUS * Math.sqrt(items / scale.items)),
        class: 'bubble',
      },
      element(
        'title',
        {},
        `${formatCount(items)} items had by about ${popularity} users, shown about ${exposures} times`,
      ),
    ),
  );
  return drawing(
    { width: SIZE, height: SIZE, kind: 'bubbles', title },
    ...horizontal,
    ...vertical,
    ...bubbles,
    label((LEFT + RIGHT) / 2, BOTTOM + 35, 'users who had the item', { class: 'tick', 'text-anchor': 'middle' }),
  );
}

/** 0 and powers of ten, of a hundred where there are many. */
function tickValues(largest: number): number[] {
  const powers = Math.floor(Math.log10(1.5 * largest));
  const step = powers > 4 ? 2 : 1;
  return [0, ...Array.from({ length: Math.floor(powers / step) + 1 }, (_, i) => 10 ** (i * step))];
}
