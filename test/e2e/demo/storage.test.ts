import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useDemoShop } from './open-shop.js';

const shop = useDemoShop();

/** Counts every call of a storage API the page makes, by name, in `window.storageCalls`. */
async function watchStorage(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const calls: string[] = [];
    Object.assign(globalThis, { storageCalls: calls });
    const watch = (owner: object, names: readonly string[]): void => {
      for (const name of names) {
        const wrap = (part: unknown): unknown => {
          if (typeof part !== 'function') return part;
          return function (this: unknown, ...args: unknown[]): unknown {
            calls.push(name);
            return Reflect.apply(part, this, args);
          };
        };
        const found = Object.getOwnPropertyDescriptor(owner, name) ?? {};
        const wrapped = Object.entries(found).map(([key, part]: [string, unknown]) => [key, wrap(part)]);
        if (wrapped.length > 0) Object.defineProperty(owner, name, Object.fromEntries(wrapped) as PropertyDescriptor);
      }
    };
    watch(Storage.prototype, ['getItem', 'setItem', 'removeItem', 'clear', 'key', 'length']);
    watch(window, ['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'cookieStore']);
    watch(Document.prototype, ['cookie']);
    watch(Navigator.prototype, ['storage', 'serviceWorker']);
  });
}

const callsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => (globalThis as unknown as { storageCalls: string[] }).storageCalls);

async function browse(page: Page): Promise<void> {
  await page.locator('.index-entry h3 a').first().click();
  await page.locator('.grid .card').first().click();
  await page.getByRole('button', { name: 'Add to basket' }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.locator('.row[data-own=yes]').first().waitFor();
}

async function switchKeeping(page: Page): Promise<void> {
  await page.locator('.mark').first().click();
  await page.getByRole('switch', { name: 'Remember on this device' }).click();
  await page.locator('[part~=said]').filter({ hasText: 'from now on' }).waitFor();
}

describe('what the storefront stores', () => {
  it('is nothing, by no call at all, before the shopper allows it', async () => {
    const { page, context } = await shop.visit('/', {}, watchStorage);
    await browse(page);
    expect(await callsOf(page)).toEqual([]);
    expect(await context.cookies()).toEqual([]);
    await page.getByRole('button', { name: 'This visit only' }).click();
    await page.getByRole('link', { name: 'Basket 1' }).click();
    expect(await callsOf(page)).toEqual([]);
    await context.close();
  });

  it('comes back on the next visit once the shopper allowed it, and is gone once they take it back', async () => {
    const { page, context } = await shop.visit('/');
    await browse(page);
    await page.getByRole('button', { name: 'Keep it on this device' }).click();
    expect(await context.cookies()).toMatchObject([{ name: 'keep', value: '1' }]);
    await page.goto(shop.url('/cart'));
    await page.getByRole('link', { name: 'Basket 1' }).waitFor();
    expect(await page.locator('.ask').count()).toBe(0);

    await switchKeeping(page);
    expect(await context.cookies()).toEqual([]);
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
    expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
    await context.close();
  });
});
