import { describe, expect, it } from 'vitest';
import { ingestText, HEADER, sum, toRows } from './shop-folder.js';
import { CancellationNetting } from '../../../trainer/ingest/cancellations.js';

const WIDE = `${HEADER},quantity,price,session_id`;
const OTHER = 'z,z,view_item,2024-01-01T00:00:00Z,,,';

async function filteredOf(...rows: string[]): Promise<Record<string, number>> {
  const { report } = await ingestText([WIDE, OTHER, ...rows].join('\n'));
  expect(report.rowsIn).toBe(report.rowsUsed + sum(report.filtered));
  return report.filtered;
}

const at = (second: number): string => `2024-03-01T10:00:${String(second).padStart(2, '0')}Z`;

describe('rules for rows that are well-formed', () => {
  it.each([
    ['missing-user', `,i,purchase,${at(0)},1,2,`],
    ['missing-user', `undefined,i,purchase,${at(0)},1,2,`],
    ['no-item-event', `u,,search,${at(0)},,,`],
    ['no-item-event', `u,,view_cart,${at(0)},,,`],
    ['non-product', `u,POST,purchase,${at(0)},1,2,`],
    ['non-product', `u,gift_card 25,purchase,${at(0)},1,2,`],
    ['non-product', `u,Bank Charges,purchase,${at(0)},1,2,`],
    ['non-product', `u,AMAZONFEE,purchase,${at(0)},1,2,`],
    ['non-product', `u,Adjustment,purchase,${at(0)},1,2,`],
    ['cancellation', `u,i,refund,${at(0)},1,2,`],
    ['cancellation', `u,i,purchase,${at(0)},-1,2,`],
    ['zero-quantity', `u,i,purchase,${at(0)},0,2,`],
    ['negative-price', `u,i,purchase,${at(0)},1,-2,`],
    ['zero-price', `u,i,purchase,${at(0)},1,0,`],
  ])('filter it as %s: %s', async (rule, row) => {
    expect(await filteredOf(row)).toEqual({ [rule]: 1 });
  });

  it.each([
    ['a view of a free item', `u,i,view_item,${at(0)},,0,`],
    ['a purchase without a price', `u,i,purchase,${at(0)},1,,`],
    ['a product named like a fee', `u,gift-card-holder,purchase,${at(0)},1,2,`],
    ['a product with a short code', `u,M,purchase,${at(0)},1,2,`],
    ['a row with only a session', `,i,view_item,${at(0)},,,s1`],
    ['a search for an item', `u,i,search,${at(0)},,,`],
  ])('keep %s', async (_, row) => {
    expect(await filteredOf(row)).toEqual({});
  });

  it('filter rows equal in everything but the first, and keep those that differ in anything', async () => {
    const row = `u,i,view_item,${at(0)},,,`;
    expect(await filteredOf(row, row, row)).toEqual({ duplicate: 2 });
    expect(
      await filteredOf(row, `u,i,view_item,${at(1)},,,`, `u,j,view_item,${at(0)},,,`, `u,i,select_item,${at(0)},,,`),
    ).toEqual({});
    expect(
      await filteredOf(`u,i,purchase,${at(0)},1,2,a`, `u,i,purchase,${at(0)},2,2,a`, `u,i,purchase,${at(0)},1,2,b`),
    ).toEqual({});
  });

  it('filter a purchase that was returned, and only then', async () => {
    const returned = await ingestText(
      [WIDE, OTHER, `u,i,purchase,${at(1)},3,2,`, `u,i,purchase,${at(2)},2,2,`, `u,i,refund,${at(3)},-2,2,`].join('\n'),
    );
    expect(returned.report.filtered).toEqual({ cancellation: 1, cancelled: 1 });
    expect(toRows(returned)[0]).toContain('u i purchase');
    expect(await filteredOf(`u,i,purchase,${at(1)},3,2,`, `u,i,purchase,${at(2)},-1,2,`)).toEqual({ cancellation: 1 });
    expect(await filteredOf(`u,i,purchase,${at(3)},1,2,`, `u,i,refund,${at(2)},1,2,`)).toEqual({ cancellation: 1 });
    expect(await filteredOf(`u,i,purchase,${at(1)},1,2,`, `v,i,refund,${at(2)},1,2,`)).toEqual({ cancellation: 1 });
  });

  it('say how many returns were partial or had no purchase', async () => {
    const { report } = await ingestText(
      [WIDE, OTHER, `u,i,purchase,${at(1)},3,2,`, `u,i,refund,${at(3)},1,2,`, `u,j,refund,${at(4)},1,2,`].join('\n'),
    );
    expect(report.notes).toEqual({ 'purchase returned in part': 1, 'cancellation without its purchase': 1 });
  });
});

describe('bots', () => {
  const views = (user: string, count: number, second: (k: number) => number): string[] =>
    Array.from(
      { length: count },
      (_, k) => `${user},i${String(k % 400)},view_item,${String(1_700_000_000 + second(k))},,,`,
    );

  it('are users who open a page a second for a long time and want nothing', async () => {
    expect(await filteredOf(...views('bot', 1100, (k) => k))).toEqual({ bot: 1100 });
  });

  it('are users who view as evenly as a clock', async () => {
    expect(await filteredOf(...views('bot', 1100, (k) => k * 60))).toEqual({ bot: 1100 });
  });

  it('are users who view as evenly as a clock on several nights', async () => {
    const nights = views('bot', 1200, (k) => (k % 400) * 3 + Math.floor(k / 400) * 86_400);
    expect(await filteredOf(...nights)).toEqual({ bot: 1200 });
  });

  it('are not people who view a lot', async () => {
    const rows = views('u', 1500, (k) => k * 40 + (k % 11) ** 3);
    expect(await filteredOf(...rows)).toEqual({});
  });

  it('are not users who put something into the cart, nor those of a clock of whole days', async () => {
    expect(await filteredOf(...views('u', 1100, (k) => k), `u,i1,add_to_cart,1700002000,1,2,`)).toEqual({});
    const days = Array.from({ length: 1100 }, (_, k) => `u,i${String(k)},view_item,2024-01-01,,,`);
    expect(await filteredOf(...days)).toEqual({});
  });
});

describe('resellers', () => {
  const buys = (user: string, count: number): string[] =>
    Array.from({ length: count }, (_, k) => `${user},i${String(k % 300)},purchase,${String(1_700_000_000 + k)},1,2,`);

  it('are accounts that buy 50 times what nearly all do, and more than 5,000 times', async () => {
    const others = Array.from({ length: 200 }, (_, u) => buys(`u${String(u)}`, 5)).flat();
    expect(await filteredOf(...buys('reseller', 5001), ...others)).toEqual({ reseller: 5001 });
    expect(await filteredOf(...buys('good customer', 4999), ...others)).toEqual({});
  });

  it('are never seen in a set of a few users', async () => {
    expect(await filteredOf(...buys('only', 6000))).toEqual({});
  });
});

describe('netting cancellations', () => {
  const run = (...rows: [pos: number, quantity: number, orderKey?: number][]): CancellationNetting => {
    const netting = new CancellationNetting();
    for (const [pos, quantity, orderKey = 0] of rows) {
      netting.add({ pos, pair: 0, quantity: Math.abs(quantity), isCancellation: quantity < 0, orderKey });
    }
    netting.finish();
    return netting;
  };

  it('takes back the latest first, over several purchases', () => {
    expect(run([1, 4], [2, 6], [3, -8])).toMatchObject({ cancelled: [2], partial: 1, unmatched: 0 });
    expect(run([1, 4], [2, 6], [3, -10])).toMatchObject({ cancelled: [2, 1], partial: 0 });
    expect(run([1, 4], [2, 6], [3, -99])).toMatchObject({ cancelled: [2, 1], unmatched: 0 });
  });

  it('takes back the named order first', () => {
    expect(run([1, 2, 7], [2, 2, 8], [3, -2, 7]).cancelled).toEqual([1]);
    expect(run([1, 2, 7], [2, 2, 8], [3, -2, 9]).cancelled).toEqual([2]);
  });

  it('takes back one whole purchase where no quantity is known', () => {
    const netting = new CancellationNetting();
    netting.add({ pos: 1, pair: 0, quantity: 5, isCancellation: false, orderKey: 0 });
    netting.add({ pos: 2, pair: 0, quantity: Number.NaN, isCancellation: true, orderKey: 0 });
    netting.add({ pos: 3, pair: 1, quantity: Number.NaN, isCancellation: true, orderKey: 0 });
    expect(netting).toMatchObject({ cancelled: [1], unmatched: 1 });
  });
});
