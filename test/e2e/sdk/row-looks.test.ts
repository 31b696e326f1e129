import { describe, expect, it } from 'vitest';
import { madeItem } from './faulty-worker.js';
import { STRICT_POLICY, untilShown, useRow } from './row-page.js';
import { htmlPage, scriptTag } from './sdk-page.js';

const openRow = useRow();

const PICTURES = (i: number): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" fill="hsl(${(i * 47) % 360} 30% 75%)"/><circle cx="20" cy="22" r="11" fill="hsl(${(i * 47) % 360} 35% 45%)"/></svg>`;

const SHOWN = [
  madeItem('1', {
    item_name: 'Linen curtain, undyed',
    link: '/p/1',
    image_link: '/0.svg',
    price: 49,
    sale_price: 39,
    currency: 'EUR',
  }),
  madeItem(
    '2',
    {
      item_name:
        'A title of many words that a supplier wrote without ever looking at how wide a card is on anybody’s telephone or desk, so it is cut off after two lines',
      link: '/p/2',
      image_link: '/1.svg',
      price: 12345.67,
      sale_price: 9999.99,
      currency: 'INR',
    },
    'Goes with the brass curtain rod you bought',
  ),
  madeItem(
    '3',
    { item_name: 'Oak stool', link: '/p/3', image_link: '/absent.svg', price: 85, currency: 'EUR' },
    'Popular this week',
  ),
  madeItem(
    '4',
    { item_name: 'Watering can', link: '/p/4', image_link: '/3.svg', price: 24.5, currency: 'EUR' },
    'Same kind as the pots you looked at',
  ),
  ...[5, 6, 7].map((i) =>
    madeItem(String(i), {
      item_name: `Stoneware bowl ${i}`,
      link: `/p/${i}`,
      image_link: `/${i}.svg`,
      price: 8 * i,
      currency: 'EUR',
    }),
  ),
];

describe('its looks', () => {
  const styles = `<link rel="stylesheet" href="/shop.css">`;
  const css = (dark: boolean): string =>
    `body{margin:24px;font:16px/1.5 system-ui;${dark ? 'background:#14201b;color:#e9e6dd;color-scheme:dark' : 'background:#fbfaf6;color:#1c2420'}}`;

  it.each([
    { name: 'light', width: 1440 },
    { name: 'dark', width: 768, dark: true },
    { name: 'right-to-left', width: 768, attributes: ' dir="rtl" lang="ar"' },
    { name: 'telephone', width: 360 },
    { name: 'grid', width: 1440, layout: 'layout="grid"' },
    { name: 'grid-telephone-dark', width: 360, dark: true, layout: 'layout="grid"' },
  ])('fit the page: $name', async ({ name, width, attributes = '', dark = false, layout = '' }) => {
    const files = Object.fromEntries([0, 1, 3, 5, 6, 7].map((i) => [`/${i}.svg`, PICTURES(i)]));
    const { page } = await openRow({
      html: htmlPage(
        `<div${attributes}><shelfwise-row scenario="home" count="7" ${layout}></shelfwise-row></div><p id="below">Text below.</p>${scriptTag()}`,
        styles,
      ),
      headers: { 'content-security-policy': STRICT_POLICY },
      files: { ...files, '/shop.css': css(dark) },
      faults: { items: SHOWN },
    });
    await page.setViewportSize({ width, height: 480 });
    await untilShown(page);
    await page.waitForLoadState('networkidle');
    const folder = process.env['SHELFWISE_SCREENSHOTS'];
    if (folder) await page.screenshot({ path: `${folder}/row-${name}.png`, fullPage: true });
    const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(widths[0]).toBe(widths[1]); // the row scrolls, never the page
    const colours = await page
      .locator('[part=title]')
      .first()
      .evaluate((title) => [getComputedStyle(title).color, getComputedStyle(document.body).color]);
    expect(colours[0]).toBe(colours[1]);
    await page.locator('[part=menu-button]').nth(1).click();
    await page.locator('[part=menu]').nth(1).waitFor();
    if (folder) await page.screenshot({ path: `${folder}/row-${name}-menu.png`, fullPage: true });
  });
});
