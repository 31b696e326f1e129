import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { misfitsOf } from '../../helpers/misfits.js';
import { violationsInBothOf } from '../../helpers/violations.js';
import { walkOn } from '../../helpers/walk.js';
import { madeItem } from './faulty-worker.js';
import { untilShown, useRow, type RowOptions } from './row-page.js';
import { htmlPage, scriptTag } from './sdk-page.js';

const openRow = useRow();

const LONG =
  'A title of many words that a supplier wrote without ever looking at how wide a card is on anybody’s telephone or desk';
const ITEMS = Array.from({ length: 8 }, (_, at) =>
  madeItem(
    String(at),
    {
      ...{ item_name: at === 1 ? LONG : `Bowl ${String(at)}`, link: `/p/${String(at)}`, image_link: '/p.svg' },
      ...{ price: at === 1 ? 12_345.67 : 8 * at, currency: 'EUR', ...(at === 1 && { sale_price: 9_999.99 }) },
    },
    at === 0 ? 'Goes with the brass curtain rod you bought' : 'Popular this week',
  ),
);
const CAUSES = [
  { itemId: 'lamp', itemName: 'Brass lamp', name: 'view_item', time: 0, share: 0.5 },
  { itemId: 'rug', itemName: LONG, name: 'purchase', time: 0, share: 0.3 },
] as const;
const STYLE = `:root { color-scheme: light dark }
  body { margin: 24px; font: 1rem/1.5 system-ui; background: light-dark(#fbfaf6, #14201b); color: light-dark(#1c2420, #e9e6dd) }
  article { display: grid; gap: 4px } img { max-width: 100%; height: auto } a { color: inherit }`;
const TEMPLATE = `<template slot="card"><article>
  <a data-bind-href="link"><img data-bind-src="image" alt="" width="200" height="200"><span data-bind="title"></span></a>
  <b data-bind="price"></b><em data-bind="reason"></em></article></template>`;
const ROWS = `<shelfwise-row id="carousel" scenario="a"></shelfwise-row>
  <shelfwise-row id="grid" scenario="b" layout="grid" heading="Picked for you"></shelfwise-row>
  <shelfwise-row id="own" scenario="c" heading="Also of interest">${TEMPLATE}</shelfwise-row>`;

async function openRows(options: RowOptions = {}): Promise<Page> {
  const head =
    '<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/page.css">';
  const { page } = await openRow({
    html: htmlPage(`<main><h1>Shop</h1>${ROWS}<p>Below</p></main>${scriptTag()}`, head).replace(
      '<html',
      '$& dir="rtl"',
    ),
    files: { '/page.css': STYLE, '/p/2': htmlPage('<h1>Bowl 2</h1>') },
    ...options,
    faults: { items: ITEMS, causes: CAUSES, ...options.faults },
  });
  return page;
}

async function openMenu(page: Page, row: string, at: number): Promise<void> {
  await page.locator(`#${row} [part=menu-button]`).nth(at).focus();
  await page.keyboard.press('Enter');
  await page.locator(`#${row} [part=menu]`).nth(at).waitFor();
}

describe('a row, for everybody', () => {
  it('has nothing that axe objects to and fits, as carousel, grid and own cards, with menus open and an item dismissed', async () => {
    const page = await openRows();
    await untilShown(page);
    await page.locator('#own [part=menu-button]').first().waitFor({ state: 'attached' });
    expect(await violationsInBothOf(page)).toEqual([]);
    await openMenu(page, 'carousel', 1);
    await openMenu(page, 'own', 0);
    await openMenu(page, 'grid', 0);
    await page.locator('#grid').getByRole('button', { name: 'Not interested' }).click();
    expect(await violationsInBothOf(page)).toEqual([]);
    expect(await misfitsOf(page)).toEqual([]);
  });

  it('has nothing that axe objects to and fits while it waits', async () => {
    const page = await openRows({ faults: { helloDelayMs: 60_000 } });
    await page.locator('[part=card]').first().waitFor({ state: 'attached' });
    expect(await violationsInBothOf(page)).toEqual([]);
    expect(await misfitsOf(page)).toEqual([]);
  });

  it('is used by keyboard alone', async () => {
    const page = await openRows();
    await untilShown(page);
    await page.locator('#carousel [part=menu-button]').first().waitFor({ state: 'attached' });
    await page.evaluate(() => (document.documentElement.dir = 'ltr'));
    await page.setViewportSize({ width: 700, height: 600 });
    const walk = walkOn(page);
    const list = page.locator('#carousel [part=list]');
    const scrolled = (): Promise<number> => list.evaluate(({ scrollLeft }) => scrollLeft);
    await walk.use('Next products');
    await expect.poll(scrolled).toBeGreaterThan(300);
    expect(await walk.stop()).toBe('Next products');
    await walk.use('Previous products', { step: 'Shift+Tab', key: 'Space' });
    await expect.poll(scrolled).toBe(0);

    await walk.to(/^Bowl 0/);
    expect(await walk.press('ArrowRight')).toMatch(/^A title/);
    expect(await walk.press('End')).toMatch(/^Bowl 7/);
    expect(await walk.press('Home')).toMatch(/^Bowl 0/);
    await walk.use('Why this? Bowl 0');
    await page.getByRole('group', { name: 'Why this?' }).waitFor();
    expect(await walk.stop()).toBe('Close');
    expect(await walk.press('Shift+Tab')).toBe('Not interested');
    expect(await walk.press('Shift+Tab')).toContain('You looked at Brass lamp');
    const isCovered = (): Promise<boolean> =>
      page
        .locator('#carousel [part=card]')
        .first()
        .evaluate((link: HTMLElement) => link.inert);
    expect(await isCovered()).toBe(true); // who cannot see it cannot get to it either
    expect(await walk.press('Escape')).toBe('Why this? Bowl 0');
    expect(await isCovered()).toBe(false);
    await page.keyboard.press('Enter');
    await page.getByRole('group', { name: 'Why this?' }).waitFor();
    await walk.use('Not interested', { step: 'Shift+Tab', key: 'Space' });
    expect(await walk.stop()).toBe('Undo');
    expect(await walk.press('Enter')).toBe('Why this? Bowl 0');
    await walk.press('Shift+Tab');
    await walk.press('ArrowRight');
    expect(await walk.press('ArrowRight')).toMatch(/^Bowl 2/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Bowl 2' }).waitFor();
  });
});
