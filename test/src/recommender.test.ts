import { afterEach, describe, expect, it, vi } from 'vitest';
import { createRecommender, RecommenderError, type Recommender } from '../../src/index.js';

const model = '/shelfwise/model/latest.json';
const open: Recommender[] = [];

function create(options: Partial<Parameters<typeof createRecommender>[0]> = {}): Recommender {
  const recommender = createRecommender({ model, ...options });
  open.push(recommender);
  return recommender;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((recommender) => recommender.close()));
  vi.unstubAllGlobals();
});

describe('a recommender on a server', () => {
  it('gives empty results and keeps nothing', async () => {
    const recommender = create();
    recommender.track({ event_name: 'view_item', items: [{ item_id: 'a' }] });
    expect(await recommender.recommendItemsToUser(8)).toEqual({ recommId: '', recomms: [] });
    expect(await recommender.recommendItemsToItem('a', 8)).toEqual({ recommId: '', recomms: [] });
    expect(await recommender.recommendItemsToCart(['a', 'b'], 8)).toEqual({ recommId: '', recomms: [] });
    expect(await recommender.rerank(['a', 'b'])).toEqual({ recommId: '', recomms: [] });
    expect(await recommender.recommendNextItems('r', 8)).toEqual({ recommId: '', recomms: [] });
    expect(await recommender.setProfile({ favourite_brands: ['Oak'] })).toBe(false);
    expect(await recommender.profile()).toMatchObject({
      events: [],
      categories: [],
      stated: {},
      segment: null,
      items: [],
    });
    expect(await recommender.mute('a')).toBe(false);
    expect(await recommender.exportProfile()).toBe(null);
    expect(await recommender.importProfile(new Blob())).toBe(null);
    expect(await recommender.explain('r', 'a')).toMatchObject({ itemId: 'a', score: 0, events: [], rest: 0 });
    expect(await recommender.forget()).toBe(true);
    expect(await recommender.status()).toMatchObject({
      worker: 'inert',
      storage: 'none',
      lastError: null,
      tracked: { queued: 0, dropped: 0, rejected: 0 },
    });
  });

  it('has verbs that work taken off it', async () => {
    const { recommendItemsToUser, consent, track } = create();
    track({} as never);
    expect(consent().personalization).toBe(true);
    expect((await recommendItemsToUser(1)).recomms).toEqual([]);
  });
});

describe('programmer errors', () => {
  it.each([0, -1, 1e9, 1001, 1.5, Number.NaN, '8', undefined])('reject a count of %s', async (count) => {
    await expect(create().recommendItemsToUser(count as number)).rejects.toMatchObject({ code: 'request/bad-count' });
    await expect(create().recommendItemsToItem('a', count as number)).rejects.toBeInstanceOf(RecommenderError);
    await expect(create().recommendNextItems('r', count as number)).rejects.toBeInstanceOf(RecommenderError);
  });

  it.each([1, 1000])('let a count of %s pass', async (count) => {
    await expect(create().recommendItemsToUser(count)).resolves.toBeDefined();
  });

  it.each(['home', 7, true])('reject %j as options', async (options) => {
    const promise = create().recommendItemsToUser(1, options as never);
    await expect(promise).rejects.toMatchObject({ code: 'request/bad-option' });
  });

  it('reject what is no item id, by a code and without repeating a text', async () => {
    const long = 'x'.repeat(201);
    for (const id of ['', long, undefined, null, {}, Number.NaN]) {
      const error = await create()
        .recommendItemsToItem(id as string, 1)
        .catch((reason: unknown) => reason as RecommenderError);
      expect(error).toMatchObject({ code: 'request/bad-item' });
      expect((error as RecommenderError).message).not.toContain(long);
    }
  });

  it('reject after close, also in calls that take no count', async () => {
    const recommender = create();
    await recommender.close();
    await recommender.close();
    const closed = { code: 'request/closed' };
    await expect(recommender.recommendItemsToUser(1)).rejects.toMatchObject(closed);
    await expect(recommender.explain('r', 'a')).rejects.toMatchObject(closed);
    await expect(recommender.recommendNextItems('r', 1)).rejects.toMatchObject(closed);
    await expect(recommender.setProfile({})).rejects.toMatchObject(closed);
    await expect(recommender.profile()).rejects.toMatchObject(closed);
    await expect(recommender.forget()).rejects.toMatchObject(closed);
    await expect(recommender.setConsent({ storage: true })).rejects.toMatchObject(closed);
    expect(() => recommender.track({ event_name: 'view_item' })).not.toThrow();
    expect((await recommender.status()).worker).toBe('closed');
  });

  it('throw at once where options, an event name or a listener are wrong', () => {
    const bad = expect.objectContaining({ code: 'request/bad-option' }) as Error;
    expect(() => createRecommender({} as never)).toThrow(bad);
    expect(() => createRecommender({ model, modle: 'x' } as never)).toThrow(/one of model, reports/);
    expect(() => createRecommender({ model: 7 } as never)).toThrow(bad);
    expect(() => createRecommender({ model, scenarios: 'home' } as never)).toThrow(bad);
    expect(() => createRecommender(undefined as never)).toThrow(bad);
    expect(() => create().on('changed' as never, () => undefined)).toThrow(bad);
    expect(() => create().on('change', undefined as never)).toThrow(bad);
  });
});

describe('consent', () => {
  it('is for this session only until something else is given', () => {
    expect(create().consent()).toEqual({ personalization: true, storage: false, aggregates: false });
  });

  it('changes only what is given, and only true grants', async () => {
    const recommender = create({ consent: { storage: true } });
    await recommender.setConsent({ aggregates: true });
    expect(recommender.consent()).toEqual({ personalization: true, storage: true, aggregates: true });
    await recommender.setConsent({ storage: 'denied', aggregates: undefined } as never);
    expect(recommender.consent()).toEqual({ personalization: true, storage: true, aggregates: true });
    await recommender.setConsent({ personalization: false });
    expect((await recommender.status()).mode).toBe('off');
  });

  it('is not granted by a text', () => {
    expect(create({ consent: { storage: 'granted' } as never }).consent().storage).toBe(false);
  });
});

describe('context', () => {
  it('keeps the known texts, cut, and replaces the former whole', () => {
    const recommender = create({ context: { page_type: 'home', item_id: 'a' } });
    recommender.setContext({ page_type: 'x'.repeat(300), country: 7, evil: 'y' } as never);
    expect(recommender.context()).toEqual({ page_type: 'x'.repeat(200) });
    recommender.setContext(null as never);
    expect(recommender.context()).toEqual({});
  });
});

/** A browser's surface of which nothing works. */
function poison(): void {
  const refuse = (): never => {
    throw new Error('poisoned');
  };
  vi.stubGlobal('document', {
    baseURI: 'https://shop.example/',
    readyState: 'complete',
    addEventListener: refuse,
    removeEventListener: refuse,
  });
  vi.stubGlobal('origin', 'https://shop.example');
  vi.stubGlobal('Worker', function Worker() {
    throw new TypeError('poisoned');
  });
  vi.stubGlobal('requestIdleCallback', refuse);
  vi.stubGlobal('addEventListener', refuse);
  vi.stubGlobal('fetch', refuse);
  vi.stubGlobal('trustedTypes', { createPolicy: refuse });
  vi.stubGlobal('console', { warn: refuse });
}

describe('a recommender in a page that has broken its own globals', () => {
  it('never throws, gives empty lists and says why', async () => {
    poison();
    const recommender = create({ workerUrl: '/worker.js' });
    expect(() => recommender.track({ event_name: 'view_item', items: [{ item_id: 'a' }] })).not.toThrow();
    expect(await recommender.recommendItemsToUser(8)).toEqual({ recommId: '', recomms: [] });
    expect(await recommender.setConsent({ personalization: false })).toBe(false);
    expect(await recommender.forget()).toBe(false);
    expect(await recommender.status()).toMatchObject({ worker: 'fallback', lastError: { code: 'worker/refused' } });
  });

  it('is inert where asking for Worker itself throws', async () => {
    poison();
    Object.defineProperty(globalThis, 'Worker', {
      configurable: true,
      get() {
        throw new Error('poisoned');
      },
    });
    expect((await create().status()).worker).toBe('inert');
  });
});

describe('track in a page', () => {
  const inPage = (): Recommender => {
    poison();
    return create({ workerUrl: '/worker.js' });
  };

  it('tells listeners which field of a malformed event is wrong, never its value', () => {
    const recommender = inPage();
    const reasons: string[] = [];
    const stop = recommender.on('rejected', ({ code, message }) => reasons.push(`${code} ${message}`));
    const circular: Record<string, unknown> = { event_name: 'view_item' };
    circular['items'] = circular;
    const throwing = {
      get event_name(): string {
        throw new Error('secret');
      },
    };
    for (const event of [
      null,
      'x',
      {},
      { event_name: 'secret' },
      circular,
      { event_name: 'view_item', items: [{}] },
      throwing,
    ]) {
      recommender.track(event as never);
    }
    expect(reasons).toHaveLength(7);
    expect(reasons.every((reason) => reason.startsWith('request/bad-event expected'))).toBe(true);
    expect(reasons.join()).not.toContain('secret');
    stop();
    recommender.track(null as never);
    expect(reasons).toHaveLength(7);
  });

  it('takes events whose other fields are functions, nodes or cycles', async () => {
    const recommender = inPage();
    const event: Record<string, unknown> = { event_name: 'view_item', items: [{ item_id: 'a', node: () => 0 }] };
    event['self'] = event;
    recommender.track(event as never);
    expect((await recommender.status()).tracked).toEqual({ queued: 1, dropped: 0, rejected: 0 });
  });

  it('keeps the latest 1,000 of a flood and counts the rest', async () => {
    const recommender = inPage();
    for (let i = 0; i < 10_000; i++) recommender.track({ event_name: 'view_item', items: [{ item_id: String(i) }] });
    expect((await recommender.status()).tracked).toEqual({ queued: 1000, dropped: 9000, rejected: 0 });
  });

  it('forgets what waits, one item or all', async () => {
    const recommender = inPage();
    const queued = async (): Promise<number> => (await recommender.status()).tracked.queued;
    for (const id of ['a', 'b', 'a']) recommender.track({ event_name: 'view_item', items: [{ item_id: id }] });
    await recommender.forget({ itemId: 'a' });
    expect(await queued()).toBe(1);
    await recommender.forget();
    expect(await queued()).toBe(0);
  });

  it('takes nothing without consent, and drops what waits when consent is withdrawn', async () => {
    const recommender = inPage();
    recommender.track({ event_name: 'view_item', items: [{ item_id: 'a' }] });
    await recommender.setConsent({ personalization: false });
    recommender.track({ event_name: 'view_item', items: [{ item_id: 'b' }] });
    expect((await recommender.status()).tracked.queued).toBe(0);
  });

  it('lets one listener throw without the others missing the event', () => {
    const recommender = inPage();
    const later = vi.spyOn(globalThis, 'queueMicrotask').mockImplementation(() => undefined);
    const heard: string[] = [];
    recommender.on('rejected', () => {
      throw new Error('the shop’s own');
    });
    recommender.on('rejected', ({ code }) => heard.push(code));
    expect(() => recommender.track(null as never)).not.toThrow();
    expect(heard).toEqual(['request/bad-event']);
    expect(later).toHaveBeenCalled();
    later.mockRestore();
  });
});
