import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { misfitsOf, readFromRight, ZOOMED } from '../../helpers/misfits.js';
import { firstProductId, useDemoShop } from './open-shop.js';

const shop = useDemoShop();

const rowsAreMade = (page: Page): Promise<void> => page.getByText('Made in your browser').first().waitFor();

describe('the storefront fits a telephone, twice the zoom, twice the text and reading from the right', () => {
  it.each(['/', '/category/everything', '/search?q=oak', '/search?q=zzzz', '/saved', '/nowhere'])(
    'at %s',
    async (address) => {
      const { page, context, faults } = await shop.visit(address, ZOOMED, readFromRight);
      await rowsAreMade(page);
      expect(await misfitsOf(page)).toEqual([]);
      expect(faults).toEqual([]);
      await context.close();
    },
  );

  it('from a product to the order, and with the panel open', async () => {
    const { page, context, faults } = await shop.visit('/cart', ZOOMED, readFromRight);
    const fits = async (): Promise<void> => {
      await rowsAreMade(page);
      expect(await misfitsOf(page)).toEqual([]);
    };
    await fits();
    await page.goto(shop.url(`/product/${await firstProductId(page)}`));
    await fits();
    await page.getByRole('button', { name: 'Add to basket' }).click();
    await page.getByRole('link', { name: '1 in your basket' }).click();
    await fits();
    await page.getByRole('button', { name: 'Place the order' }).click();
    await page.getByRole('heading', { name: 'Thank you' }).waitFor();
    await fits();
    await page.getByText('Made in your browser').first().click();
    await page.getByRole('heading', { name: 'Your tastes' }).waitFor();
    await fits();
    expect(faults).toEqual([]);
    await context.close();
  });
});
