import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { parseManifest, type Manifest } from '../../../core/artifact/manifest.js';
import { walkOn } from '../../helpers/walk.js';
import { KEY, typeKey, useConsole } from './open-console.js';

const shop = useConsole({ weeks: 1, reports: 20 });
const served = (): Manifest => parseManifest(readFileSync(path.join(shop.modelDir, 'latest.json'), 'utf8'));

async function add(page: Page, rule: { row: string; kind: string; value: string }): Promise<void> {
  await page.locator('select[name=row]').selectOption({ label: rule.row });
  await page.locator('select[name=kind]').selectOption({ label: rule.kind });
  await page.locator('input[name=value]').fill(rule.value);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.locator('.previews[aria-busy=false]').waitFor();
}

const previewed = (page: Page): Promise<string[]> => page.locator('.previews li').allTextContents();

describe('the rules of the console', () => {
  it('are previewed by the engine, saved for every device and taken away again', async () => {
    const { page, faults, close } = await shop.visit('/console/#rules', KEY);
    await page.locator('.previews[aria-busy=false] li').first().waitFor();
    const [first] = await previewed(page);
    const save = page.getByRole('button', { name: 'Save for every shopper' });
    expect(await save.isDisabled()).toBe(true);

    await add(page, { row: 'every row', kind: 'show last the product', value: 'HF-10003' });
    await page.getByText('In every row, show last ').waitFor();
    const pinned = 'HF-10004';
    await add(page, { row: 'For you', kind: 'show first the product', value: pinned });
    const rows = await page
      .locator('.previews ol')
      .evaluateAll((lists) => lists.map((list) => list.querySelector('li')?.textContent));
    expect(new Set(rows).size).toBe(1); // the same product first, for everybody
    expect(rows[0]).not.toBe(first);

    expect(served().sequence).toBe(1);
    await save.press('Enter');
    await page.getByText('Saved: model 2 has these rules.').waitFor();
    expect(await walkOn(page).stop()).toBe('The rules'); // the button that had the focus does nothing now
    expect(served()).toMatchObject({
      sequence: 2,
      scenarios: { '*': { bury: ['HF-10003'] }, 'for-you': { pin: [{ item_id: pinned, slot: 0 }] } },
    });

    await page.reload();
    await page.getByText('In “For you”, show first ').waitFor();
    await page.getByRole('button', { name: /^Remove: In “For you”/ }).click();
    await page.getByRole('button', { name: 'Save for every shopper' }).click();
    await page.getByText('Saved: model 3 has these rules.').waitFor();
    expect(Object.keys(served().scenarios!)).toEqual(['*']);
    expect(faults).toEqual([]);
    await close();
  });

  it('warn before they empty a row, and are saved only if that is meant', async () => {
    const { page, close } = await shop.visit('/console/#rules', KEY);
    await page.locator('.previews[aria-busy=false] li').first().waitFor();
    const before = served();
    await add(page, { row: 'Bestsellers', kind: 'show only products for which', value: "'price' < 0" });
    await page.getByRole('button', { name: 'Save for every shopper' }).click();
    const warning = page.getByRole('alert');
    await warning.waitFor();
    expect(await warning.locator('li').first().textContent()).toContain('“Bestsellers” would be empty for: a newcomer');
    expect(await warning.locator('li').count()).toBe(4);
    expect(served()).toEqual(before);
    await page.getByRole('button', { name: 'Save all the same' }).click();
    await page.getByText(/^Saved: model \d+ has these rules\.$/).waitFor();
    expect(served().scenarios).toHaveProperty('bestsellers');
    await close();
  });

  it('are not saved unseen where the preview does not run', async () => {
    const { page, close } = await shop.visit('/console/');
    await page.route('**/worker.*.js', (route) => route.abort());
    await typeKey(page, KEY);
    await page.getByRole('link', { name: 'Rules' }).click();
    await page.getByText('The preview does not run').waitFor({ timeout: 20_000 });
    expect(await page.getByText('An empty row').count()).toBe(0);
    const before = served();
    await add(page, { row: 'Trending', kind: 'show last the product', value: 'HF-10005' });
    await page.getByRole('button', { name: 'Save for every shopper' }).click();
    await page.getByRole('alert').getByText('the preview does not run').waitFor();
    expect(served()).toEqual(before);
    await close();
  });

  it('say what is wrong with a condition, and leave the rules as they were', async () => {
    const { page, close } = await shop.visit('/console/#rules', KEY);
    await page.locator('.previews[aria-busy=false] li').first().waitFor();
    const count = await page.locator('.rules li').count();
    await page.locator('select[name=kind]').selectOption({ label: 'show only products for which' });
    await page.locator('input[name=value]').fill("'price' <");
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('status').getByText('filter').waitFor();
    expect(await page.locator('.rules li').count()).toBe(count);
    await close();
  });
});
