import type { ItemFeatures, Summary, UserFeatures } from './ingestion.js';

/** How the counts are spread over items and over users, by kind; kinds that never occur are left out. */
export function summariseFeatures(items: ItemFeatures, users: UserFeatures): Record<string, Summary> {
  const columns: readonly (readonly [string, Uint32Array])[] = [
    ['views an item', items.views],
    ['carts an item', items.carts],
    ['purchases an item', items.purchases],
    ['users an item', items.users],
    ['views a user', users.views],
    ['carts a user', users.carts],
    ['purchases a user', users.purchases],
  ];
  const entries = columns.map(([name, values]): [string, Summary] => [name, summarise(values)]);
  return Object.fromEntries(entries.filter(([, summary]) => summary.max > 0));
}

function summarise(values: Uint32Array): Summary {
  const sorted = values.slice().sort();
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { min: at(0), median: at(0.5), p90: at(0.9), max: at(1) };
}
