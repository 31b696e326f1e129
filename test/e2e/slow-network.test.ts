import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { slowDown, watchLayout } from '../helpers/slow-network.js';
import { useDemoShop } from './demo/open-shop.js';
import { usePanel } from './privacy/panel-page.js';

const shop = useDemoShop();
const rows = usePanel();

const LATER = { timeout: 60_000 };
const PAGE = `<main><h1>Our shop</h1><p>What we sell.</p>
  <shelfwise-row scenario="home" heading="Picked for you"></shelfwise-row>
  <shelfwise-row scenario="trending" heading="Now"><ul><li><a href="/">Our bestsellers</a></li></ul></shelfwise-row>
  <p>Below the rows.</p></main>`;
/** As docs/elements.md has it. */
const RESERVE = `body { margin: 0; font: 16px/1.5 sans-serif }
  shelfwise-row:not(:defined) { display: flow-root; min-block-size: calc(64px + max(176px, 11rem) + 6.475em) }`;

/** Of the sections of the model, not of its index: the bytes that a slow network waits for. */
function watchModel(page: Page): () => number {
  let sections = 0;
  page.context().on('requestfinished', (request) => {
    if (/\/model\/.*\.bin$/.test(request.url())) sections++;
  });
  return () => sections;
}

describe('on slow 3G with empty caches', () => {
  it('the storefront is there before the model is, and its rows move nothing', async () => {
    let moved: (() => Promise<number>) | undefined;
    let sections = (): number => 0;
    const { page, context, faults } = await shop.visit('/', {}, async (opened) => {
      moved = await watchLayout(opened);
      sections = watchModel(opened);
      await slowDown(opened);
    });
    await page.getByRole('link', { name: 'See all 2,000 products' }).waitFor();
    expect(sections()).toBe(0);
    await page.getByText('Made in your browser').first().waitFor(LATER);
    expect(sections()).toBeGreaterThan(0);
    expect(await moved?.()).toBeLessThan(0.01);
    expect(faults).toEqual([]);
    await context.close();
  });

  it('a page with rows is there before the model is, keeps its own content so long, and nothing moves', async () => {
    const site = await rows.site({ body: PAGE, files: { '/page.css': RESERVE } });
    const page = await (await rows.profile()).newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    const moved = await watchLayout(page);
    const sections = watchModel(page);
    await slowDown(page);
    await page.goto(site.origin, { waitUntil: 'commit' });
    await page.getByText('Below the rows.').waitFor();
    await page.locator('shelfwise-row [part=card]').first().waitFor({ state: 'attached' });
    expect(await page.getByRole('link', { name: 'Our bestsellers' }).isVisible()).toBe(true);
    expect(sections()).toBe(0);
    await page.locator('shelfwise-row .shown').first().waitFor(LATER);
    await page.getByRole('link', { name: 'Our bestsellers' }).waitFor({ state: 'hidden' });
    expect(await moved()).toBe(0);
    expect(faults).toEqual([]);
  });
});
