import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useDemoShop } from './open-shop.js';

const shop = useDemoShop();

/** Sums up every layout shift the visitor did not cause, in `window.layoutShift`. */
async function watchLayout(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const sum = { layoutShift: 0 };
    Object.assign(globalThis, sum);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
        if (!entry.hadRecentInput) (globalThis as unknown as typeof sum).layoutShift += entry.value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

async function viewProducts(page: Page, count: number): Promise<string[]> {
  const names: string[] = [];
  for (let index = 0; index < count; index++) {
    await page.locator('.grid .card').nth(index).click();
    await page.locator('.product').waitFor();
    names.push(await page.locator('main h1').innerText());
    await page.locator('.row[data-own=yes]').first().waitFor();
    await page.goBack();
  }
  return names;
}

const colourOf = (element: Locator): Promise<string> => element.evaluate((found) => getComputedStyle(found).color);

/** The colour that stands for data leaving the browser, as a computed style has it. */
function signalColour(page: Page): Promise<string> {
  return page.evaluate(() => {
    const probe = document.createElement('span');
    probe.style.color = 'var(--leaves)';
    document.body.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  });
}

describe('rows made in the browser', () => {
  it.each([360, 768, 1440])('take the place of the shop’s own without a shift, at %i px', async (width) => {
    const { page, context, faults } = await shop.visit('/', { viewport: { width, height: 800 } }, watchLayout);
    await page.locator('.row[data-own=yes]').first().waitFor();
    await page.locator('.index-entry').last().scrollIntoViewIfNeeded();
    expect(await page.evaluate(() => (globalThis as unknown as { layoutShift: number }).layoutShift)).toBeLessThan(
      0.01,
    );
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    expect(faults).toEqual([]);
    await context.close();
  });

  it('say which of the shopper’s own products they follow from', async () => {
    const { page, context, faults } = await shop.visit('/category/garden');
    await viewProducts(page, 3);
    await page.getByRole('link', { name: 'Test & Sons' }).first().click();
    await page.locator('.row[data-row=home] .why').filter({ hasText: 'Because you looked at' }).waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });
});

describe('the shopper’s panel', () => {
  it('shows what is known, forgets one product, and erases the rest', async () => {
    const { page, context } = await shop.visit('/category/garden');
    const names = await viewProducts(page, 3);
    await page.getByRole('button', { name: 'On this device', exact: true }).click();
    const panel = page.getByRole('dialog');
    const sent = panel.getByText('Nothing of what you did has left this browser.');
    await sent.waitFor();
    expect(await colourOf(sent)).not.toBe(await signalColour(page));
    await panel.getByText('In the memory of this tab.').waitFor();
    const done = panel.locator('section[part=done] li');
    expect(await done.count()).toBe(3);
    expect(await panel.locator('section[part=tastes] li').count()).toBeGreaterThan(0);

    await panel.getByRole('button', { name: `Forget ${names[0]!}` }).click();
    await panel.getByText(`Forgotten: ${names[0]!}. The rows no longer go by it.`).waitFor();
    expect(await done.count()).toBe(2);

    await panel.getByRole('button', { name: 'Erase everything' }).click();
    await panel.getByRole('button', { name: 'Yes, erase it' }).click();
    await panel.getByText('Everything is erased.').waitFor();
    expect(await done.count()).toBe(0);
    await context.close();
  });
});

describe('the console', () => {
  it('tells what the model was made from and what is shipped', async () => {
    const { page, context, faults } = await shop.visit('/console/#training');
    await page.getByRole('heading', { level: 1, name: /^Model \d+$/ }).waitFor();
    await page.getByRole('heading', { name: 'The history it learned from' }).waitFor();
    expect(await page.getByText('which is not the sum of the above').count()).toBe(0);
    await page.getByRole('heading', { name: 'What is shipped' }).waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });
});
