import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { madeItem } from './faulty-worker.js';
import { untilShown, useRow } from './row-page.js';

const openRow = useRow();
const items = (count: number): ReturnType<typeof madeItem>[] =>
  Array.from({ length: count }, (_, i) => madeItem(`i${i}`, { item_name: `Item ${i}`, link: `/p/${i}` }));
const previous = (page: Page): ReturnType<Page['getByRole']> => page.getByRole('button', { name: 'Previous products' });
const next = (page: Page): ReturnType<Page['getByRole']> => page.getByRole('button', { name: 'Next products' });
const position = (page: Page): Promise<number> => page.getByRole('list').evaluate((list) => list.scrollLeft);

async function openCarousel(row: string, count = 20): Promise<Page> {
  const { page } = await openRow({ row, faults: { items: items(count) } });
  await page.setViewportSize({ width: 800, height: 600 });
  await untilShown(page);
  return page;
}

const focused = (page: Page): Promise<string | null | undefined> =>
  page.evaluate(() => document.querySelector('shelfwise-row')!.shadowRoot!.activeElement?.getAttribute('href'));

describe('the carousel', () => {
  it('is a labelled group of slides with buttons that stop at the ends', async () => {
    const page = await openCarousel('<shelfwise-row heading="For you" count="20"></shelfwise-row>');
    const group = page.getByRole('group', { name: 'For you' });
    expect(await group.getAttribute('aria-roledescription')).toBe('carousel');
    expect(await group.getByRole('listitem').first().getAttribute('aria-roledescription')).toBe('slide');
    await next(page).waitFor();
    expect([await previous(page).isDisabled(), await next(page).isDisabled()]).toEqual([true, false]);
    await next(page).click();
    await expect.poll(() => position(page)).toBeGreaterThan(500);
    await expect.poll(() => previous(page).isDisabled()).toBe(false);
    for (let i = 0; i < 6; i++) {
      await next(page).click({ force: true });
      await page.waitForTimeout(600); // a smooth scroll that is under way takes the next one over
    }
    await expect.poll(() => next(page).isDisabled()).toBe(true);
    await next(page).focus();
    await page.keyboard.press('Enter'); // says it is disabled, and keeps the focus
    expect(await next(page).evaluate((button) => button === (button.getRootNode() as ShadowRoot).activeElement)).toBe(
      true,
    );
  });

  it('hides its buttons where everything fits, and shows them again where it no longer does', async () => {
    const page = await openCarousel('<shelfwise-row></shelfwise-row>', 3);
    await page.locator('[part=controls].off').waitFor({ state: 'attached' });
    expect(await next(page).isVisible()).toBe(false);
    await page.setViewportSize({ width: 360, height: 600 });
    await next(page).waitFor();
  });

  it('stays where it was scrolled to when its cards change places', async () => {
    const page = await openCarousel('<shelfwise-row count="20"></shelfwise-row>');
    await next(page).waitFor();
    const show = async (list: ReturnType<typeof items>): Promise<void> => {
      await page.evaluate((changed) => new BroadcastChannel('test').postMessage({ items: changed }), list);
      await page.waitForTimeout(300);
    };
    const all = items(20);
    await show([...all.slice(3, 6), ...all.slice(0, 3), ...all.slice(6)]); // the first card is the fourth now
    expect(await position(page)).toBe(0);
    await page.getByRole('list').evaluate((list) => (list.scrollLeft = 388));
    await expect.poll(() => position(page)).toBeGreaterThan(300);
    const before = await position(page);
    await show([...all.slice(10), ...all.slice(0, 10)]);
    expect(Math.abs((await position(page)) - before)).toBeLessThan(20);
  });

  it('goes from card to card with the arrow keys, to the ends with Home and End', async () => {
    const page = await openCarousel('<shelfwise-row count="20"></shelfwise-row>');
    await next(page).waitFor();
    await page.locator('a[href$="/p/0"]').focus();
    await page.keyboard.press('ArrowRight');
    expect(await focused(page)).toMatch(/\/p\/1$/);
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft'); // there is nothing before the first
    expect(await focused(page)).toMatch(/\/p\/0$/);
    await page.keyboard.press('End');
    expect(await focused(page)).toMatch(/\/p\/19$/);
    await expect.poll(() => next(page).isDisabled()).toBe(true);
    await page.keyboard.press('Home');
    expect(await focused(page)).toMatch(/\/p\/0$/);
  });

  it('runs the other way where one reads from right to left', async () => {
    const page = await openCarousel('<div dir="rtl"><shelfwise-row count="20"></shelfwise-row></div>');
    await next(page).waitFor();
    expect(await previous(page).isDisabled()).toBe(true);
    await next(page).click();
    await expect.poll(() => position(page)).toBeLessThan(-500);
    await page.locator('a[href$="/p/0"]').focus();
    await page.keyboard.press('ArrowLeft');
    expect(await focused(page)).toMatch(/\/p\/1$/);
  });

  it('moves at once where less motion is asked for', async () => {
    const page = await openCarousel('<shelfwise-row count="20"></shelfwise-row>');
    await next(page).waitFor();
    const moveBy = (): Promise<number> =>
      page.evaluate(() => {
        const root = document.querySelector('shelfwise-row')!.shadowRoot!;
        const list = root.querySelector('ul')!;
        const before = list.scrollLeft;
        root.querySelector<HTMLElement>('[part=next]')!.click();
        return list.scrollLeft - before; // in the same task: a smooth scroll has not begun
      });
    expect(await moveBy()).toBe(0);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.getByRole('list').evaluate((list) => list.scrollTo({ left: 0, behavior: 'instant' }));
    expect(await moveBy()).toBeGreaterThan(500);
  });

  it('speaks the shop’s language', async () => {
    const page = await openCarousel('<shelfwise-row count="20" data-next="Weitere Artikel"></shelfwise-row>');
    await page.getByRole('button', { name: 'Weitere Artikel' }).waitFor();
  });
});

describe('the grid', () => {
  it('has as many columns as fit, no buttons, and does not scroll', async () => {
    const page = await openCarousel('<shelfwise-row layout="grid" count="12"></shelfwise-row>');
    const columns = (): Promise<number> =>
      page
        .getByRole('listitem')
        .evaluateAll((cards) => new Set(cards.map((card) => card.getBoundingClientRect().left)).size);
    expect(await columns()).toBe(4);
    await page.setViewportSize({ width: 360, height: 600 });
    expect(await columns()).toBe(2);
    await page.locator('[part=menu-button]').first().waitFor({ state: 'attached' });
    expect(await next(page).isVisible()).toBe(false);
    expect(await page.getByRole('group').first().getAttribute('aria-roledescription')).toBeNull();
    expect(await page.getByRole('listitem').first().getAttribute('aria-roledescription')).toBeNull();
  });
});

describe('layout shift', () => {
  it.each([
    ['a carousel', '<shelfwise-row heading="For you"></shelfwise-row>'],
    ['a carousel that finds its own heading', '<shelfwise-row></shelfwise-row>'],
    ['a grid', '<div class="grid"><shelfwise-row heading="For you" layout="grid" count="8"></shelfwise-row></div>'],
    ['a row with content of the page', '<shelfwise-row heading="For you"><p>Bestsellers</p></shelfwise-row>'],
  ])('is 0 from the first paint to the menus: %s', async (_name, row) => {
    const { page } = await openRow({
      row: `<link rel="stylesheet" href="/reserve.css">${row}<p>Text below that must not move.</p>
        <script src="/watch.js"></script>`,
      files: {
        // docs/elements.md: what a page reserves before the script is there.
        '/reserve.css': `.grid{inline-size:768px} shelfwise-row:not(:defined){display:flow-root;min-block-size:${
          row.includes('grid') ? 'calc(456px + 12.95em)' : 'calc(240px + 6.475em)'
        }}`,
        '/watch.js': `window.shifts = [];
          new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({ value }) => value)))
            .observe({ type: 'layout-shift', buffered: true });`,
      },
      faults: { helloDelayMs: 500, items: items(8) },
    });
    await untilShown(page);
    await page.locator('[part=menu-button]').first().waitFor({ state: 'attached' });
    await page.waitForTimeout(300);
    const shifts = (): Promise<number[]> => page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
    expect(await shifts()).toEqual([]);
    // The observer sees what moves: else the line above says nothing.
    await page.evaluate(() => document.body.prepend(Object.assign(document.createElement('p'), { innerText: 'late' })));
    await expect.poll(async () => (await shifts()).length).toBeGreaterThan(0);
  });
});
