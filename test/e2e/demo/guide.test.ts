import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { misfitsOf, readFromRight, ZOOMED } from '../../helpers/misfits.js';
import { violationsInBothOf } from '../../helpers/violations.js';
import { walkOn } from '../../helpers/walk.js';
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

  it('is used by keyboard alone: a look, the noisy answer, somebody else, the sliders', async () => {
    const { page, context, faults } = await shop.visit('/guide/');
    await page.locator('.pick').first().waitFor();
    const walk = walkOn(page);
    const before = await namesOf(page);
    await walk.use(/Look at it$/);
    await expect.poll(() => namesOf(page), SOON).not.toEqual(before);
    expect(await walk.stop()).toMatch(/Looked at$/);
    await walk.use('Be somebody else');
    await expect.poll(() => namesOf(page), SOON).toEqual(before);
    expect(await walk.stop()).toMatch(/What the shopper sees$/);
    await walk.use('Make the noisy answer', { key: 'Space' });
    expect(await walk.stop()).toBe('Make it again');

    const errorOf = async (): Promise<number> => parseFloat(await page.locator('.verdict strong').innerText());
    await walk.to('Shoppers who answer');
    await walk.press('End');
    await page.getByText('100,000', { exact: true }).waitFor();
    await walk.press('ArrowLeft');
    await page.getByText('56,234', { exact: true }).waitFor();
    await walk.to(/^Budget/);
    await walk.press('Home');
    const noisy = await errorOf();
    await walk.press('End');
    expect(await errorOf()).toBeLessThan(noisy);
    await walk.use('The figures');
    await page.getByRole('table').waitFor();
    await walk.use('Another week');
    expect(await walk.stop()).toBe('Another week');
    expect(faults).toEqual([]);
    await context.close();
  });

  it('has nothing that axe objects to, light or dark', async () => {
    const { page, context } = await shop.visit('/guide/', { bypassCSP: true });
    await page.locator('.pick').first().waitFor();
    await page.getByRole('button', { name: 'Make the noisy answer' }).click();
    await page.getByText('The figures').click();
    expect(await violationsInBothOf(page)).toEqual([]);
    await context.close();
  });

  it('fits a telephone, twice the zoom, twice the text and reading from the right', async () => {
    const { page, context } = await shop.visit('/guide/', ZOOMED, readFromRight);
    await page.locator('.pick').first().waitFor();
    await page.getByRole('button', { name: 'Make the noisy answer' }).click();
    await page.getByText('The figures').click();
    expect(await misfitsOf(page)).toEqual([]);
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
