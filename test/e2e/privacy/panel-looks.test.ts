import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { misfitsOf, ZOOMED } from '../../helpers/misfits.js';
import { violationsInBothOf } from '../../helpers/violations.js';
import { walkOn } from '../../helpers/walk.js';
import { STRICT_POLICY } from '../sdk/row-page.js';
import { allow, rowOf, track, usePanel, type PanelWindow } from './panel-page.js';

const panel = usePanel();

const HOSTILE = [
  '<script>window.hacked=1</script>',
  '<img src=x onerror=window.hacked=1>',
  '"><svg/onload=window.hacked=1>',
  '</li></ul><iframe srcdoc="<script>top.hacked=1</script>">',
  '${window.hacked=1}',
  '<style>*{display:none}</style>',
  '<slot name=x>',
  '<a href="javascript:window.hacked=1">x</a>',
  '\u202Etxt.exe\u202C',
  '__proto__',
  'constructor',
  'Lamp '.repeat(28).trim(),
];

const PANEL_FROM_RIGHT = `<script>document.documentElement.dir = 'rtl'</script>
  <main><h1>Your data</h1><shelfwise-privacy></shelfwise-privacy></main>`;

/** A shopper with a history that fills every section. */
async function fill(page: Page): Promise<void> {
  await allow(page);
  const row = await rowOf(page);
  await track(page, row.slice(0, 10));
  await track(page, HOSTILE);
  await page.evaluate(
    async ({ hostile, muted }) => {
      const { recommender } = (window as unknown as PanelWindow).shelfwise;
      recommender.track({ event_name: 'search', search_term: hostile });
      await recommender.mute({ category: hostile });
      await recommender.mute(muted);
    },
    { hostile: HOSTILE[1]!, muted: row[11]! },
  );
  await page.getByRole('button', { name: /^Show all/ }).click();
  await page
    .getByRole('button', { name: /^What if/ })
    .last()
    .click();
  await page.locator('[part~=what-if]:not(:empty)').waitFor();
}

describe('the shopper’s panel', () => {
  it('shows hostile words as text under the strictest policy, and they do nothing', async () => {
    const site = await panel.site({ headers: { 'content-security-policy': STRICT_POLICY } });
    const profile = await panel.profile();
    const faults: string[] = [];
    profile.on('weberror', (error) => faults.push(error.error().message));
    profile.on('console', (message) => faults.push(message.text()));
    const page = await panel.open(site, profile);
    await fill(page);
    const seen = await page.evaluate(() => {
      const root = document.querySelector('shelfwise-privacy')!.shadowRoot!;
      const all = [...root.querySelectorAll('*')];
      return {
        tags: [...new Set(all.map((element) => element.localName))],
        attributes: [...new Set(all.flatMap((element) => element.getAttributeNames()))],
        text: root.textContent,
        isHacked: 'hacked' in window,
        prototype: Object.keys(Object.prototype),
      };
    });
    expect(seen.tags).toContain('li');
    expect(seen.isHacked).toBe(false);
    expect(seen.prototype).toEqual([]);
    for (const tag of ['script', 'img', 'svg', 'iframe', 'style', 'slot', 'a']) expect(seen.tags).not.toContain(tag);
    expect(seen.attributes.filter((name) => name.startsWith('on') || name === 'style')).toEqual([]);
    for (const text of HOSTILE.slice(0, 8)) expect(seen.text).toContain(text);
    expect(seen.text).not.toContain('\u202E');
    await page.getByRole('button', { name: 'Forget <script>window.hacked=1</script>' }).click();
    await expect.poll(() => page.locator('section[part=done]').innerText()).not.toContain(HOSTILE[0]);
    expect(faults).toEqual([]);
  });

  it('has nothing that axe objects to, light or dark', async () => {
    const page = await panel.open(await panel.site(), await panel.profile());
    await fill(page);
    await page.getByRole('button', { name: 'Erase everything' }).click();
    await page.getByLabel('Passphrase, 8 characters or more').fill('correct horse');
    expect(await violationsInBothOf(page)).toEqual([]);
  });

  it('fits a telephone, twice the zoom, twice the text, a small screen at 400 % and reading from the right', async () => {
    const page = await panel.open(
      await panel.site({ body: PANEL_FROM_RIGHT }),
      await panel.profile({ ...ZOOMED, bypassCSP: true }),
    );
    await fill(page);
    await page.getByLabel('Passphrase, 8 characters or more').fill('correct horse');
    await page.getByRole('button', { name: 'Show as a code' }).click();
    await page
      .getByText(/^(Scan this|That is too much)/)
      .first()
      .waitFor();
    expect(await misfitsOf(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 512 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  });

  it('is used by keyboard alone: what Tab reaches is named, and every button and field is reached', async () => {
    const page = await panel.open(await panel.site(), await panel.profile());
    await fill(page);
    await page.locator('h1').evaluate((heading) => {
      heading.tabIndex = -1;
      heading.focus();
    });
    const reached = new Set<string>();
    for (let presses = 0; presses < 200; presses++) {
      await page.keyboard.press('Tab');
      const at = await page.evaluate(() => {
        const element = document.activeElement?.shadowRoot?.activeElement;
        const all = [...(document.querySelector('shelfwise-privacy')?.shadowRoot?.querySelectorAll('*') ?? [])];
        return element && [all.indexOf(element), element.ariaLabel ?? element.textContent, element.localName].join('|');
      });
      if (at === null || at === undefined) break;
      reached.add(at);
    }
    const controls = await page.evaluate(
      () =>
        document.querySelector('shelfwise-privacy')!.shadowRoot!.querySelectorAll('button,input:not(:disabled),summary')
          .length,
    );
    expect(reached.size).toBe(controls);
  });

  it('does all it can for somebody who has a keyboard alone', async () => {
    const page = await panel.open(await panel.site(), await panel.profile());
    await allow(page);
    const row = await rowOf(page);
    await track(page, row.slice(0, 3));
    await page
      .getByRole('button', { name: /^Forget / })
      .first()
      .waitFor();
    const walk = walkOn(page);
    const isDone = async (text: string | RegExp): Promise<string> => {
      await page.getByRole('status').getByText(text).waitFor();
      return walk.stop();
    };
    await walk.use(/^Forget /);
    await isDone(/^Forgotten: /);
    await walk.use(/^What if I had not met /, { key: 'Space' });
    await page.locator('[part~=what-if]:not(:empty)').first().waitFor();
    expect(await walk.stop()).toMatch(/^What if/);
    await walk.use(/^Show no more of /);
    await isDone(/comes in no row any more/);
    await walk.use(/^Show again: /);
    await isDone(/may come in a row again/);
    await walk.use(/^Somebody else is here/, { key: 'Space' });
    expect(await isDone('Done. This holds from now on.')).toMatch(/^Somebody else/);
    await page.keyboard.press('Space');

    await walk.to(/^Passphrase/);
    await walk.type('correct horse');
    const saving = page.waitForEvent('download');
    await walk.use('Save as a file');
    expect((await saving).suggestedFilename()).toBe('my-shop-profile.shelfwise');
    expect(await walk.stop()).toBe('Save as a file');
    await walk.use('Erase everything');
    expect(await walk.stop()).toBe('No, keep it');
    await walk.use('Yes, erase it', { step: 'Shift+Tab' });
    expect(await isDone('Everything is erased.')).toBe('Bring it back');
    await page.keyboard.press('Enter');
    expect(await isDone('It is back')).toBe('Erase everything');
  });

  it('speaks the shop’s own words, given before or after its code is there', async () => {
    const page = await panel.open(await panel.site({ body: '<p>Nothing here yet.</p>' }), await panel.profile());
    await page.waitForTimeout(300);
    expect(await page.evaluate(() => customElements.get('shelfwise-privacy'))).toBe(undefined);
    await page.evaluate(() => {
      const element = document.createElement('shelfwise-privacy');
      Object.assign(element, { words: { title: 'Was hier bekannt ist' } });
      document.body.append(element);
    });
    await page.getByRole('heading', { name: 'Was hier bekannt ist' }).waitFor();
    await page.getByRole('heading', { name: 'What has left this browser' }).waitFor();
    await page.evaluate(() =>
      Object.assign(document.querySelector('shelfwise-privacy')!, { words: { title: 'Ce que l’on sait ici' } }),
    );
    await page.getByRole('heading', { name: 'Ce que l’on sait ici' }).waitFor();
  });

  it('says so where Shelfwise cannot start', async () => {
    const policy = STRICT_POLICY.replace("worker-src 'self'", "worker-src 'none'");
    const site = await panel.site({ headers: { 'content-security-policy': policy } });
    const page = await panel.open(site, await panel.profile());
    await page.getByText('Shelfwise did not start in this browser').waitFor();
    expect(await page.getByRole('switch').count()).toBe(0);
    const noWorker = await panel.profile();
    await noWorker.addInitScript(() => Reflect.deleteProperty(globalThis, 'Worker'));
    const without = await panel.open(await panel.site(), noWorker);
    await without.getByText('Shelfwise did not start in this browser').waitFor();
    expect(await without.getByRole('switch').count()).toBe(0);
  });
});

describe('the panel’s file', () => {
  const LOADED = '[part~=panel]';

  it('comes from another origin as it was built, or not at all', async () => {
    const cdn = await panel.site();
    const shop = await panel.site({ sdkOrigin: cdn.origin });
    const page = await panel.open(shop, await panel.profile());
    await page.locator(LOADED).waitFor();

    const changed = await panel.site({ files: { '/shelfwise/privacy.js': 'window.hacked = 1' } });
    const other = await panel.open(await panel.site({ sdkOrigin: changed.origin }), await panel.profile());
    await other.waitForTimeout(1000);
    expect(await other.evaluate(() => 'hacked' in window)).toBe(false);
    expect(await other.evaluate(() => customElements.get('shelfwise-privacy'))).toBe(undefined);
  });

  it('is not asked for by a page without the element', async () => {
    const profile = await panel.profile();
    const requests: string[] = [];
    profile.on('request', (request) => requests.push(new URL(request.url()).pathname));
    const page = await panel.open(await panel.site({ body: '<p>No panel.</p>' }), profile);
    await rowOf(page);
    await page.waitForTimeout(300);
    expect(requests.filter((path) => path.includes('privacy'))).toEqual([]);
  });
});
