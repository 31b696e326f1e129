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
    await page.locator('.row[data-row=trending][data-own=yes]').waitFor();
    expect(await page.evaluate(() => (globalThis as unknown as { layoutShift: number }).layoutShift)).toBe(0);
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

/** The addresses of all cards in rows. */
const rowLinks = (page: Page): Promise<string[]> =>
  page.locator('.row .card').evaluateAll((cards) => cards.map((card) => (card as HTMLAnchorElement).href));

describe('a card in a row', () => {
  it('says on request why it is there, naming what was looked at', async () => {
    const { page, context, faults } = await shop.visit('/category/garden');
    const [looked] = await viewProducts(page, 1);
    await page.getByRole('link', { name: 'Test & Sons' }).first().click();
    const row = page.locator('.row[data-row=home]');
    await row.locator('.why').filter({ hasText: 'Because you looked at' }).waitFor();
    await row
      .getByRole('button', { name: /^Why this/ })
      .first()
      .click();
    const said = row.getByRole('group', { name: 'Why this?' });
    await said.getByText(`You looked at ${looked!}`).waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });

  it('goes when the shopper is not interested, from this row and from all others', async () => {
    const { page, context } = await shop.visit('/category/garden');
    await viewProducts(page, 1);
    await page.locator('.grid .card').first().click();
    const row = page.locator('.row[data-row=product-for-you][data-own=yes]');
    await row.locator('.shelfwise-card').first().waitFor();
    const unwanted = await row
      .locator('li slot')
      .first()
      .evaluate((slot: HTMLSlotElement) => {
        return slot.assignedElements()[0]!.querySelector('a')!.href;
      });
    await row
      .getByRole('button', { name: /^Why this/ })
      .first()
      .click();
    await row.getByRole('button', { name: 'Not interested' }).click();
    await row.getByRole('button', { name: 'Undo' }).waitFor();
    await page.getByRole('button', { name: 'Add to basket' }).click(); // makes the rows anew
    await expect.poll(() => rowLinks(page)).not.toContain(unwanted);
    for (const link of ['Test & Sons', 'Basket', 'Saved']) {
      await page.getByRole('link', { name: link }).first().click();
      await page.locator('.row[data-own=yes]').first().waitFor();
      expect(await rowLinks(page)).not.toContain(unwanted);
    }
    await context.close();
  });

  it('comes once on a page', async () => {
    const { page, context } = await shop.visit('/category/garden');
    await viewProducts(page, 2);
    await page.getByRole('link', { name: 'Test & Sons' }).first().click();
    await page.locator('.row[data-row=home][data-own=yes]').waitFor();
    await page.locator('.row[data-row=trending][data-own=yes]').waitFor();
    await expect
      .poll(async () => {
        const links = await rowLinks(page);
        return links.length === 24 && new Set(links).size === 24;
      })
      .toBe(true);
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
