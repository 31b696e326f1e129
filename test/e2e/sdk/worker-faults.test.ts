import type { Worker } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { RecommenderStatus } from '../../../src/index.js';
import { faultyWorker, type Faults } from './faulty-worker.js';
import { GOOD_WORKERS, htmlPage, useSdk, type OpenedPage, type ShopOptions, type TestWindow } from './sdk-page.js';

const sdk = useSdk();

const MODULE = `<script type="module">
  import { createRecommender } from '/index.js';
  window.calls = [];
  window.personal = [];
  window.reports = [];
  const wire = new BroadcastChannel('test');
  wire.onmessage = ({ data }) => {
    if (data.call) window.calls.push([data.call, ...data.args]);
    if (data.personal) window.personal.push(data.personal);
    if (data.reports) window.reports.push(data.reports);
  };
  window.create = (options) => (window.recommender = createRecommender({ model: '/model/latest.json', ...options }));
  window.ready = true;
</script>`;

async function open(options: Partial<ShopOptions> = {}): Promise<OpenedPage> {
  const opened = await sdk.open({ html: htmlPage(MODULE), ...options });
  await opened.page.waitForFunction(() => 'ready' in window);
  return opened;
}

/** Asks once and says what came. An answer later than a second would have left `worker/timeout` as the last error. */
function ask({ page }: OpenedPage, options: object = {}): Promise<{ count: number; status: RecommenderStatus }> {
  return page.evaluate(async (given) => {
    const { create } = window as unknown as TestWindow;
    const recommender = create(given);
    const { recomms } = await recommender.recommendItemsToUser(8);
    return { count: recomms.length, status: await recommender.status() };
  }, options);
}

/** Waits until a field of the status has a value. */
function untilStatus({ page }: OpenedPage, field: 'worker' | 'personalWorker', value: string): Promise<void> {
  return page.evaluate(
    async ([name, wanted]) => {
      const { recommender } = window as unknown as TestWindow;
      while ((await recommender.status())[name] !== wanted) await new Promise((resolve) => setTimeout(resolve, 50));
    },
    [field, value] as const,
  );
}

const workerOf = (faults: Faults): Record<string, string> => ({
  '/worker.js': faultyWorker(faults),
});

/** The personal model's worker starts in idle time, once. */
const isMain = (worker: Worker): boolean => !worker.url().includes('personal');

const reportsOf = ({ page }: OpenedPage): Promise<string[]> =>
  page.evaluate(() => (window as unknown as { reports: string[] }).reports);

describe('a worker that works', () => {
  it('starts in idle time after the page has loaded, without any call', async () => {
    const { page } = await open();
    await page.evaluate(() => (window as unknown as TestWindow).create({}));
    await page.waitForFunction(() => (window as unknown as TestWindow).calls.some(([name]) => name === 'open'));
  });

  it('knows what was tracked before it started in its first list, and what was tracked since in the next', async () => {
    const { page } = await open();
    const lists = await page.evaluate(async () => {
      const { create } = window as unknown as TestWindow;
      const recommender = create({});
      const view = (): void => recommender.track({ event_name: 'view_item', items: [{ item_id: 'a' }] });
      view();
      const first = await recommender.recommendItemsToUser(1);
      view();
      view();
      const second = await recommender.recommendItemsToUser(1, { returnProperties: false });
      return [first.recommId, second.recommId];
    });
    expect(lists).toEqual(['r1', 'r3']);
  });

  it('hands over what waits when the recommender is closed', async () => {
    const { page } = await open();
    const calls = await page.evaluate(async () => {
      const { create, calls } = window as unknown as TestWindow;
      const recommender = create({});
      await recommender.recommendItemsToUser(1);
      recommender.track({ event_name: 'view_item', items: [{ item_id: 'a' }] });
      await recommender.close();
      await new Promise((resolve) => setTimeout(resolve, 100));
      return calls;
    });
    expect(
      calls
        .map(([name]) => name)
        .filter((name) => name !== 'connectPersonal')
        .slice(-2),
    ).toEqual(['track', 'close']);
  });

  it('rejects with the worker’s own code where the caller is wrong, and not where the device is', async () => {
    const opened = await open({ files: workerOf({ rejects: { method: 'recommend', code: 'request/unknown-item' } }) });
    await expect(ask(opened)).rejects.toThrow('made');
    await opened.page.close();
    const other = await ask(
      await open({ files: workerOf({ rejects: { method: 'recommend', code: 'model/unreachable' } }) }),
    );
    expect(other).toMatchObject({ count: 0, status: { worker: 'running', lastError: { code: 'model/unreachable' } } });
  });

  it('sets up the personal model’s worker after the first list, and joins it to the main one', async () => {
    const { page } = await open({ files: workerOf({}) });
    await page.evaluate(async () => {
      const { create } = window as unknown as TestWindow;
      await create({}).recommendItemsToUser(1);
    });
    await page.waitForFunction(() => (window as unknown as { personal: string[] }).personal.length > 0);
    expect(await page.evaluate(() => (window as unknown as { personal: string[] }).personal)).toEqual([
      'personal is here: shelfwise-port',
    ]);
  });

  it('goes on without the personal model where that one cannot start, silently', async () => {
    const files = { ...workerOf({}), '/personal.js': null };
    const opened = await open({ files });
    await ask(opened);
    await untilStatus(opened, 'personalWorker', 'failed');
    expect(opened.warnings).toEqual([]);
    expect(opened.errors).toEqual([]);
  });
});

describe('the reports’ worker', () => {
  it('is neither fetched nor started before the main worker wants it', async () => {
    const paths: string[] = [];
    const opened = await open({ onRequest: (path) => void paths.push(path) });
    await ask(opened);
    await untilStatus(opened, 'personalWorker', 'started');
    expect(paths).toContain('/personal.js');
    expect(paths).not.toContain('/reports.js');
    expect(await reportsOf(opened)).toEqual([]);
  });

  it('is started then, and joined to the main one', async () => {
    const opened = await open({ files: workerOf({ wantsReports: true }) });
    await ask(opened);
    await expect.poll(() => reportsOf(opened)).toEqual(['reports is here: shelfwise-port']);
  });

  it.each([
    ['is missing', { files: { ...workerOf({ wantsReports: true }), '/reports.js': null } }, 'worker/refused'],
    [
      'throws',
      { files: { ...workerOf({ wantsReports: true }), '/reports.js': faultyWorker({ throwsAtStart: true }) } },
      'worker/crashed',
    ],
  ])('has the main one told why where its file %s, and breaks nothing', async (_what, shop, code) => {
    const opened = await open(shop);
    expect((await ask(opened)).count).toBe(3);
    await expect.poll(() => reportsOf(opened)).toContain(code);
    expect(opened.warnings).toEqual([]);
    expect(opened.errors).toEqual([]);
  });
});

describe('a worker that fails', () => {
  it('is given up within a second when the page’s policy refuses it, with one line naming worker-src', async () => {
    const opened = await open({ headers: { 'content-security-policy': "worker-src 'none'" } });
    const { count, status } = await ask(opened);
    expect(count).toBe(0);
    expect(status).toMatchObject({ worker: 'fallback', lastError: { code: 'worker/refused' } });
    await ask(opened);
    expect(opened.warnings).toHaveLength(1);
    expect(opened.warnings[0]).toContain('worker-src');
    expect(opened.errors).toEqual([]);
  });

  it('is given up at once when its file is missing', async () => {
    const opened = await open({ files: { '/worker.js': null } });
    expect(await ask(opened)).toMatchObject({ count: 0, status: { worker: 'fallback' } });
    expect(opened.warnings).toHaveLength(1);
  });

  it('is started three more times when it throws at its start, then given up', async () => {
    let starts = 0;
    const onRequest = (path: string): void => void (starts += path === '/worker.js' ? 1 : 0);
    const opened = await open({ files: workerOf({ throwsAtStart: true }), onRequest });
    expect((await ask(opened)).count).toBe(0);
    await untilStatus(opened, 'worker', 'fallback');
    expect(starts).toBe(4);
    expect(opened.warnings).toEqual([expect.stringContaining('worker/crashed: the worker threw at its start')]);
    expect(opened.errors).toEqual([]);
  });

  it('keeps nobody waiting longer than a second when it never answers', async () => {
    const { count, status } = await ask(await open({ files: workerOf({ isDead: true }) }));
    expect(count).toBe(0);
    expect(status).toMatchObject({ worker: 'starting', lastError: { code: 'worker/timeout' } });
  });

  it('is taken up late when it comes late, and the page is told that lists changed', async () => {
    const { page } = await open({ files: workerOf({ helloDelayMs: 1500 }) });
    const counts = await page.evaluate(async () => {
      const { create } = window as unknown as TestWindow;
      const recommender = create({});
      const changed = new Promise((resolve) => recommender.on('change', resolve));
      const early = await recommender.recommendItemsToUser(8);
      await changed;
      const late = await recommender.recommendItemsToUser(8);
      return [early.recomms.length, late.recomms.length, (await recommender.status()).lastError];
    });
    expect(counts).toEqual([0, 3, null]);
  });

  it('is refused when it speaks another version', async () => {
    const opened = await open({ files: workerOf({ version: 99 }) });
    expect(await ask(opened)).toMatchObject({ count: 0, status: { worker: 'fallback' } });
    expect(opened.warnings).toEqual([expect.stringContaining('expected protocol 1, got 99')]);
  });

  it('is started again when it hangs', async () => {
    const opened = await open({ files: workerOf({ hangsIn: 'recommend' }) });
    let starts = 0;
    opened.page.on('worker', (worker) => (starts += isMain(worker) ? 1 : 0));
    const { count, status } = await ask(opened);
    expect(count).toBe(0);
    expect(status.lastError?.code).toMatch(/^worker\/(timeout|crashed)$/);
    await untilStatus(opened, 'worker', 'running');
    expect(starts).toBe(2);
  });

  it('is kept when an error outside of any call did not end it', async () => {
    const opened = await open({ files: workerOf({ throwsAfter: 'recommend' }) });
    let starts = 0;
    opened.page.on('worker', (worker) => (starts += isMain(worker) ? 1 : 0));
    await ask(opened);
    await opened.page.waitForTimeout(300);
    expect(
      (
        await opened.page.evaluate(async () => {
          const { recommender } = window as unknown as TestWindow;
          return recommender.recommendItemsToUser(8);
        })
      ).recomms,
    ).toHaveLength(3);
    expect(starts).toBe(1);
    expect(opened.errors).toEqual([]);
  });
});

describe('a script from another origin', () => {
  const crossOrigin = async (
    options: Partial<ShopOptions>,
    cdnFiles: Record<string, string> = {},
  ): Promise<OpenedPage> => {
    const cdn = await sdk.shop({ files: cdnFiles });
    const headers = Object.fromEntries(
      Object.entries(options.headers ?? {}).map(([name, value]) => [name, value.replaceAll('CDN', cdn.origin)]),
    );
    return open({ ...options, headers, html: htmlPage(MODULE.replace("'/index.js'", `'${cdn.origin}/index.js'`)) });
  };
  const POLICY = "script-src 'unsafe-inline' CDN; connect-src CDN; worker-src blob:";

  it('starts its worker from hash-checked text, under a policy that allows no more than that', async () => {
    const opened = await crossOrigin({ headers: { 'content-security-policy': POLICY } });
    expect(await ask(opened)).toMatchObject({ count: 3, status: { worker: 'running' } });
  });

  it('refuses a worker of which one byte differs', async () => {
    const flipped = GOOD_WORKERS.worker.replace('tracked = 0', 'tracked = 1');
    const opened = await crossOrigin({}, { '/worker.js': flipped });
    expect(await ask(opened)).toMatchObject({ count: 0, status: { worker: 'fallback' } });
    expect(opened.warnings).toEqual([expect.stringContaining('expected the file as it was released')]);
  });

  it('takes a worker of the page’s own origin where the shop names one', async () => {
    const opened = await crossOrigin({ headers: { 'content-security-policy': "worker-src 'self'" } });
    expect(await ask(opened, { workerUrl: '/worker.js' })).toMatchObject({ count: 3 });
  });

  it('falls back within a second where blob: is not allowed and no worker is named', async () => {
    const opened = await crossOrigin({ headers: { 'content-security-policy': "worker-src 'self'" } });
    const { count, status } = await ask(opened);
    expect(count).toBe(0);
    expect(status.lastError?.code).toBe('worker/refused');
    expect(opened.warnings).toEqual([expect.stringContaining('blob:')]);
  });
});

describe('Trusted Types', () => {
  const enforced = (names: string): Record<string, string> => ({
    'content-security-policy': `require-trusted-types-for 'script'; trusted-types ${names}`,
  });

  it('are satisfied through the policy shelfwise, or another name the shop gives', async () => {
    expect((await ask(await open({ headers: enforced('shelfwise') }))).count).toBe(3);
    const named = await ask(await open({ headers: enforced('shop-sdk') }), { trustedTypesPolicy: 'shop-sdk' });
    expect(named.count).toBe(3);
  });

  it('let a second recommender of the page start too: the policy is theirs together', async () => {
    const opened = await open({ headers: enforced('shelfwise') });
    for (const shop of ['default', 'other']) expect((await ask(opened, { shop })).count).toBe(3);
    expect(opened.errors).toEqual([]);
  });

  it('that allow no such policy lead to the fallback and one line that says which', async () => {
    const opened = await open({ headers: enforced("'none'") });
    expect(await ask(opened)).toMatchObject({ count: 0, status: { worker: 'fallback' } });
    expect(opened.warnings).toEqual([expect.stringContaining('"shelfwise"')]);
    expect(opened.errors).toEqual([]);
  });
});

describe('a page without storage or an origin', () => {
  it('recommends in a sandboxed frame', async () => {
    const cors = { 'access-control-allow-origin': '*' };
    const { page } = await open({
      headers: cors,
      html: htmlPage(`${MODULE}<iframe sandbox="allow-scripts" src="/frame.html"></iframe>`),
      files: {
        '/frame.html': htmlPage(
          MODULE.replace(
            'window.ready',
            'create({}).recommendItemsToUser(8).then((list) => (window.list = list)); window.ready',
          ),
        ),
      },
    });
    const frame = page.frames().find((each) => each.url().endsWith('frame.html'))!;
    await frame.waitForFunction(() => 'list' in window);
    expect(
      await frame.evaluate(() => (window as unknown as { list: { recomms: unknown[] } }).list.recomms.length),
    ).toBe(3);
  });
});
