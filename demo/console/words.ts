import type { Question } from '../../core/privacy/questions.js';
import type { Scenario } from '../../core/scenarios.js';

/** `rowsIn` and `too_many_events` as a person writes them: `Rows in`, `Too many events`. */
export function toWords(name: string): string {
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Counts with separators, fractions with four digits, small rates in full. */
export function toFigure(value: number): string {
  if (Number.isInteger(value)) return value.toLocaleString('en-GB');
  return value.toLocaleString('en-GB', { maximumSignificantDigits: 4 });
}

export function toShare(part: number, whole: number): string {
  if (whole === 0 || part === 0) return '0 %';
  const percent = (100 * part) / whole;
  return percent < 0.1 ? '< 0.1 %' : `${percent.toFixed(percent < 10 ? 1 : 0)} %`;
}

export function toKilobytes(bytes: number): string {
  return `${(bytes / 1000).toLocaleString('en-GB', { maximumFractionDigits: bytes < 10_000 ? 1 : 0 })} kB`;
}

export function toDay(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : date.toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
}

/** Rows as people call them. */
export const PLACEMENT_WORDS: Readonly<Record<Scenario, string>> = {
  'for-you': 'For you',
  similar: 'Similar products',
  'viewed-together': 'Viewed together',
  'bought-together': 'Bought together',
  cart: 'Goes with the cart',
  'buy-again': 'Buy it again',
  'recently-viewed': 'Recently viewed',
  'because-you-viewed': 'Because you viewed',
  trending: 'Trending',
  bestsellers: 'Bestsellers',
  rerank: 'Order of category and search pages',
};

export const QUESTION_NAMES: Readonly<Record<Question, string>> = {
  item: 'Which product was looked at?',
  category: 'Which category?',
  placement: 'How far was a row followed?',
  model: 'Did the model foresee the next product?',
  weight: 'Should a kind of signal count for more?',
  dismissal: 'In which row was a product dismissed?',
};
