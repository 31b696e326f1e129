import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { madeItem } from './faulty-worker.js';
import { untilShown, useRow } from './row-page.js';

const openRow = useRow();
const items = (...ids: string[]): ReturnType<typeof madeItem>[] =>
  ids.map((id) => madeItem(id, { item_name: `Item ${id}`, link: `/p/${id}` }));

/** A page whose row begins `above` pixels from its top; 800 x 600. */
async function openAt(above: number, row: string, ids: readonly string[]): Promise<Page> {
  const { page } = await openRow({
    row: `<script src="/calls.js"></script><link rel="stylesheet" href="/page.css"><div id="above"></div>${row}`,
    files: {
      '/calls.js': `window.calls = [];
        new BroadcastChannel('test').onmessage = ({ data }) => data.call && calls.push([data.call, ...data.args]);`,
      '/page.css': `#above{height:${above}px} body{margin:0}`,
    },
    faults: { items: items(...ids) },
  });
  await page.setViewportSize({ width: 800, height: 600 });
  await untilShown(page);
  return page;
}

/** Items of the events `view_item_list` so far, one list an event. */
function seen(page: Page): Promise<unknown[][]> {
  return page.evaluate(() =>
    (window as unknown as { calls: [string, { name: string; items: object[] }[]][] }).calls
      .filter(([call]) => call === 'track')
      .flatMap(([, events]) => events.filter(({ name }) => name === 'view_item_list').map((event) => event.items)),
  );
}

const entry = (id: string, index: number, list = 'home'): object => ({ item_id: id, index, item_list_id: list });

describe('what was seen', () => {
  it('is told in one event, in slots, once half of a card was in view for a second, and not again', async () => {
    const page = await openAt(0, '<shelfwise-row scenario="home" count="12"></shelfwise-row>', [
      'a',
      'b',
      'c',
      'd',
      'e',
      'f',
      'g',
      'h',
      'i',
      'j',
      'k',
      'l',
    ]);
    await expect
      .poll(() => seen(page), { timeout: 5000 })
      .toEqual([['a', 'b', 'c', 'd'].map((id, slot) => entry(id, slot))]);
    const next = page.getByRole('button', { name: 'Next products' });
    await next.click();
    await expect.poll(async () => (await seen(page)).flat().length, { timeout: 5000 }).toBe(8);
    await page.getByRole('button', { name: 'Previous products' }).click();
    await page.waitForTimeout(2000);
    const told = (await seen(page)).flat().map((item) => (item as { item_id: string }).item_id);
    expect(told).toEqual([...new Set(told)]);
  });

  it('is nothing below the fold, or passed by within the second', async () => {
    const page = await openAt(2000, '<shelfwise-row scenario="home"></shelfwise-row>', ['a', 'b']);
    await page.waitForTimeout(1500);
    expect(await seen(page)).toEqual([]);
    await page.evaluate(() => scrollTo(0, 1800));
    await page.waitForTimeout(300);
    await page.evaluate(() => scrollTo(0, 0));
    await page.waitForTimeout(1500);
    expect(await seen(page)).toEqual([]);
    await page.evaluate(() => scrollTo(0, 1800));
    await expect.poll(() => seen(page), { timeout: 5000 }).toEqual([[entry('a', 0), entry('b', 1)]]);
  });

  it('is nothing while another tab is looked at', async () => {
    const page = await openAt(0, '<shelfwise-row scenario="home"></shelfwise-row>', ['a']);
    const setHidden = (isHidden: boolean): Promise<void> =>
      page.evaluate((hidden) => {
        Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, isHidden);
    await setHidden(true);
    await page.waitForTimeout(1800);
    expect(await seen(page)).toEqual([]);
    await setHidden(false);
    await expect.poll(() => seen(page), { timeout: 5000 }).toEqual([[entry('a', 0)]]);
  });

  it('names the list by its recommId where the row has no scenario, and tells new items of a new list alone', async () => {
    const page = await openAt(0, '<shelfwise-row></shelfwise-row>', ['a', 'b']);
    await expect.poll(() => seen(page), { timeout: 5000 }).toEqual([[entry('a', 0, 'r0'), entry('b', 1, 'r0')]]);
    await page.evaluate((list) => new BroadcastChannel('test').postMessage({ items: list }), items('b', 'new'));
    await expect.poll(async () => (await seen(page)).length, { timeout: 5000 }).toBe(2);
    expect((await seen(page))[1]).toMatchObject([{ item_id: 'new', index: 1 }]);
  });
});
