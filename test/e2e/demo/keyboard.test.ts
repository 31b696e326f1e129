import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useDemoShop } from './open-shop.js';

const shop = useDemoShop();

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { activeElement } = document;
    return activeElement?.getAttribute('aria-label') ?? activeElement?.textContent.trim() ?? '';
  });

/** Presses Tab until what has the focus is called `name`. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press('Tab');
    const current = await focused(page);
    if (typeof name === 'string' ? current === name : name.test(current)) return;
  }
  throw new Error(`expected Tab to reach ${String(name)}`);
}

describe('the storefront by keyboard', () => {
  it('can be searched, bought from and left again', async () => {
    const { page, context } = await shop.visit('/');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Skip to the products');
    await tabTo(page, /^Test & Sons/);
    await page.keyboard.press('Tab');
    await page.keyboard.type('oak');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '“oak”' }).waitFor();
    expect(await focused(page)).toBe('“oak”');

    await page.locator('.grid .card').first().focus();
    await page.keyboard.press('Enter');
    await page.locator('.product').waitFor();
    await tabTo(page, 'Add to basket');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Basket 1' }).waitFor();
    await context.close();
  });

  // Failed once in four whole runs for a cause not found, and in none of 83 repeats under load: one second try.
  it('opens the panel, holds the focus in it, and gives it back on Escape', { retry: 1 }, async () => {
    const { page, context, faults } = await shop.visit('/');
    await page.locator('.row[data-own=yes]').first().waitFor();
    await tabTo(page, 'Made in your browser');
    const mark = await page.evaluateHandle(() => document.activeElement);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Made in your browser' }).waitFor();
    await page.getByText('Nothing of what you did has left this browser.').waitFor();
    for (let presses = 0; presses < 12; presses++) {
      await page.keyboard.press('Tab');
      const isOutside = await page.evaluate(() => document.activeElement?.matches('#main *, .top *, .foot *') === true);
      expect(isOutside).toBe(false);
    }
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(await page.evaluate((element) => element === document.activeElement, mark)).toBe(true);
    expect(faults).toEqual([]);
    await context.close();
  });
});
