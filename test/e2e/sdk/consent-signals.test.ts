import { describe, expect, it } from 'vitest';
import type { Consent, ConsentMode } from '../../../core/consent.js';
import { tcData, TCF_ALL } from '../../helpers/consent-tools.js';
import { CASES, CONSENTS, google, granted, refused, YES } from './consent-cases.js';
import { useConsentShop, type ConsentPage, type ToolCall } from './consent-page.js';

const shop = useConsentShop();

/** All that may be requested, the same for every shopper and in every mode. */
const ALLOWED = [
  /^\/$/,
  /^\/shelfwise\/(index|side-workers-[\w-]{8}|(worker|personal|reports)\.[0-9a-f]{16})\.js$/,
  /^\/v1\/model\/(latest\.json|[a-z]+\.[0-9a-f]{16}\.(bin|json))$/,
];

const stores = (mode: ConsentMode): boolean => mode === 'local' || mode === 'aggregates';

/** The mode is there within a second of whatever made it, and everything that follows from it. */
async function expectMode(tab: ConsentPage, mode: ConsentMode): Promise<void> {
  const storage = mode === 'off' ? 'none' : stores(mode) ? 'disk' : 'memory';
  await expect
    .poll(() => tab.state(), { interval: 25, timeout: 1000 })
    .toMatchObject({ mode, storage, consent: CONSENTS[mode] });
}

async function expectNothingStored(tab: ConsentPage): Promise<void> {
  await expect.poll(() => tab.stored(), { interval: 25, timeout: 1000 }).toEqual([]);
}

/** No storage call at all until a mode allows it, and then only the worker's. */
async function expectStorageCalls(tab: ConsentPage, isAllowed: boolean): Promise<void> {
  const calls = await tab.storageCalls();
  expect(calls.page).toEqual([]);
  if (isAllowed) expect(calls.worker).toEqual(expect.arrayContaining(['indexedDB', 'caches', 'BroadcastChannel']));
  else expect(calls.worker).toEqual([]);
}

function expectRequests({ requests }: ConsentPage): void {
  for (const request of requests) {
    const { pathname, search } = new URL(request.url());
    expect(
      ALLOWED.some((pattern) => pattern.test(pathname + search)),
      request.url(),
    ).toBe(true);
    expect([request.method(), request.postData()]).toEqual(['GET', null]);
  }
}

async function open(own: Partial<Consent>): Promise<ConsentPage> {
  const tab = await shop.open();
  await tab.start(own);
  return tab;
}

/** Without what comes in idle time for everybody, and the code of reports, which comes with consent to them. */
const filesOf = ({ requests }: ConsentPage): string[] =>
  requests
    .map((request) => new URL(request.url()).pathname)
    .filter((file) => !/\/(personal\.|reports\.|side-workers-)/.test(file))
    .sort();

describe('consent in a page', () => {
  it.each(CASES)('$name: $mode', async ({ before = [], own, mode, later = [] }) => {
    const tab = await shop.open();
    await tab.use(...before);
    await tab.start(own);
    await expectMode(tab, mode);
    let hasStored = stores(mode);
    await expectStorageCalls(tab, hasStored);
    let changes = 0;
    let former = mode;
    for (const [call, next] of later) {
      await tab.use(call);
      await expectMode(tab, next);
      hasStored ||= stores(next);
      await expectStorageCalls(tab, hasStored);
      if (next !== former) changes++;
      former = next;
    }
    await expect.poll(async () => (await tab.state()).changes, { interval: 25 }).toBe(changes);
    if (own === YES) {
      await tab.setConsent(YES); // the shopper's switch: it cannot raise what is denied
      await expectMode(tab, former);
    }
    if (!stores(former)) await expectNothingStored(tab);
    expectRequests(tab);
    expect(tab.faults).toEqual([]);
  });

  it('asks for the same files in every mode', async () => {
    const inSession = await open({ personalization: true });
    await expect.poll(() => filesOf(inSession).filter((file) => file.includes('/display.'))).toHaveLength(1);
    const files = filesOf(inSession);
    for (const own of [{ personalization: false }, YES]) {
      const tab = await open(own);
      await expect.poll(() => filesOf(tab), { timeout: 10_000 }).toEqual(files);
    }
  });
});

describe('withdrawal', () => {
  const WITHDRAWALS: readonly (readonly [name: string, grant: ToolCall | undefined, withdraw: ToolCall | undefined])[] =
    [
      ['the own word', undefined, undefined],
      [
        'Shopify',
        ['shopify', 'load', { preferences: true, analytics: true }],
        ['shopify', 'choose', { preferences: false, analytics: true }],
      ],
      ['TCF', ['tcf', 'load', tcData(TCF_ALL)], ['tcf', 'tell', tcData([])]],
      ['Google', google('update', granted()), google('update', refused)],
    ];

  it.each(WITHDRAWALS)(
    'by %s removes database and cache in both tabs within a second',
    async (_name, grant, withdraw) => {
      const tabs = [await shop.open(), await shop.open()] as const;
      for (const tab of tabs) {
        if (grant !== undefined) await tab.use(grant);
        await tab.start(grant === undefined ? YES : undefined);
        await expectMode(tab, 'aggregates');
      }
      await expect.poll(() => tabs[1].stored()).toEqual(expect.arrayContaining(['shelfwise', 'shelfwise-model']));
      if (withdraw === undefined) await tabs[0].setConsent({ storage: false });
      else await tabs[0].use(withdraw);
      await expectNothingStored(tabs[1]);
      await expectMode(tabs[0], 'session');
      await expect.poll(() => tabs[1].state(), { timeout: 1000 }).toMatchObject({ mode: 'session', storage: 'memory' });
      await expectNothingStored(tabs[0]);
    },
  );

  it('erases what an earlier visit left also where this page’s worker has not started yet', async () => {
    const earlier = await shop.open();
    await earlier.start(YES);
    await expect.poll(() => earlier.stored()).toContain('shelfwise');
    await earlier.page.close();
    const tab = await shop.open();
    await tab.startAndSay(YES, { storage: false });
    await expectNothingStored(tab);
    await expectMode(tab, 'session');
  });

  it('follows three seconds after a tool that turned up late and says nothing', async () => {
    const tab = await shop.open();
    await tab.start(YES);
    await expectMode(tab, 'aggregates');
    await tab.use(['tcf', 'stub']);
    await expectMode(tab, 'local');
    await tab.page.waitForTimeout(2000);
    await expectMode(tab, 'local');
    await tab.page.waitForTimeout(1000);
    await expectMode(tab, 'session');
    await expectNothingStored(tab);
  });
});

describe('a page whose consent tools are broken', () => {
  it('gets its lists, stores nothing and hears no error', async () => {
    const tab = await shop.open();
    await tab.page.evaluate(() => {
      const refuse = (): never => {
        throw new Error('broken');
      };
      for (const name of ['__tcfapi', 'Shopify']) Object.defineProperty(window, name, { get: refuse });
      Object.defineProperty(navigator, 'globalPrivacyControl', { get: refuse });
      Object.assign(window, { __gpp: refuse, dataLayer: Object.freeze([['consent', 'default']]) });
    });
    await tab.start(YES);
    await tab.page.waitForTimeout(500); // some more looks
    await expectMode(tab, 'session');
    await expectStorageCalls(tab, false);
    expect(tab.faults).toEqual([]);
  });
});
