import { describe, expect, it } from 'vitest';
import { violationsOf } from '../../helpers/violations.js';
import { firstProductId, useDemoShop } from './open-shop.js';

const shop = useDemoShop();

describe.each(['light', 'dark'] as const)('the storefront, %s, has nothing that axe objects to', (colorScheme) => {
  const visit = (address: string) => shop.visit(address, { colorScheme, bypassCSP: true });

  it.each(['/', '/category/everything', '/search?q=oak', '/search?q=zzzz', '/cart', '/saved', '/nowhere'])(
    'at %s',
    async (address) => {
      const { page, context } = await visit(address);
      await page.waitForTimeout(500); // rows that come are there
      expect(await violationsOf(page)).toEqual([]);
      await context.close();
    },
  );

  it('at a product, with rows and the panel open', async () => {
    const { page, context } = await visit('/');
    await page.goto(shop.url(`/product/${await firstProductId(page)}`));
    await page.locator('.row[data-own=yes]').first().waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByText('Made in your browser').first().click();
    await page.getByRole('dialog').waitFor();
    await page.waitForTimeout(500);
    expect(await violationsOf(page)).toEqual([]);
    await context.close();
  });
});
