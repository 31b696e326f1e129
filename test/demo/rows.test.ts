import { describe, expect, it } from 'vitest';
import { planRows, type RowPlan } from '../../demo/app/row-plan.js';
import { createRows, layRows } from '../../demo/app/rows.js';
import { parseCatalog } from '../../demo/shop/catalog.js';
import type { Recommendation } from '../../src/index.js';

const ids = Array.from({ length: 40 }, (_, index) => `p${String(index)}`);
const catalog = parseCatalog(
  ids.map((item_id, index) => ({ item_id, item_name: `Lamp ${item_id}`, review_count: 100 - index })),
);

function recommend(kind: Recommendation['reason']['kind'], ...items: string[]): Recommendation[] {
  const reason = { kind, text: 'Popular now', ...(kind === 'because-you-viewed' && { itemId: 'p0' }) };
  return items.map((id) => ({ id, values: {}, score: 1, source: 'factors', reason }));
}

const home = planRows({ route: { kind: 'home' }, catalog, cart: [{ id: 'p3', quantity: 1 }] });

describe('the storefront’s rows', () => {
  it('are the shop’s own until their elements have lists, and leave out what rows above show', () => {
    const [forYou, trending] = layRows(home, new Map(), catalog);
    expect([forYou?.title, forYou?.why, forYou?.isOwn]).toEqual(['Bestsellers', 'The same for everyone', false]);
    expect(forYou?.exclude).toEqual(['p3']);
    expect(trending?.exclude).toEqual(forYou?.plan.otherwise.products.map(({ id }) => id));
    expect(trending?.exclude).toHaveLength(12);
  });

  it('say why once they have lists, and hand on what those show', () => {
    const key = layRows(home, new Map(), catalog)[0]!.key;
    const [forYou, trending] = layRows(home, new Map([[key, recommend('because-you-viewed', 'p30', 'p31')]]), catalog);
    expect([forYou?.title, forYou?.why, forYou?.isOwn]).toEqual(['For you', 'Because you looked at Lamp p0', true]);
    expect(trending?.exclude).toEqual(['p30', 'p31']);
  });

  it('call nothing a trend that is only popular', () => {
    const key = layRows(home, new Map(), catalog)[1]!.key;
    const titleOf = (kind: 'trending' | 'popular'): string | undefined =>
      layRows(home, new Map([[key, recommend(kind, 'p30')]]), catalog)[1]?.title;
    expect([titleOf('trending'), titleOf('popular')]).toEqual(['Trending now', 'Chosen most']);
  });

  it('keep their lists as long as they stay on the page', () => {
    let changes = 0;
    const rows = createRows({ catalog, onChange: () => changes++ });
    const planOf = (id: string): RowPlan[] => planRows({ route: { kind: 'product', id }, catalog, cart: [] });
    rows.show(planOf('p0'));
    for (const { key } of rows.list()) rows.tell(key, recommend('popular', 'p30'));
    expect([changes, rows.list().map(({ isOwn }) => isOwn)]).toEqual([2, [true, true]]);
    rows.show(planOf('p1'));
    expect(rows.list().map(({ plan, isOwn }) => [plan.id, isOwn])).toEqual([
      ['product', false],
      ['product-for-you', true],
    ]);
    rows.tell('of a page that is gone', recommend('popular', 'p30'));
    expect(rows.list().map(({ isOwn }) => isOwn)).toEqual([false, true]);
  });
});
