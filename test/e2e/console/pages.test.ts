import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { parseManifest } from '../../../core/artifact/manifest.js';
import { misfitsOf, readFromRight, ZOOMED } from '../../helpers/misfits.js';
import { violationsInBothOf } from '../../helpers/violations.js';
import { walkOn } from '../../helpers/walk.js';
import { KEY, typeKey, useConsole } from './open-console.js';

const FLOODED = 'HF-10003';
const shop = useConsole({ hasExperiment: true, weeks: 5, flood: { itemId: FLOODED, reports: 400 } });

const PAGES = ['placements', 'rules', 'catalog', 'models', 'privacy', 'training'] as const;

async function open(page: Page, name: string): Promise<void> {
  await page.goto(shop.url(`/console/#${name}`));
  await page.locator(`#pages a[aria-current=page][href="#${name}"]`).waitFor();
  await page.locator('#console:not([aria-busy]) h1').waitFor();
  if (name === 'rules') await page.locator('.previews[aria-busy=false] li').first().waitFor();
}

describe('every page of the console', () => {
  it('has nothing that axe objects to, light or dark', async () => {
    const { page, close } = await shop.visit('/console/', undefined, { bypassCSP: true });
    expect(await violationsInBothOf(page)).toEqual([]);
    await typeKey(page, KEY);
    for (const name of PAGES) {
      await open(page, name);
      expect([name, await violationsInBothOf(page)]).toEqual([name, []]);
    }
    await close();
  });

  it('fits a telephone, twice the zoom, twice the text and reading from the right', async () => {
    const { page, faults, close } = await shop.visit('/console/', undefined, ZOOMED);
    await readFromRight(page);
    await page.reload();
    await page.locator('#key').waitFor();
    expect(await misfitsOf(page)).toEqual([]);
    await typeKey(page, KEY);
    for (const name of PAGES) {
      await open(page, name);
      expect([name, await misfitsOf(page)]).toEqual([name, []]);
    }
    expect(faults).toEqual([]);
    await close();
  });

  it('is reached by keyboard alone, from the key on, and rules are changed and previewed', async () => {
    const { page, faults, close } = await shop.visit('/console/');
    const walk = walkOn(page);
    const isAt = async (title: string): Promise<void> => {
      await page.locator('#pages a[aria-current=page]').getByText(title).waitFor();
      await page.locator('#console:not([aria-busy]) h1:focus').waitFor();
      await walk.stop();
    };
    expect(await walk.stop()).toBe('Key of this shop');
    await walk.type(KEY);
    await page.keyboard.press('Enter');
    await isAt('Placements');
    for (const title of ['Training', 'Privacy', 'Models', 'Catalog', 'Rules']) {
      await walk.use(title, { step: 'Shift+Tab' });
      await isAt(title);
    }
    await walk.use('Skip to the figures', { step: 'Shift+Tab' });
    await isAt('Rules');

    await page.locator('.previews[aria-busy=false] li').first().waitFor();
    await walk.to(/^In /);
    await walk.to('Rule');
    await walk.type('show last');
    await walk.to(/^Category, condition/);
    await walk.type('HF-10003');
    await walk.use('Add');
    await page.getByText('In every row, show last ').waitFor();
    await page.locator('.previews[aria-busy=false] li').first().waitFor();
    expect(await walk.stop()).toBe('Add');
    await walk.to(/^Row/);
    await walk.press('ArrowDown');
    await page.locator('.previews[aria-busy=false] li').first().waitFor();
    await walk.use(/^Remove: /, { step: 'Shift+Tab' });
    await page.getByRole('heading', { name: 'No rules' }).waitFor();
    expect(await walk.stop()).toBe('No rules');
    expect(faults).toEqual([]);
    await close();
  });
});

describe('the page of placements', () => {
  it('has a plot over weeks for each row, and says how long to wait where noise is larger than a figure', async () => {
    const { page, close } = await shop.visit('/console/#placements', KEY);
    await page.getByRole('img', { name: /^For you: share of devices/ }).waitFor();
    // Each names itself at once and is drawn when the library is there.
    await expect.poll(() => page.locator('.plot-weeks .band path').count()).toBeGreaterThanOrEqual(22);
    const waits = await page.locator('.waits').allTextContents();
    expect(waits.some((text) => /^not enough reports yet: about \d+ more weeks?$/.test(text))).toBe(true);
    await close();
  });
});

describe('the page of privacy', () => {
  it('warns of a product that forged reports push, by its name and their number', async () => {
    const { page, close } = await shop.visit('/console/#privacy', KEY);
    const alarm = page.getByRole('alert');
    await alarm.waitFor();
    const told = (await alarm.textContent())!.replaceAll(/\s+/g, ' ');
    const [, reports] = /About (\d+) reports push (?!HF-)/.exec(told)!;
    expect(Number(reports)).toBeGreaterThan(300);
    expect(Number(reports)).toBeLessThan(500);
    await page.getByText('208').waitFor();
    await close();
  });
});

describe('the page of the catalog', () => {
  it('counts all products, plots those that stand out, and saves the others too', async () => {
    const { page, close } = await shop.visit('/console/#catalog', KEY);
    await page.getByRole('img', { name: /^Share on devices/ }).waitFor();
    await page.locator('.plot-scatter .product circle').first().waitFor({ state: 'attached' });
    const shown = await page.locator('.plot-scatter .product circle').count();
    expect(shown).toBeGreaterThan(3);
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as CSV: Products that stand out, 4 weeks' }).click();
    const lines = readFileSync(await (await saving).path(), 'utf8')
      .trim()
      .split('\r\n');
    expect(lines).toHaveLength(2_001);
    await close();
  });
});

describe('the page of models', () => {
  const served = () => parseManifest(readFileSync(path.join(shop.modelDir, 'latest.json'), 'utf8'));

  it('ends an experiment and serves it again, each as a new model, and neither without a yes', async () => {
    const { page, close } = await shop.visit('/console/#models', KEY);
    const button = page.getByRole('button', { name: 'End it with B' });
    await button.waitFor();
    page.once('dialog', (dialog) => void dialog.dismiss());
    await button.click();
    await page.locator('#console:not([aria-busy])').waitFor();
    expect(served()).toMatchObject({ sequence: 1, experiment: { name: 'spring' } });

    const said: string[] = [];
    page.on('dialog', (dialog) => {
      said.push(dialog.message());
      void dialog.accept();
    });
    await button.click();
    await page.getByText('Model 2 is served.').waitFor();
    expect(served().sequence).toBe(2);
    expect(served().experiment).toBeUndefined();
    await page.getByRole('button', { name: 'Serve model 1, an experiment, again' }).click();
    await page.getByText('Model 3 is served.').waitFor();
    expect(served()).toMatchObject({ sequence: 3, experiment: { name: 'spring' } });
    expect(said).toHaveLength(4);
    await close();
  });
});
