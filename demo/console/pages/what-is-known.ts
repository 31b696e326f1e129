import { toTextCell, type Table } from '../table.js';

/** docs/privacy.md has the reasons. */
const PAIRS: readonly (readonly [about: string, known: string, cannot: string])[] = [
  [
    'Products',
    'The share of devices that looked at each product, where it stands out of the noise and of 50 reports',
    'What any one shopper looked at; products few looked at; which were looked at together',
  ],
  ['Categories', 'The share of each category', 'Searches, ratings, quantities, prices paid'],
  [
    'Rows',
    'How far devices followed each kind of row: rendered, seen, clicked, added, bought; on how many of them a product in it was dismissed',
    'Which products stood in a row, which of them were dismissed, how many by one shopper',
  ],
  ['Models', 'Which of two models foresees more', 'What either showed to whom'],
  ['Signals', 'Which kind of signal should count for more', 'Any shopper’s profile, segment or list'],
  [
    'Shoppers',
    'How many reports came in a week',
    'Who sent one, from where, with what browser, when within the week; whether two came from the same browser',
  ],
];

export const CANNOT_KNOW: Table = {
  name: 'what-the-shop-knows',
  caption: 'What the shop may know, and what it cannot',
  columns: [{ title: 'About' }, { title: 'May know, from reports' }, { title: 'Cannot know' }],
  rows: PAIRS.map((texts) => texts.map(toTextCell)),
};
