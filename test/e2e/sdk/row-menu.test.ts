import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { madeItem } from './faulty-worker.js';
import { STRICT_POLICY, untilShown, useRow, type RowOptions } from './row-page.js';
import { htmlPage } from './sdk-page.js';

const openRow = useRow();
const ITEMS = ['a', 'b', 'c'].map((id) => madeItem(id, { item_name: `Item ${id}`, link: `/p/${id}` }));
const CAUSES = [
  { itemId: 'lamp', itemName: 'Brass lamp', name: 'view_item', time: 0, share: 0.5 },
  { itemId: 'rug', itemName: '<b>Rug</b>', name: 'purchase', time: 0, share: 0.3 },
  { itemId: 'cup', itemName: 'Cup', name: 'view_item', time: 0, share: -0.2 },
] as const;

/** A row whose calls of the worker are kept on the page: method and arguments. */
async function openMenus(options: RowOptions = {}): Promise<Page> {
  const { page } = await openRow({
    files: { '/calls.js': CALLS, '/p/a': htmlPage('product a') },
    row: '<script src="/calls.js"></script><shelfwise-row scenario="home"></shelfwise-row>',
    ...options,
    faults: { items: ITEMS, causes: CAUSES, ...options.faults },
  });
  await untilShown(page);
  return page;
}

const CALLS = `window.calls = [];
  new BroadcastChannel('test').onmessage = ({ data }) => data.call && calls.push([data.call, ...data.args]);`;

/** Names, first items and their lists of what was tracked. */
function tracked(page: Page): Promise<unknown[]> {
  return page.evaluate(() =>
    (
      window as unknown as { calls: [string, { name: string; items: { item_id: string; item_list_id: string }[] }[]][] }
    ).calls
      .filter(([call]) => call === 'track')
      .flatMap(([, events]) => events.map(({ name, items }) => [name, items[0]?.item_id, items[0]?.item_list_id]))
      .filter(([name]) => name !== 'view_item_list'),
  );
}

const menuOf = (page: Page, id: string): ReturnType<Page['getByRole']> =>
  page.getByRole('button', { name: `Why this? Item ${id}` });
const panel = (page: Page): ReturnType<Page['getByRole']> => page.getByRole('group', { name: 'Why this?' });
const focused = (page: Page): Promise<string | null | undefined> =>
  page.evaluate(() => {
    const active = document.querySelector('shelfwise-row')!.shadowRoot!.activeElement;
    return active?.ariaLabel ?? active?.textContent;
  });

describe('“Why this?”', () => {
  it('says in plain words what the shopper did, opens and closes by keyboard, and keeps the focus', async () => {
    const page = await openMenus();
    await menuOf(page, 'b').focus();
    await page.keyboard.press('Enter');
    await panel(page).waitFor();
    expect(await panel(page).getByRole('paragraph').count()).toBe(0); // the list's reason says no more than the next line
    expect(await panel(page).getByRole('listitem').allTextContents()).toEqual([
      'You looked at Brass lamp',
      'You bought <b>Rug</b>',
    ]);
    expect(await menuOf(page, 'b').getAttribute('aria-expanded')).toBe('true');
    expect(await focused(page)).toBe('Close');
    await page.keyboard.press('Escape');
    await panel(page).waitFor({ state: 'hidden' });
    expect(await focused(page)).toBe('Why this? Item b');
    expect(await menuOf(page, 'b').getAttribute('aria-expanded')).toBe('false');
  });

  it('has one panel open at a time, and says what it can where the list is too old to explain', async () => {
    const page = await openMenus({
      faults: { rejects: { method: 'explain', code: 'request/unknown-recommendation' } },
    });
    await menuOf(page, 'a').click();
    await panel(page).waitFor();
    await menuOf(page, 'b').click();
    await expect.poll(() => menuOf(page, 'a').getAttribute('aria-expanded')).toBe('false');
    await expect.poll(() => panel(page).count()).toBe(1); // the other one opens once it is known what it says
    expect(await panel(page).getByRole('listitem').count()).toBe(0);
    expect(await panel(page).getByRole('paragraph').allTextContents()).toEqual(['Because you looked at a lamp']);
  });

  it('works under a strict policy, and a page that refuses its file has a row all the same', async () => {
    const strict = await openMenus({ headers: { 'content-security-policy': STRICT_POLICY } });
    await menuOf(strict, 'a').click();
    await panel(strict).waitFor();
    const { page, errors, warnings } = await openRow({
      files: { '/row-extras-0.1.0.js': null },
      faults: { items: ITEMS },
    });
    await untilShown(page);
    await page.waitForTimeout(300);
    expect(await page.locator('[part=card]').count()).toBe(3);
    expect(await menuOf(page, 'a').count()).toBe(0);
    expect([errors, warnings]).toEqual([[], []]);
  });

  it('is not there where the shop does not want it', async () => {
    const page = await openMenus({ row: '<shelfwise-row count="3" menu="off"></shelfwise-row>' });
    await page.locator('[part=controls]').waitFor({ state: 'attached' });
    expect(await menuOf(page, 'a').count()).toBe(0);
  });
});

describe('“Not interested”', () => {
  it('takes the card off the row, and nothing was tracked where it is undone', async () => {
    const page = await openMenus();
    await menuOf(page, 'b').click();
    await page.getByRole('button', { name: 'Not interested' }).click();
    expect(await focused(page)).toBe('Undo');
    expect(await page.getByText('You will not be shown this again.').isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(await focused(page)).toBe('Why this? Item b');
    await page.evaluate(() => document.querySelector('shelfwise-row')!.setAttribute('count', '2'));
    await expect.poll(() => page.getByRole('listitem').count()).toBe(2);
    expect(await tracked(page)).toEqual([]);
  });

  it.each([
    ['the row is next made anew', () => document.querySelector('shelfwise-row')!.setAttribute('count', '2')],
    ['another row is asked for', () => document.querySelector('shelfwise-row')!.setAttribute('scenario', 'cart')],
    ['the row leaves the page', () => document.querySelector('shelfwise-row')!.remove()],
  ])('is told to the device when %s, once', async (_name, act) => {
    const page = await openMenus();
    await menuOf(page, 'b').click();
    await page.getByRole('button', { name: 'Not interested' }).click();
    expect(await tracked(page)).toEqual([]);
    await page.evaluate(act);
    await expect.poll(() => tracked(page)).toEqual([['dismiss_item', 'b', 'home']]);
    await page.evaluate(() => document.querySelector('shelfwise-row')?.setAttribute('count', '3'));
    await page.waitForTimeout(200);
    expect(await tracked(page)).toEqual([['dismiss_item', 'b', 'home']]);
  });

  it('is told when the page goes, and after a while by itself', async () => {
    const page = await openMenus();
    await menuOf(page, 'a').click();
    await page.getByRole('button', { name: 'Not interested' }).click();
    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
      Object.defineProperty(document, 'hidden', { value: true, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await expect.poll(() => tracked(page)).toEqual([['dismiss_item', 'a', 'home']]);
    await menuOf(page, 'b').click();
    await page.getByRole('button', { name: 'Not interested' }).click();
    await page.mouse.move(0, 0);
    await expect.poll(() => tracked(page), { timeout: 15_000 }).toContainEqual(['dismiss_item', 'b', 'home']);
  });
});
