import { transfer, wrap } from 'comlink';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fromBoundary, PERSONAL_METHODS } from '../../core/boundary.js';
import { PROTOCOL_VERSION, type PersonalApi } from '../../core/protocol.js';
import { createEngine } from '../../engine/engine.js';
import { toPersonalProblem } from '../../engine/personal-problem.js';
import { createRecommender, type Recommender } from '../../engine/recommender.js';
import { exposeMethods } from '../../worker/expose.js';
import { createPersonalApi } from '../../worker/personal-api.js';
import { PersonalLink } from '../../worker/personal-link.js';
import { categoryLover, kindLover, kindShop, shopperOf, viewsOf } from '../engine/personal-model/shoppers.js';
import { installFreshCaches } from './fresh-caches.js';
import { installFreshIndexedDb } from './fresh-indexeddb.js';
import { startModelSite } from './model-site.js';
import { openTab } from './open-tab.js';
import { shopEvent } from './shop-events.js';

const engine = createEngine(kindShop());
const opened: (() => void)[] = [];
afterEach(() => {
  for (const close of opened.splice(0)) close();
});

/** The personal worker's end and the main worker's end of one channel. */
function openPersonal(api: PersonalApi = createPersonalApi(() => undefined)): MessagePort {
  const { port1, port2 } = new MessageChannel();
  opened.push(() => {
    port1.close();
    port2.close();
  });
  exposeMethods(api, PERSONAL_METHODS, port2);
  return port1;
}

describe('the personal model’s worker', () => {
  it('trains over a port, and keeps a model for a shopper it helps', async () => {
    const remote = fromBoundary<PersonalApi>(wrap(openPersonal()), PERSONAL_METHODS);
    expect(await remote.hello(PROTOCOL_VERSION)).toBe(PROTOCOL_VERSION);
    const result = await remote.train(toPersonalProblem(shopperOf(categoryLover(20), engine), 'forbid')!);
    expect(result.kept).toBe(true);
    expect(result.kept && result.userDelta).toBeInstanceOf(Float32Array);
  });

  it('rejects a problem that is none with a code', async () => {
    const remote = fromBoundary<PersonalApi>(wrap(openPersonal()), PERSONAL_METHODS);
    await remote.hello(PROTOCOL_VERSION);
    const problem = toPersonalProblem(shopperOf(categoryLover(8), engine), 'forbid')!;
    await expect(remote.train({ ...problem, factors: problem.factors.fill(NaN) })).rejects.toMatchObject({
      code: 'personal/failed',
    });
  });

  it('ends when it is told to', async () => {
    let isClosed = false;
    const remote = fromBoundary<PersonalApi>(
      wrap(openPersonal(createPersonalApi(() => (isClosed = true)))),
      PERSONAL_METHODS,
    );
    await remote.hello(PROTOCOL_VERSION);
    await remote.close();
    expect(isClosed).toBe(true);
  });
});

describe('the link to it', () => {
  let trainings: number;
  let changes: number;
  beforeEach(() => {
    trainings = 0;
    changes = 0;
  });

  function linkOf(recommender: Recommender): PersonalLink {
    const host = { recommender: () => recommender, onChange: () => changes++ };
    const link = new PersonalLink(host, { delayMs: 0, helloMs: 200, trainMs: 20_000 });
    opened.push(() => link.close());
    return link;
  }

  function countingApi(): PersonalApi {
    const api = createPersonalApi(() => undefined);
    return {
      ...api,
      train(problem) {
        trainings++;
        return api.train(problem);
      },
    };
  }

  it('trains from five distinct items on, not before', async () => {
    const recommender = shopperOf([1, 2, 3, 4, 1, 2, 3], engine);
    const link = linkOf(recommender);
    await link.connect(openPersonal(countingApi()));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(trainings).toBe(0);
    recommender.setEvents(viewsOf([1, 2, 3, 4, 5]));
    link.review();
    await expect.poll(() => trainings, { timeout: 20_000 }).toBe(1);
  });

  it('puts a model that helps in the recommender, and tells', async () => {
    const recommender = shopperOf(categoryLover(20), engine);
    await linkOf(recommender).connect(openPersonal(countingApi()));
    await expect.poll(() => recommender.personal, { timeout: 20_000 }).toBeDefined();
    expect({ trainings, changes }).toEqual({ trainings: 1, changes: 1 });
  });

  it('leaves the closed form where it is right, and tells nobody', async () => {
    const recommender = shopperOf(kindLover(20), engine);
    const link = linkOf(recommender);
    await link.connect(openPersonal(countingApi()));
    await expect.poll(() => trainings).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(recommender.personal).toBeUndefined();
    expect({ changes, error: link.lastError }).toEqual({ changes: 0, error: undefined });
  });

  it('trains anew after five further events, not before', async () => {
    const items = categoryLover(26);
    const recommender = shopperOf(items.slice(0, 20), engine);
    const link = linkOf(recommender);
    await link.connect(openPersonal(countingApi()));
    await expect.poll(() => changes, { timeout: 20_000 }).toBe(1);
    for (const [at, event] of viewsOf(items).slice(20, 25).entries()) {
      recommender.track(event);
      link.review();
      if (at < 4) expect(trainings).toBe(1);
      else await expect.poll(() => trainings, { timeout: 20_000 }).toBe(2);
      expect(recommender.personal).toBeDefined();
    }
    await expect.poll(() => changes, { timeout: 20_000 }).toBe(2);
  });

  it('drops the model as soon as an item it learned from is forgotten, even while it is being trained', async () => {
    const items = categoryLover(20);
    const recommender = shopperOf(items, engine);
    const link = linkOf(recommender);
    await link.connect(openPersonal(countingApi()));
    await expect.poll(() => recommender.personal, { timeout: 20_000 }).toBeDefined();
    recommender.setEvents(viewsOf(items.slice(1)));
    link.review();
    expect(recommender.personal).toBeUndefined();
    await expect.poll(() => trainings, { timeout: 20_000 }).toBe(2);
    recommender.setEvents([]);
    link.review();
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(recommender.personal).toBeUndefined();
  });

  it('gives up a worker that does not answer, and the closed form stands', async () => {
    const recommender = createRecommender(engine);
    recommender.setEvents(viewsOf(categoryLover(20)));
    const link = linkOf(recommender);
    const { port1, port2 } = new MessageChannel();
    opened.push(() => port2.close());
    await expect(link.connect(port1)).rejects.toMatchObject({ code: 'worker/timeout' });
    expect(link.lastError).toMatchObject({ code: 'worker/timeout' });
    expect(recommender.rank({ count: 3, repeats: 'forbid' })).toHaveLength(3);
  });
});

describe('the worker', () => {
  it('takes the port of the personal model’s worker, answers with its model, and forgets what it learned', async () => {
    installFreshIndexedDb();
    installFreshCaches();
    const site = await startModelSite({ sequence: 1 });
    const tab = await openTab();
    try {
      await tab.api.open({ modelUrl: site.url, shop: 'default', mode: 'session' });
      await tab.api.recommend({ kind: 'user', count: 1 });
      await tab.api.track([0, 4, 8, 12, 16].map((item, at) => shopEvent(item, at)));
      let asked = 0;
      const api = createPersonalApi(() => undefined);
      const kept = {
        kept: true as const,
        gain: 1,
        standardError: 0.1,
        steps: 30,
        repeats: 'forbid' as const,
        ownWeight: 0,
        userDelta: new Float32Array(8),
        categoryOffset: Float32Array.from([0, 0, 0, 9, 0]),
        brandOffset: new Float32Array(3),
        priceOffset: new Float32Array(11),
      };
      const port = openPersonal({
        ...api,
        train: () => Promise.resolve(asked++ === 0 ? kept : { ...kept, kept: false }),
      });
      await tab.api.connectPersonal(transfer(port, [port]));
      await expect.poll(async () => (await tab.api.status()).answering, { timeout: 5000 }).toBe('personal');
      const { recommId, recomms } = await tab.api.recommend({ kind: 'user', count: 3 });
      expect(recomms.every(({ id }) => Number(id.slice(-3)) % 4 === 2)).toBe(true);
      await tab.api.forget({ itemId: 'item-004' });
      expect((await tab.api.status()).answering).toBe('closed-form');
      await expect(tab.api.explain(recommId, recomms[0]!.id)).rejects.toMatchObject({
        code: 'request/unknown-recommendation',
      });
    } finally {
      await tab.close();
      await site.close();
    }
  });
});
