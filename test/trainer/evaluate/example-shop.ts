import { createRandom } from '../../../core/random.js';
import type { Catalog, History } from '../../../trainer/history.js';
import { buildHistory, type Row } from './build-history.js';

const DAY = 86_400;

/** A made-up shop: users like one of five categories, and each month has its own bestsellers. Seeded. */
export function exampleShop(options: { users: number; items: number; seed: number }): {
  history: History;
  catalog: Catalog;
} {
  const random = createRandom(options.seed);
  const ids = Array.from({ length: options.items }, (_, i) => `item-${String(i).padStart(4, '0')}`);
  const categoryOf = (i: number): number => i % 5;
  const rows: Row[] = [];
  for (let u = 0; u < options.users; u++) {
    const taste = random.int(5);
    let time = 1_700_000_000 + random.int(90 * DAY);
    for (let n = 1 + random.int(12); n > 0; n--) {
      const month = Math.floor(time / (30 * DAY));
      const popular = Math.floor(options.items * random.next() ** 3 + month * 17) % options.items;
      const item = random.next() < 0.7 ? popular - categoryOf(popular) + taste : popular;
      const event = random.next() < 0.5 ? 'view_item' : 'purchase';
      rows.push({ user: `user-${u}`, item: ids[Math.min(item, options.items - 1)]!, time, event });
      time += random.int(6 * DAY);
    }
  }
  const history = buildHistory(rows, { items: ids });
  const items = history.itemIds.map((item_id, i) => ({ item_id, item_category: `Category ${categoryOf(i)}` }));
  return { history, catalog: { items, priceDecile: new Uint8Array(items.length) } };
}
