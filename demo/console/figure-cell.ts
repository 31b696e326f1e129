import { html, type TemplateResult } from 'lit-html';
import type { Figure } from '../../core/privacy/publish/aggregates.js';
import { isKnown, isTelling, toInterval, weeksToTell } from './estimates.js';
import type { Cell } from './table.js';

/** What a figure becomes in a file: all of it, however noisy. */
const FIGURE_CSV = ['value', 'standard error', 'low', 'high', 'reports'] as const;

export function figureColumns(title: string): readonly string[] {
  return FIGURE_CSV.map((name) => `${title}: ${name}`);
}

/** A share with its 95 % interval, or how long until there is one that says something. @param perWeek reports a week. */
export function toShareCell(figure: Figure, perWeek: number): Cell {
  if (!isKnown(figure)) {
    return {
      shown: html`<span class="waits">${toWaiting(figure, perWeek)}</span>`,
      csv: [null, null, null, null, figure.n],
    };
  }
  const [low, high] = toInterval(figure);
  const csv = [figure.value, figure.standardError, low, high, figure.n];
  if (!isTelling(figure)) return { shown: html`<span class="waits">${toWaiting(figure, perWeek)}</span>`, csv };
  return { shown: renderFigure(figure.value, [low, Math.min(1, high)]), csv };
}

/** Breaks, where it must, between the ends of the interval. */
export function renderFigure(value: number, [low, high]: readonly [number, number]): TemplateResult {
  return html`<span class="figure">${toPercent(value)}</span>
    <span class="interval"
      ><span class="whole">${toPercent(low)} to</span> <span class="whole">${toPercent(high)}</span></span
    >`;
}

/** A difference is shown however small: that it may be nothing is what its interval says. */
export function toPointsText(value: number): string {
  return `${value < 0 ? '−' : '+'}${(100 * Math.abs(value)).toFixed(1)}`;
}

export function toPercent(share: number): string {
  const percent = 100 * share;
  return `${percent.toFixed(Math.abs(percent) < 10 ? 1 : 0)} %`;
}

const MOST_WEEKS = 520;

function toWaiting(figure: Figure, perWeek: number): string {
  if (figure.n === 0) return 'no reports yet';
  const more = isKnown(figure) ? weeksToTell(figure, perWeek) : undefined;
  if (more === undefined) return 'not enough reports yet';
  if (more.weeks > MOST_WEEKS) return 'not enough reports yet: not within ten years at this rate';
  const weeks = `${more.weeks.toLocaleString('en-GB')} more ${more.weeks === 1 ? 'week' : 'weeks'}`;
  return `not enough reports yet: ${more.atLeast ? 'at least' : 'about'} ${weeks}`;
}
