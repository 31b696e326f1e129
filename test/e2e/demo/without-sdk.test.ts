import { describe, expect, it } from 'vitest';
import { blockSdk, firstProductId, useDemoShop } from './open-shop.js';

const shop = useDemoShop();

describe('the storefront without Shelfwise', () => {
  it.each([
    ['/', 'All we have'],
    ['/category/everything', 'Everything'],
    ['/category/garden', 'Garden'],
    ['/search?q=oak', '“oak”'],
    ['/search?q=zzzz', '“zzzz”'],
    ['/cart', 'Basket'],
    ['/saved', 'Saved products'],
    ['/order', 'No order in this visit'],
    ['/product/no-such-product', 'This shelf is empty'],
    ['/no/such/page', 'This shelf is empty'],
  ])('shows %s with the rows that are the same for everyone', async (address, heading) => {
    const { page, context, faults } = await shop.visit(address, {}, blockSdk);
    expect(await page.locator('main h1').innerText()).toBe(heading);
    expect(await page.locator('.row').first().getAttribute('data-own')).toBe('no');
    expect(await page.locator('.row .card').count()).toBeGreaterThanOrEqual(6);
    expect(faults).toEqual([]);
    await context.close();
  });

  it('sells: product, basket, order', async () => {
    const { page, context, faults } = await shop.visit('/', {}, blockSdk);
    await page.goto(shop.url(`/product/${await firstProductId(page)}`));
    await page.getByRole('button', { name: 'Add to basket' }).click();
    await page.getByRole('link', { name: 'Basket 1' }).click();
    await page.getByRole('button', { name: 'One more' }).click();
    expect(await page.locator('.quantity output').innerText()).toBe('2');
    await page.getByRole('button', { name: 'Place the order' }).click();
    expect(await page.locator('main h1').innerText()).toBe('Thank you');
    expect(faults).toEqual([]);
    await context.close();
  });

  it('says in the panel that nothing is known', async () => {
    const { page, context } = await shop.visit('/', {}, blockSdk);
    await page.locator('.mark').first().click();
    await page.getByText('Shelfwise did not load').waitFor();
    await context.close();
  });

  it('answers an unknown address with status 404', async () => {
    const { page, context } = await shop.visit('/', {}, blockSdk);
    expect((await page.goto(shop.url('/no/such/page')))?.status()).toBe(404);
    await context.close();
  });
});
