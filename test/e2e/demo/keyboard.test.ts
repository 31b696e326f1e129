import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { walkOn } from '../../helpers/walk.js';
import { useDemoShop } from './open-shop.js';

const shop = useDemoShop();

const isOnLink = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return active?.localName === 'a';
  });

describe('the storefront by keyboard alone', () => {
  it('is walked from the front door over a row to an order', async () => {
    const { page, context, faults } = await shop.visit('/');
    const walk = walkOn(page);
    await page.getByRole('button', { name: 'Made in your browser' }).first().waitFor();
    expect(await walk.press('Tab')).toBe('Skip to the products');
    await page.keyboard.press('Enter');
    expect(await walk.stop()).toBe('All we have');
    await walk.use('This visit only');
    await walk.stop();

    await walk.to(/^Made in your browser/);
    do await walk.press('Shift+Tab');
    while (!(await isOnLink(page)));
    await walk.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await page.locator('.product').waitFor();
    const name = await page.locator('main h1').innerText();
    expect(await walk.stop()).toBe(name);
    await walk.use('Add to basket');
    expect(await walk.stop()).toBe('Add to basket');
    await walk.use('1 in your basket');
    expect(await walk.stop()).toBe('Basket');

    await walk.use('One more');
    await page.getByText('2 pieces').waitFor();
    expect(await walk.stop()).toBe('One more');
    await walk.use(/^Remove /);
    await page.getByText('Nothing in it yet.').waitFor();
    expect(await walk.stop()).toBe('Basket');

    await page.goBack();
    await page.locator('.product').waitFor();
    await walk.use('Add to basket');
    await walk.use('1 in your basket');
    await walk.use('Place the order');
    expect(await walk.stop()).toBe('Thank you');
    expect(faults).toEqual([]);
    await context.close();
  });

  it('is searched, filtered and ordered by price', async () => {
    const { page, context, faults } = await shop.visit('/');
    const walk = walkOn(page);
    await walk.to('Search the shop');
    await walk.type('oak');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '“oak”' }).waitFor();
    expect(await walk.stop()).toBe('“oak”');
    await walk.use('Reduced', { key: 'Space' });
    await page.getByRole('link', { name: 'Clear filters' }).waitFor();
    expect(await walk.stop()).toBe('Reduced');
    await walk.use('Clear filters');
    await page.getByRole('link', { name: 'Clear filters' }).waitFor({ state: 'hidden' });
    expect(await walk.stop()).toBe('“oak”');
    await walk.to(/^Order/);
    await page.keyboard.press('ArrowDown');
    expect(await walk.stop()).toMatch(/^Order/);
    const shown = await page.locator('.grid .card').count();
    await walk.use('Show more');
    await walk.stop();
    expect(await page.locator('.grid > li').nth(shown).locator('a:focus').count()).toBe(1);
    expect(faults).toEqual([]);
    await context.close();
  });

  // Failed once in four whole runs for a cause not found, and in none of 83 repeats under load: one second try.
  it('opens the panel, holds the focus in it, and gives it back on Escape', { retry: 1 }, async () => {
    const { page, context, faults } = await shop.visit('/');
    const walk = walkOn(page);
    await page.getByRole('button', { name: 'Made in your browser' }).first().waitFor();
    await walk.to('Made in your browser');
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
