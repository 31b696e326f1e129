import { describe, expect, it } from 'vitest';
import { violationsInBothOf } from '../../helpers/violations.js';
import { firstProductId, useDemoShop } from './open-shop.js';

const shop = useDemoShop();

describe('the storefront has nothing that axe objects to, light or dark,', () => {
  it.each(['/', '/category/everything', '/search?q=oak', '/search?q=zzzz', '/cart', '/saved', '/order', '/nowhere'])(
    'at %s',
    async (address) => {
      const { page, context } = await shop.visit(address, { bypassCSP: true });
      await page.waitForTimeout(500); // rows that come are there
      expect(await violationsInBothOf(page)).toEqual([]);
      await context.close();
    },
  );

  it('from a product with its rows to the order, and with the panel open', async () => {
    const { page, context } = await shop.visit('/', { bypassCSP: true });
    await page.goto(shop.url(`/product/${await firstProductId(page)}`));
    await page.getByText('Made in your browser').first().waitFor();
    expect(await violationsInBothOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Add to basket' }).click();
    await page.getByRole('link', { name: '1 in your basket' }).click();
    await page.getByRole('button', { name: 'Place the order' }).waitFor();
    expect(await violationsInBothOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Place the order' }).click();
    await page.getByRole('heading', { name: 'Thank you' }).waitFor();
    expect(await violationsInBothOf(page)).toEqual([]);
    await page.getByText('Made in your browser').first().click();
    await page.getByRole('dialog').waitFor();
    await page.getByRole('heading', { name: 'Your tastes' }).waitFor();
    expect(await violationsInBothOf(page)).toEqual([]);
    await context.close();
  });

  it('where its catalog did not come', async () => {
    const { page, context } = await shop.visit('/', { bypassCSP: true }, async (opened) => {
      await opened.route('**/shop/catalog.json', (route) => route.abort());
    });
    expect(await violationsInBothOf(page)).toEqual([]);
    await context.close();
  });
});
