import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { violationsOf } from '../../helpers/violations.js';
import { useDemoShop } from './open-shop.js';

const shop = useDemoShop();
const SOON = { timeout: 15_000 };

/** What leaves while the page is used: everything but reading the shop's files. */
function listenForPosts(page: Page): string[] {
  const posts: string[] = [];
  page.on('request', (request) => {
    if (request.method() !== 'GET') posts.push(request.url());
  });
  return posts;
}

const namesOf = (page: Page): Promise<string[]> => page.locator('.pick-name').allTextContents();

describe('the guide', () => {
  it('shows a shopper, a device and a server, and sends nothing', async () => {
    const posts: string[] = [];
    const { page, context, faults } = await shop.visit('/guide/', {}, (opened) => {
      posts.push(...listenForPosts(opened));
      return Promise.resolve();
    });
    await page.locator('.pick').first().waitFor();
    const before = await namesOf(page);
    await page.locator('.offer').nth(1).click();
    await page.locator('.side').nth(1).locator('.facts li').first().waitFor();
    await expect.poll(() => namesOf(page), SOON).not.toEqual(before);

    await page.getByRole('button', { name: 'Make the noisy answer' }).click();
    const department = await page.locator('.answer dd').first().textContent();
    expect(department).not.toBe('Nothing');
    await page.getByRole('button', { name: 'Be somebody else' }).click();
    await expect.poll(() => namesOf(page), SOON).toEqual(before);
    expect(posts).toEqual([]);
    expect(await page.evaluate(() => [localStorage.length, document.cookie])).toEqual([0, '']);
    expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
    expect(faults).toEqual([]);
    await context.close();
  });

  it('follows its sliders by keyboard', async () => {
    const { page, context, faults } = await shop.visit('/guide/');
    const shoppers = page.getByRole('slider', { name: /^Shoppers/ });
    await shoppers.focus();
    await page.keyboard.press('End');
    await page.getByText('100,000', { exact: true }).waitFor();
    const errorOf = async (): Promise<number> => parseFloat(await page.locator('.verdict strong').innerText());
    await page.getByRole('slider', { name: /^Budget/ }).focus();
    await page.keyboard.press('Home');
    const noisy = await errorOf();
    await page.keyboard.press('End');
    expect(await errorOf()).toBeLessThan(noisy);
    expect(faults).toEqual([]);
    await context.close();
  });

  it.each(['light', 'dark'] as const)('has nothing that axe objects to, %s', async (colorScheme) => {
    const { page, context } = await shop.visit('/guide/', { colorScheme, bypassCSP: true });
    await page.locator('.pick').first().waitFor();
    await page.getByText('The figures').click();
    expect(await violationsOf(page)).toEqual([]);
    await context.close();
  });

  it('fits a phone', async () => {
    const { page, context } = await shop.visit('/guide/', { viewport: { width: 360, height: 740 } });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await context.close();
  });

  it('draws its plot with a file that the storefront does not load', async () => {
    const { page, context, faults } = await shop.visit('/guide/');
    const scripts = async (): Promise<string[]> => {
      const all = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
      return all.filter((name) => name.endsWith('.js'));
    };
    await page.locator('.plot-truth svg').waitFor();
    expect((await scripts()).filter((name) => name.includes('/draw-plot-'))).toHaveLength(1);
    expect(faults).toEqual([]);
    await page.goto(shop.url('/'));
    await page.locator('main h1').waitFor();
    await page.waitForLoadState('networkidle');
    expect((await scripts()).length).toBeGreaterThan(1);
    for (const name of await scripts()) {
      const text = await (await page.request.get(name)).text();
      expect([name, text.includes('drawn-plot'), text.includes('draw-plot')]).toEqual([name, false, false]);
    }
    await context.close();
  });
});
