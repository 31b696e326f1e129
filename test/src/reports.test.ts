import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TrackedShopEvent } from '../../core/protocol.js';
import { createRecommender, type Recommender, type RecommenderOptions } from '../../src/index.js';

const LEDGER = { reports: [], next: '2026-12-06T00:00:00.000Z', spent: { week: 0, all: 0 } };
const ANSWERS: Readonly<Record<string, unknown>> = {
  hello: 1,
  ledger: LEDGER,
  recommend: { recommId: 'r', recomms: [] },
};

interface Call {
  readonly id: string;
  readonly path: readonly [string];
  readonly argumentList: readonly { readonly value: unknown }[];
}

let calls: { name: string; args: unknown[] }[];
const open: Recommender[] = [];

/** A page whose worker answers everything and notes what it was asked. */
beforeEach(() => {
  calls = [];
  class Worker extends EventTarget {
    postMessage({ id, path: [name], argumentList }: Call): void {
      calls.push({ name, args: argumentList.map(({ value }) => value) });
      const value = { ok: true, value: ANSWERS[name] ?? { mode: 'session', sentBytes: 0 } };
      queueMicrotask(() => this.dispatchEvent(new MessageEvent('message', { data: { id, type: 'RAW', value } })));
    }
    terminate(): void {
      // It has no thread.
    }
  }
  vi.stubGlobal('Worker', Worker);
  vi.stubGlobal('origin', 'https://shop.example');
  vi.stubGlobal('navigator', {});
  vi.stubGlobal('document', {
    baseURI: 'https://shop.example/a/',
    readyState: 'loading',
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  });
  vi.stubGlobal('addEventListener', () => undefined);
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((recommender) => recommender.close()));
  vi.unstubAllGlobals();
});

function create(options: Partial<RecommenderOptions> = {}): Recommender {
  const recommender = createRecommender({ model: '/model/latest.json', workerUrl: '/worker.js', ...options });
  open.push(recommender);
  return recommender;
}

const opened = (): unknown => calls.find(({ name }) => name === 'open')?.args[0];
const tracked = (): TrackedShopEvent[] =>
  calls.filter(({ name }) => name === 'track').flatMap(({ args }) => args[0] as TrackedShopEvent[]);
const marks = (): string[] =>
  tracked().map(
    ({ eligible, guest, items }) => `${items[0]!.item_id}${eligible ? ' eligible' : ''}${guest ? ' guest' : ''}`,
  );
const view = (recommender: Recommender, item_id: string): void =>
  recommender.track({ event_name: 'view_item', items: [{ item_id }] });
const ALL = { personalization: true, storage: true, aggregates: true };

describe('the address of the reports', () => {
  it.each([
    ['/v1/reports', 'https://shop.example/v1/reports'],
    ['https://reports.example/v1/reports', 'https://reports.example/v1/reports'],
    ['http://localhost:8787/v1/reports', 'http://localhost:8787/v1/reports'],
    ['http://127.0.0.1:8787/v1/reports', 'http://127.0.0.1:8787/v1/reports'],
  ])('may be %s', async (reports, reportsUrl) => {
    await create({ reports, sensitiveCategories: ['Health'] }).status();
    await create({ reports, sensitiveCategories: ['Health'] }).recommendItemsToUser(1);
    expect(opened()).toMatchObject({ reportsUrl, sensitiveCategories: ['Health'] });
  });

  it.each([
    'http://reports.example/v1/reports',
    'https://reports.example/v1/reports?shopper=1',
    'https://reports.example/v1/reports#1',
    'https://user:secret@reports.example/v1/reports',
    'data:text/plain,x',
    'https://',
  ])('may not be %s', (reports) => {
    expect(() => create({ reports })).toThrow(expect.objectContaining({ code: 'request/bad-option' }) as Error);
  });

  it('is left out where the shop names none', async () => {
    await create().recommendItemsToUser(1);
    expect(opened()).not.toHaveProperty('reportsUrl');
    expect(() => create({ sensitiveCategories: 'Health' as never })).toThrow(/sensitiveCategories/);
  });
});

describe('an event', () => {
  it('carries what was allowed when it was tracked, not when the worker came', async () => {
    const recommender = create();
    view(recommender, 'before');
    await recommender.setConsent(ALL);
    view(recommender, 'with');
    await recommender.setGuestMode(true);
    view(recommender, 'guest');
    await recommender.recommendItemsToUser(1);
    await recommender.setConsent({ aggregates: false });
    view(recommender, 'after');
    await recommender.recommendItemsToUser(1);
    expect(marks()).toEqual(['before', 'with eligible', 'guest guest', 'after guest']);
  });

  it('of a guest that waits for the worker is dropped when guest mode ends, and no other', async () => {
    const recommender = create();
    view(recommender, 'own');
    await recommender.setGuestMode(true);
    view(recommender, 'guest');
    await recommender.setGuestMode(false);
    view(recommender, 'later');
    await recommender.recommendItemsToUser(1);
    expect(marks()).toEqual(['own', 'later']);
    expect(opened()).toMatchObject({ guest: false });
  });
});

describe('guest mode and the ledger', () => {
  it('reach the worker, and a worker that starts later opens in guest mode', async () => {
    const recommender = create();
    expect(await recommender.setGuestMode(true)).toBe(true);
    expect(calls).toEqual([]);
    expect(await recommender.ledger()).toEqual(LEDGER);
    expect(opened()).toMatchObject({ guest: true });
    expect(await recommender.setGuestMode(false)).toBe(true);
    expect(calls.at(-1)).toEqual({ name: 'setGuestMode', args: [false] });
    await recommender.setGuestMode('yes' as never);
    expect(calls.at(-1)).toEqual({ name: 'setGuestMode', args: [false] });
  });

  it('are empty on a server, and refuse after close', async () => {
    const closed = create();
    await closed.close();
    await expect(closed.ledger()).rejects.toMatchObject({ code: 'request/closed' });
    await expect(closed.setGuestMode(true)).rejects.toMatchObject({ code: 'request/closed' });
    vi.unstubAllGlobals();
    const inert = create();
    expect(await inert.ledger()).toEqual({ reports: [], next: null, spent: { week: 0, all: 0 } });
    expect(await inert.setGuestMode(true)).toBe(true);
  });
});
