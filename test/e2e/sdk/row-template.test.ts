import { describe, expect, it } from 'vitest';
import { madeItem } from './faulty-worker.js';
import { STRICT_POLICY, untilShown, useRow } from './row-page.js';
import { htmlPage } from './sdk-page.js';

const openRow = useRow();

const TEMPLATE = `<template slot="card">
  <article class="own-card">
    <a data-bind-href="link"><img data-bind-src="image" data-bind-alt="title" loading="lazy" width="200" height="200">
      <h3 data-bind="title"></h3></a>
    <b data-bind="price"></b> <s data-bind="price_before"></s> <em data-bind="item_brand"></em> <i data-bind="reason"></i>
  </article>
</template>`;
const ROW = `<shelfwise-row scenario="home" heading="Picked for you">${TEMPLATE}<p>Bestsellers</p></shelfwise-row>`;

describe('a shop’s own card', () => {
  it('is filled from its template, where the page’s style sheets reach it; what is absent is hidden', async () => {
    const item = madeItem('a', { item_name: 'Lamp', link: '/p/a', image_link: '/p.svg', price: 20, currency: 'EUR' });
    const { page, errors } = await openRow({
      row: `<link rel="stylesheet" href="/own.css">${ROW}`,
      files: { '/own.css': '.own-card{border-top:3px solid rgb(1, 2, 3)}', '/p/a': htmlPage('product a') },
      faults: { items: [item, madeItem('b', { item_name: 'Rug', item_brand: 'Loom' })] },
    });
    await untilShown(page);
    expect(await page.getByText('Bestsellers').isVisible()).toBe(false);
    const card = page.locator('.own-card').first();
    expect(await card.locator('h3').textContent()).toBe('Lamp');
    expect(await card.locator('b').textContent()).toBe('€20.00');
    expect(await card.locator('img').getAttribute('alt')).toBe('Lamp');
    expect(await card.locator('s').isVisible()).toBe(false);
    expect(await page.locator('.own-card em').allTextContents()).toEqual(['', 'Loom']);
    expect(await card.evaluate((element) => getComputedStyle(element).borderTopColor)).toBe('rgb(1, 2, 3)');
    await page.evaluate(() => {
      Object.assign(window, { selected: [] });
      addEventListener('shelfwise:select', (event) => {
        event.preventDefault();
        (window as unknown as { selected: string[] }).selected.push(
          (event as CustomEvent<{ itemId: string }>).detail.itemId,
        );
      });
    });
    await card.locator('h3').click();
    await card.locator('b').click(); // no link
    expect(await page.evaluate(() => (window as unknown as { selected: string[] }).selected)).toEqual(['a']);
    expect(errors).toEqual([]);
  });

  it('goes with its item, has a menu, and leaves nothing behind', async () => {
    const list = ['a', 'b', 'c'].map((id) => madeItem(id, { item_name: `Item ${id}`, link: `/p/${id}` }));
    const { page } = await openRow({ row: ROW, faults: { items: list } });
    await untilShown(page);
    await page.getByRole('button', { name: 'Why this? Item b' }).waitFor({ state: 'attached' });
    await page.locator('.own-card a').nth(1).focus();
    await page.evaluate((items) => new BroadcastChannel('test').postMessage({ items }), [list[0], list[2]]);
    await expect.poll(() => page.locator('.own-card h3').allTextContents()).toEqual(['Item a', 'Item c']);
    expect(await page.locator('.shelfwise-card').count()).toBe(2);
    expect(await page.evaluate(() => document.activeElement?.textContent.trim())).toBe('Item c');
  });

  it('can be bound to texts and harmless addresses only: a hostile catalog stays text', async () => {
    const hostile = '<img src=x onerror=window.hacked=1>';
    const script = 'javascript:window.hacked=1';
    const template = `<template>
      <div class="own-card" data-bind-onclick="title" data-bind-style="title" data-bind-class="title" data-bind-id="title"
        data-bind-srcdoc="title" data-bind-inner-html="title" data-bind-title="title">
      <a data-bind-href="link">x</a><p data-bind="title"></p><p data-bind="__proto__"></p><p data-bind="constructor"></p>
      <script type="text/plain" data-bind-src="image"></script><iframe data-bind-src="image"></iframe>
      <form data-bind-action="image"></form><svg><use data-bind-href="image"></use></svg><base data-bind-href="image">
      <img data-bind-src="link"></div></template>`;
    const { page, errors } = await openRow({
      row: `<shelfwise-row scenario="home">${template}</shelfwise-row>`,
      headers: { 'content-security-policy': STRICT_POLICY },
      faults: { items: [madeItem('a', { item_name: hostile, link: script, image_link: 'https://evil.example/x' })] },
    });
    await untilShown(page);
    const card = page.locator('.own-card');
    expect(await card.locator('p').allTextContents()).toEqual([hostile, '', '']);
    expect(await card.getAttribute('title')).toBe(hostile);
    const written = await card.evaluate((element) =>
      [element, ...element.querySelectorAll('*')].flatMap((each) =>
        each
          .getAttributeNames()
          .filter((name) => !name.startsWith('data-bind') && each.getAttribute(name) !== 'own-card'),
      ),
    );
    expect(new Set(written)).toEqual(new Set(['title', 'hidden', 'type']));
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    expect(errors).toEqual([]);
  });
});
