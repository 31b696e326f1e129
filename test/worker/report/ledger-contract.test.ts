import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { IdbLedger } from '../../../worker/report/idb-ledger.js';
import type { LedgerStore } from '../../../worker/report/ledger-store.js';
import { addReport, noteRendered, settle } from '../../../worker/report/ledger.js';
import { MemoryLedger } from '../../../worker/report/memory-ledger.js';
import { installFreshIndexedDb } from '../fresh-indexeddb.js';
import { dueLedger, freshLedger, madeRow, START } from './made-ledgers.js';

const made = (number: number, serial = 0) => ({
  serial,
  shop: 'default',
  cut: 10 * (number + 1),
  row: madeRow(number),
  sendAt: START + 5,
  next: { question: 'model', parameter: 0 } as const,
});

describe.each([
  ['MemoryLedger', (): LedgerStore => new MemoryLedger()],
  ['IdbLedger', (): LedgerStore => new IdbLedger('shelfwise-ledger')],
])('every ledger: %s', (_name, createStore) => {
  let store: LedgerStore;
  beforeEach(() => {
    installFreshIndexedDb();
    store = createStore();
  });
  afterEach(() => store.close());

  const create = (state = dueLedger()): Promise<boolean> => store.update(() => ({ state }), true);

  it('is not there until it is created', async () => {
    expect(await store.read()).toBeUndefined();
    expect(await store.rows()).toEqual([]);
    let steps = 0;
    expect(await store.update(() => ((steps += 1), { state: freshLedger() }))).toBe(false);
    expect(steps).toBe(0);
    expect(await store.read()).toBeUndefined();
  });

  it('gives back what was written', async () => {
    expect(await create(freshLedger('__proto__'))).toBe(true);
    expect(await store.read()).toEqual(freshLedger('__proto__'));
  });

  it('writes nothing where a step has nothing to write', async () => {
    await create();
    expect(await store.update(() => undefined)).toBe(false);
    expect(await store.read()).toEqual(dueLedger());
  });

  it('adds a report with its debit, cut, outbox and next question at once, and settles it', async () => {
    await create();
    await store.update((state) => noteRendered(state, 'default', 'cart'));
    expect(await store.update((state) => addReport(state, made(1)))).toBe(true);
    const added = (await store.read())!;
    expect(added).toMatchObject({
      serial: 1,
      lastMadeAt: START,
      next: { question: 'model', parameter: 0 },
      sentBytes: 0,
    });
    expect(added.outbox).toEqual({
      shop: 'default',
      row: madeRow(1),
      sendAt: START + 5,
      attempts: 0,
      notBefore: START + 5,
    });
    expect(added.shops.get('default')).toEqual({ cut: 20, rendered: [] });
    expect(await store.rows()).toEqual([madeRow(1)]);
    await store.update((state) => settle(state, madeRow(1).id, { sentAt: START + 9 }));
    expect(await store.read()).toEqual({ ...added, outbox: null, sentBytes: 256 });
    expect(await store.rows()).toEqual([{ ...madeRow(1), sentAt: START + 9, outcome: 'sent' }]);
  });

  it('takes one of many reports that are begun at once', async () => {
    await create();
    const { serial } = (await store.read())!;
    const added = await Promise.all(
      Array.from({ length: 10 }, (_, k) => store.update((state) => addReport(state, made(k, serial)))),
    );
    expect(added.filter(Boolean)).toHaveLength(1);
    expect(await store.rows()).toHaveLength(1);
  });

  it('shows every step the state as the one before left it', async () => {
    await create();
    const scenarios = ['cart', 'similar', 'trending', 'for-you'] as const;
    await Promise.all(scenarios.map((scenario) => store.update((state) => noteRendered(state, 'default', scenario))));
    expect(new Set((await store.read())!.shops.get('default')!.rendered)).toEqual(new Set(scenarios));
  });

  it('is gone after clear, and can be created anew', async () => {
    await create();
    await store.update((state) => addReport(state, made(1)));
    await store.clear();
    expect(await store.read()).toBeUndefined();
    expect(await store.rows()).toEqual([]);
    await create(freshLedger('toys'));
    expect((await store.read())!.shops.has('toys')).toBe(true);
    expect(await store.rows()).toEqual([]);
  });
});
