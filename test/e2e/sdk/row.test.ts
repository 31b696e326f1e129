import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Recommendation } from '../../../core/protocol.js';
import type { ListDetail } from '../../../src/elements/index.js';
import { madeItem } from './faulty-worker.js';
import { untilShown, useRow } from './row-page.js';
import { htmlPage } from './sdk-page.js';

const openRow = useRow();
const items = (...ids: string[]): Recommendation[] =>
  ids.map((id) => madeItem(id, { item_name: `Item ${id}`, link: `/p/${id}` }));
const titles = (page: Page): Promise<string[]> => page.locator('[part=card] [part=title]').allTextContents();
/** Gives the worker another list; the row follows by itself. */
function giveItems(page: Page, next: readonly Recommendation[]): Promise<void> {
  return page.evaluate((list) => new BroadcastChannel('test').postMessage({ items: list }), next);
}

describe('<shelfwise-row>', () => {
  it('shows name, picture, price, former price and reason of each item, and the reason of the first as heading', async () => {
    const lamp = madeItem('a', {
      item_name: 'Lamp',
      link: '/p/a',
      image_link: '/p.svg',
      price: 20,
      sale_price: 12345.67,
      currency: 'EUR',
    });
    const sold = madeItem('b', { item_name: 'Rug', price: 20, sale_price: 15, currency: 'EUR' }, 'Popular now');
    const { page, errors } = await openRow({ faults: { items: [lamp, sold] } });
    await untilShown(page);
    expect(await titles(page)).toEqual(['Lamp', 'Rug']);
    expect(await page.getByRole('heading').textContent()).toBe('Because you looked at a lamp');
    expect(await page.locator('[part=reason]').allTextContents()).toEqual(['', 'Popular now']);
    expect(await page.locator('[part=price] bdi').allTextContents()).toEqual(['€20.00', '€15.00']);
    expect(await page.locator('[part=price-before]').allTextContents()).toEqual(['€20.00']);
    const image = page.locator('[part=image]');
    expect(
      await image.evaluate((element: HTMLImageElement) => [element.loading, element.width > 0, element.alt]),
    ).toEqual(['lazy', true, '']);
    expect(await page.getByRole('list').getAttribute('aria-label')).toBe('Because you looked at a lamp');
    expect(errors).toEqual([]);
  });

  it('takes the shop’s heading, count and language', async () => {
    const row = '<div lang="de"><shelfwise-row heading="Für Sie" count="1" lang="de"></shelfwise-row></div>';
    const { page } = await openRow({
      row,
      faults: { items: [madeItem('a', { price: 5, currency: 'EUR' }), madeItem('b')] },
    });
    await untilShown(page);
    expect(await page.getByRole('heading').textContent()).toBe('Für Sie');
    expect(await page.locator('[part=price]').allTextContents()).toEqual(['5,00\u00a0€']);
  });

  it('keeps the page’s own content where nothing can be recommended, and moves nothing when it takes its place', async () => {
    const row = '<shelfwise-row><p>Bestsellers of this shop</p></shelfwise-row><p id="below">below</p>';
    const failing = await openRow({ row, headers: { 'content-security-policy': "worker-src 'none'" } });
    await failing.page.waitForTimeout(300);
    expect(await failing.page.getByText('Bestsellers of this shop').isVisible()).toBe(true);
    expect(await failing.page.locator('[part=card]').count()).toBe(0 + (await failing.page.locator('.bone').count()));
    expect(failing.warnings).toHaveLength(1);

    const late = await openRow({ row, faults: { helloDelayMs: 300, items: items('a', 'b') } });
    await late.page.waitForFunction(() => customElements.get('shelfwise-row') !== undefined);
    const top = (): Promise<number> =>
      late.page.locator('#below').evaluate((element) => element.getBoundingClientRect().top);
    const before = await top();
    expect(await late.page.getByText('Bestsellers of this shop').isVisible()).toBe(true);
    await untilShown(late.page);
    expect(await late.page.getByText('Bestsellers of this shop').isVisible()).toBe(false);
    expect(await top()).toBe(before);
  });

  it('reserves its place with placeholders that are as high as the cards to come', async () => {
    const row = '<shelfwise-row heading="For you"></shelfwise-row><p id="below">below</p>';
    const { page } = await openRow({ row, faults: { helloDelayMs: 400, items: items('a', 'b') } });
    await page.locator('.bone').first().waitFor();
    const top = (): Promise<number> =>
      page.locator('#below').evaluate((element) => element.getBoundingClientRect().top);
    const before = await top();
    await untilShown(page);
    expect(await page.locator('.bone').count()).toBe(0);
    expect(await top()).toBe(before);
  });

  it('takes no place where it has neither items nor content', async () => {
    const { page } = await openRow({ headers: { 'content-security-policy': "worker-src 'none'" } });
    await page.waitForFunction(() => document.querySelector('shelfwise-row')?.getBoundingClientRect().height === 0);
  });

  it('follows changes: keeps the cards that stay, the scroll position and the focus', async () => {
    const ids = Array.from({ length: 30 }, (_, i) => `i${i}`);
    const { page } = await openRow({
      row: '<shelfwise-row count="30"></shelfwise-row>',
      faults: { items: items(...ids) },
    });
    await untilShown(page);
    await page.evaluate(() => {
      const list = document.querySelector('shelfwise-row')!.shadowRoot!.querySelector('ul')!;
      list.scrollLeft = 700;
      const link = list.querySelector<HTMLElement>('a[href$="/i5"]')!;
      link.focus({ preventScroll: true });
      (window as unknown as { kept: Element }).kept = link;
    });
    await giveItems(page, items('new', ...ids.slice(3, 29).reverse()));
    await page.locator('a[href$="/new"]').waitFor({ state: 'attached' });
    const after = await page.evaluate(() => {
      const root = document.querySelector('shelfwise-row')!.shadowRoot!;
      const { kept } = window as unknown as { kept: Element };
      return {
        isSame: root.querySelector('a[href$="/i5"]') === kept && root.activeElement === kept,
        scroll: Math.abs(root.querySelector('ul')!.scrollLeft - 700) < 200,
        count: root.querySelectorAll('li').length,
      };
    });
    expect(after).toEqual({ isSame: true, scroll: true, count: 27 });
  });

  it('moves the focus to the neighbour when the focused item goes', async () => {
    const { page } = await openRow({ faults: { items: items('a', 'b', 'c') } });
    await untilShown(page);
    await page.locator('a[href$="/b"]').focus();
    await giveItems(page, items('a', 'c'));
    await page.locator('a[href$="/b"]').waitFor({ state: 'detached' });
    expect(
      await page.evaluate(() =>
        document.querySelector('shelfwise-row')!.shadowRoot!.activeElement?.getAttribute('href'),
      ),
    ).toMatch(/\/p\/c$/);
  });

  it('asks anew when an attribute changes', async () => {
    const { page } = await openRow({ faults: { items: items('a', 'b', 'c') } });
    await untilShown(page);
    await page.evaluate(() => document.querySelector('shelfwise-row')!.setAttribute('count', '2'));
    await page.waitForFunction(
      () => document.querySelector('shelfwise-row')!.shadowRoot!.querySelectorAll('li').length === 2,
    );
  });

  it('tells the page which list it shows; with fewer items than min-count the page’s content stays', async () => {
    const row =
      '<shelfwise-row scenario="home" min-count="3"><p>Bestsellers of this shop</p></shelfwise-row><p id="below">below</p>';
    const { page } = await openRow({ row, faults: { items: items('a', 'b') } });
    const content = page.getByText('Bestsellers of this shop');
    await page.waitForFunction(
      () => document.querySelector('shelfwise-row')?.shadowRoot?.querySelector('[part=row]')?.ariaBusy === 'false',
    );
    expect(await content.isVisible()).toBe(true);
    expect(await titles(page)).toEqual([]);
    await page.evaluate(() => {
      const lists: unknown[] = [];
      Object.assign(window, { lists });
      document.addEventListener('shelfwise:list', (event) => {
        const { scenario, recommId, recomms } = (event as CustomEvent<ListDetail>).detail;
        lists.push([scenario, recommId !== '', recomms.map(({ id }) => id)]);
      });
    });
    const lists = (): Promise<unknown> => page.evaluate(() => (window as unknown as { lists: unknown }).lists);
    await giveItems(page, items('a', 'b', 'c'));
    await expect.poll(lists).toEqual([['home', true, ['a', 'b', 'c']]]);
    expect(await content.isVisible()).toBe(false);
    await giveItems(page, items('a'));
    await expect.poll(lists).toHaveLength(2);
    expect(await lists()).toContainEqual(['home', true, []]);
    expect(await content.isVisible()).toBe(true);
    expect(await titles(page)).toEqual([]);
  });

  it('does not show a list that a change has overtaken', async () => {
    const { page } = await openRow({ faults: { items: items('a', 'b', 'c') } });
    await untilShown(page);
    await page.evaluate(async () => {
      const counts: number[] = [];
      Object.assign(window, { counts });
      const row = document.querySelector('shelfwise-row')!;
      row.addEventListener('shelfwise:list', (event) =>
        counts.push((event as CustomEvent<ListDetail>).detail.recomms.length),
      );
      row.setAttribute('count', '2');
      await Promise.resolve(); // it has asked
      await Promise.resolve();
      row.setAttribute('count', '1');
    });
    await page.waitForFunction(
      () => document.querySelector('shelfwise-row')!.shadowRoot!.querySelectorAll('li').length === 1,
    );
    expect(await page.evaluate(() => (window as unknown as { counts: number[] }).counts)).toEqual([1]);
  });

  it('tells a click to the page and to the device, and follows the link unless the page says no', async () => {
    const { page } = await openRow({ faults: { items: items('a', 'b') }, files: { '/p/b': htmlPage('product b') } });
    await untilShown(page);
    await page.evaluate(() => {
      const seen: unknown[] = [];
      Object.assign(window, { seen });
      document.addEventListener(
        'shelfwise:select',
        (event) => {
          event.preventDefault();
          const { itemId, index, scenario, recommId } = (event as CustomEvent<Record<string, unknown>>).detail;
          seen.push({ itemId, index, scenario, recommId });
        },
        { once: true },
      );
      new BroadcastChannel('test').onmessage = ({ data }: MessageEvent<{ call?: string; args: unknown[] }>) => {
        if (data.call === 'track') seen.push(data.args[0]);
      };
    });
    await page.locator('a[href$="/b"]').click();
    await page.waitForFunction(() => (window as unknown as { seen: unknown[] }).seen.length === 2);
    const seen = await page.evaluate(() => (window as unknown as { seen: unknown[] }).seen);
    expect(seen[0]).toEqual({ itemId: 'b', index: 1, scenario: 'home', recommId: 'r0' });
    expect(seen[1]).toMatchObject([{ name: 'select_item', items: [{ item_id: 'b', index: 1, item_list_id: 'home' }] }]);
    expect(new URL(page.url()).pathname).toBe('/');
    await page.locator('a[href$="/b"]').click();
    await page.waitForURL('**/p/b');
    expect(new URL(page.url()).search).toBe('');
  });

  it('can be used with the keyboard alone', async () => {
    const { page } = await openRow({ faults: { items: items('a', 'b') }, files: { '/p/a': htmlPage('product a') } });
    await untilShown(page);
    for (let i = 0; i < 2; i++) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/p/a');
  });

  it('leaves nothing behind when it is taken out, and comes back with what it had', async () => {
    const { page, errors } = await openRow({ faults: { items: items('a') } });
    await untilShown(page);
    await page.evaluate(() => {
      const row = document.querySelector('shelfwise-row')!;
      row.remove();
      Object.assign(window, { row });
    });
    await giveItems(page, items('b'));
    await page.waitForTimeout(100);
    expect(
      await page.evaluate(
        () => (window as unknown as { row: Element }).row.shadowRoot!.querySelector('a')!.textContent,
      ),
    ).toContain('Item a');
    await page.evaluate(() => document.body.append((window as unknown as { row: Element }).row));
    await page.locator('a[href$="/b"]').waitFor();
    expect(errors).toEqual([]);
  });

  it('works in its module form through connectElements, the first recommender winning', async () => {
    const { page, errors } = await openRow({
      faults: { items: items('a') },
      html: htmlPage('<shelfwise-row></shelfwise-row><script type="module" src="/main.js"></script>'),
      files: {
        '/main.js': `import { createRecommender } from '/index.js'; import { connectElements } from '/elements.js';
          const model = '/model/latest.json';
          connectElements(createRecommender({ model })); connectElements(createRecommender({ model }));`,
      },
    });
    await untilShown(page);
    expect(errors).toEqual([]);
  });
});
