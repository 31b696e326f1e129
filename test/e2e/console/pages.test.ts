import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { parseManifest } from '../../../core/artifact/manifest.js';
import { violationsOf } from '../../helpers/violations.js';
import { KEY, useConsole } from './open-console.js';

const FLOODED = 'HF-10003';
const shop = useConsole({ hasExperiment: true, weeks: 5, flood: { itemId: FLOODED, reports: 400 } });

const PAGES = ['placements', 'rules', 'catalog', 'models', 'privacy', 'training'] as const;

/** What keeps somebody out who reads with ears, fingers or a phone: a short list, each with its element. */
async function findBarriers(page: Page): Promise<string[]> {
  return [
    ...(await page.evaluate(findUnnamed)),
    ...(await page.evaluate(findBadTables)),
    ...(await page.evaluate(findBadOutline)),
  ];
}

function findUnnamed(): string[] {
  const nameOf = (element: Element): string => {
    const labelled = element.getAttribute('aria-labelledby');
    const label =
      element instanceof HTMLInputElement || element instanceof HTMLSelectElement
        ? element.labels?.[0]?.textContent
        : undefined;
    const by = labelled === null ? undefined : document.getElementById(labelled)?.textContent;
    return (element.getAttribute('aria-label') ?? by ?? label ?? element.textContent).trim();
  };
  return [...document.querySelectorAll('a, button, input, select, section, nav, [role=img], [role=region]')]
    .filter((element) => nameOf(element) === '')
    .map((element) => `no name: ${element.outerHTML.slice(0, 80)}`);
}

function findBadTables(): string[] {
  const tables = [...document.querySelectorAll('.table table')].flatMap((table) => [
    ...(table.querySelector('caption') === null ? ['a table without a caption'] : []),
    ...(table.querySelector('thead th:not([scope=col])') === null ? [] : ['a column without its scope']),
    ...[...table.querySelectorAll('tbody tr')]
      .filter((row) => row.querySelector('th[scope=row]') === null)
      .map(() => 'a row without a heading'),
  ]);
  const regions = [...document.querySelectorAll('.scroll')]
    .filter((region) => region.scrollWidth > region.clientWidth && !region.matches('[tabindex="0"]'))
    .map(() => 'what scrolls cannot be reached by keyboard');
  return [...tables, ...regions];
}

function findBadOutline(): string[] {
  const levels = [...document.querySelectorAll('h1, h2, h3')].map((heading) => Number(heading.tagName.slice(1)));
  const skipped = levels.filter((level, at) => level > (levels[at - 1] ?? 0) + 1);
  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
  const { scrollWidth, clientWidth } = document.documentElement;
  return [
    ...(levels.filter((level) => level === 1).length === 1 ? [] : ['not one h1']),
    ...skipped.map((level) => `a heading of level ${String(level)} skips one`),
    ...(new Set(ids).size === ids.length ? [] : ['an id twice']),
    ...(scrollWidth > clientWidth ? [`the page is ${String(scrollWidth)} wide`] : []),
  ];
}

async function open(page: Page, name: string): Promise<void> {
  await page.goto(shop.url(`/console/#${name}`));
  await page.locator(`#pages a[aria-current=page][href="#${name}"]`).waitFor();
  await page.locator('#console:not([aria-busy]) h1').waitFor();
}

describe('every page of the console', () => {
  it.each(['light', 'dark'] as const)('has nothing that axe objects to, %s', async (colorScheme) => {
    const { page, close } = await shop.visit('/console/', KEY, { colorScheme, bypassCSP: true });
    for (const name of PAGES) {
      await open(page, name);
      expect([name, await violationsOf(page)]).toEqual([name, []]);
    }
    await close();
  });

  it.each([360, 1440])('has no barrier at %i pixels, in light and dark', async (width) => {
    const options = { viewport: { width, height: 800 }, colorScheme: width === 360 ? 'dark' : 'light' } as const;
    const { page, faults, close } = await shop.visit('/console/', KEY, options);
    for (const name of PAGES) {
      await open(page, name);
      expect([name, await findBarriers(page)]).toEqual([name, []]);
    }
    expect(faults).toEqual([]);
    await close();
  });

  it('is reached by keyboard alone, from the key on', async () => {
    const { page, close } = await shop.visit('/console/');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('key');
    await page.keyboard.type(KEY);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Placements' }).waitFor();
    for (const title of ['Rules', 'Catalog', 'Models', 'Privacy', 'Training']) {
      for (let presses = 0; presses < 12; presses++) {
        await page.keyboard.press('Shift+Tab');
        if ((await page.evaluate(() => document.activeElement?.textContent)) === title) break;
      }
      await page.keyboard.press('Enter');
      await page.locator('#pages a[aria-current=page]').getByText(title).waitFor();
      await page.locator('#console:not([aria-busy]) h1').waitFor();
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    }
    await close();
  });
});

describe('the page of placements', () => {
  it('has a plot over weeks for each row, and says how long to wait where noise is larger than a figure', async () => {
    const { page, close } = await shop.visit('/console/#placements', KEY);
    await page.getByRole('img', { name: /^For you: share of devices/ }).waitFor();
    expect(await page.locator('.plot-weeks .band path').count()).toBeGreaterThanOrEqual(22);
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
