import type { RecommenderError } from '../../../src/index.js';
import { describe, expect, it } from 'vitest';
import { htmlPage, scriptTag, useSdk, type OpenedPage, type TestWindow } from './sdk-page.js';

const sdk = useSdk();

const STUB = `<script>
  window.shelfwise = window.shelfwise || function () { (shelfwise.q = shelfwise.q || []).push(arguments) };
  window.calls = [];
  new BroadcastChannel('test').onmessage = ({ data }) => data.call && calls.push([data.call, ...data.args]);
</script>`;

async function open(body: string): Promise<OpenedPage> {
  const opened = await sdk.open({ html: htmlPage(body) });
  await opened.page.waitForLoadState('networkidle');
  return opened;
}

describe('the script tag', () => {
  it('takes over what was queued before it loaded, in order, with its attributes as options', async () => {
    const queued = `<script>
      shelfwise('setConsent', { storage: true });
      shelfwise('track', { event_name: 'view_item', items: [{ item_id: 'a' }] });
      shelfwise('track', { event_name: 'add_to_cart', items: [{ item_id: 'b' }] });
    </script>`;
    const { page, errors } = await open(`${STUB}${queued}${scriptTag('data-shop="lamps"')}`);
    await page.waitForFunction(() => (window as unknown as TestWindow).calls.some(([name]) => name === 'track'));
    const calls = await page.evaluate(() => (window as unknown as TestWindow).calls);
    const origin = new URL(page.url()).origin;
    expect(calls.find(([name]) => name === 'open')?.[1]).toEqual({
      modelUrl: `${origin}/model/latest.json`,
      shop: 'lamps',
      mode: 'local',
    });
    const tracked = calls.filter(([name]) => name === 'track').flatMap(([, events]) => events as { name: string }[]);
    expect(tracked.map(({ name }) => name)).toEqual(['view_item', 'add_to_cart']);
    expect(errors).toEqual([]);
  });

  it('answers verbs with their promises and holds the recommender', async () => {
    const { page } = await open(scriptTag('data-consent="off"'));
    const seen = await page.evaluate(async () => {
      const { shelfwise } = window as unknown as TestWindow;
      const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
        promise.catch((error: unknown) => (error as RecommenderError).code);
      return {
        list: (await shelfwise('recommendItemsToUser', 2)) as { recomms: unknown[] },
        consent: shelfwise.recommender.consent(),
        isSame: shelfwise.recommender.consent() === (shelfwise('consent') as unknown),
        badCount: await codeOf(shelfwise('recommendItemsToUser', -1)),
        unknown: await codeOf(shelfwise('constructor')),
        noVerb: await codeOf((shelfwise as unknown as () => Promise<unknown>)()),
        globals: Object.keys(window).filter((name) => /shelfwise/i.test(name)),
      };
    });
    expect(seen.list.recomms).toHaveLength(2);
    expect(seen.consent.personalization).toBe(false);
    expect(seen).toMatchObject({
      isSame: true,
      badCount: 'request/bad-count',
      unknown: 'request/bad-option',
      noVerb: 'request/bad-option',
      globals: ['shelfwise'],
    });
  });

  it('does nothing the second time it is loaded', async () => {
    const { page, errors, warnings } = await open(STUB + scriptTag().replace(' async', ''));
    const isSame = await page.evaluate(async () => {
      const { shelfwise } = window as unknown as TestWindow;
      const { recommender } = shelfwise;
      await recommender.recommendItemsToUser(1);
      const again = document.createElement('script');
      again.src = '/shelfwise.js?version=2';
      again.dataset['model'] = '/other/latest.json';
      await new Promise((resolve) => {
        again.onload = resolve;
        document.head.append(again);
      });
      await new Promise((resolve) => setTimeout(resolve, 300));
      return (window as unknown as TestWindow).shelfwise.recommender === recommender;
    });
    expect(isSame).toBe(true);
    const calls = await page.evaluate(() => (window as unknown as TestWindow).calls);
    expect(calls.filter(([name]) => name === 'open')).toHaveLength(1);
    expect([errors, warnings]).toEqual([[], []]);
  });

  it('leaves a page alone that queued nonsense', async () => {
    const queued = `<script>
      shelfwise('nope'); shelfwise(); shelfwise('track'); shelfwise('on', 'nope'); shelfwise('recommendItemsToUser', 0);
    </script>`;
    const { page, errors, warnings } = await open(STUB + queued + scriptTag());
    const { recomms } = (await page.evaluate(() =>
      (window as unknown as TestWindow).shelfwise('recommendItemsToUser', 3),
    )) as { recomms: unknown[] };
    expect(recomms).toHaveLength(3);
    expect([errors, warnings]).toEqual([[], []]);
  });

  it('says in one line what is wrong when its tag names no model, and breaks nothing', async () => {
    const { errors, warnings } = await open(`${STUB}<script async src="/shelfwise.js" data-model=""></script>`);
    expect(warnings).toEqual([expect.stringContaining('model: expected')]);
    expect(errors).toEqual([]);
  });

  it('is not led astray by elements that shadow its globals', async () => {
    const shadows = '<a id="shelfwise"></a><img name="currentScript" src="data:,x"><form id="customElements"></form>';
    const { page, errors } = await open(shadows + scriptTag());
    const { recomms } = (await page.evaluate(() =>
      (window as unknown as TestWindow).shelfwise('recommendItemsToUser', 1),
    )) as { recomms: unknown[] };
    expect(recomms).toHaveLength(1);
    expect(errors).toEqual([]);
  });

  it('harms nothing where an ad blocker keeps it or its worker away', async () => {
    for (const path of ['/shelfwise.js', '/worker.js']) {
      await sdk.context().unrouteAll();
      await sdk.context().route(`**${path}`, (route) => route.abort('blockedbyclient'));
      const { page, errors, warnings } = await open(
        `${STUB}<shelfwise-row><p>Bestsellers</p></shelfwise-row>${scriptTag()}`,
      );
      await page.evaluate(() => (window as unknown as TestWindow).shelfwise('track', { event_name: 'view_cart' }));
      expect(await page.getByText('Bestsellers').isVisible()).toBe(true);
      expect(errors).toEqual([]);
      expect(warnings.length).toBeLessThanOrEqual(1);
    }
  });
});
