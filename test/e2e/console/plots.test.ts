import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { KEY, useConsole } from './open-console.js';

const shop = useConsole({ hasExperiment: true });

/** Each page with a plot, and a mark of it to point at. */
const MARKS = { placements: '.line path', catalog: '.product circle', models: '.line path' } as const;
const PAGES = ['placements', 'catalog', 'models'] as const;
const SMALLEST_TEXT = 11;

interface Violation {
  readonly directive: string;
  readonly sample: string;
}

/** From the first script on, what the page's policy has refused. */
async function listenForViolations(page: Page): Promise<() => Promise<Violation[]>> {
  await page.addInitScript(() => {
    const found: Violation[] = [];
    Object.assign(window, { violations: found });
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, sample }) => {
      found.push({ directive: effectiveDirective, sample });
    });
  });
  return () => page.evaluate(() => (window as unknown as { violations: Violation[] }).violations);
}

async function open(page: Page, address: string): Promise<void> {
  await page.goto(shop.url(address));
  await page.locator('main h1').waitFor();
}

async function drawn(page: Page): Promise<void> {
  await page.locator('drawn-plot svg').first().waitFor();
  await expect.poll(() => page.locator('drawn-plot:not(:has(svg))').count()).toBe(0);
}

/** What is wrong with the drawings at the page's width. */
function findFaults(smallest: number): string[] {
  return [...document.querySelectorAll('drawn-plot')].flatMap((plot) => {
    const svg = plot.querySelector('svg')!;
    const [place, box] = [plot.parentElement!.getBoundingClientRect(), svg.getBoundingClientRect()];
    const texts = [...svg.querySelectorAll('text')];
    return [
      ...(box.right > place.right + 1 ? ['wider than its place'] : []),
      ...(Math.abs(box.width - Number(svg.getAttribute('width'))) > 1 ? ['scaled'] : []),
      ...texts
        .filter((text) => text.textContent !== '' && parseFloat(getComputedStyle(text).fontSize) < smallest)
        .map((text) => `small text: ${text.textContent}`),
      ...texts
        .map((text) => [text.textContent, text.getBoundingClientRect()] as const)
        .filter(([words, at]) => words !== '' && (at.left < place.left - 1 || at.right > place.right + 1))
        .map(([words]) => `cut off: ${words}`),
    ];
  });
}

describe('plots of the console', () => {
  it('break no rule of the page’s policy', async () => {
    const { page, close } = await shop.visit('/console/', KEY);
    const violations = await listenForViolations(page);
    await page.reload();
    for (const name of PAGES) {
      await open(page, `/console/#${name}`);
      await drawn(page);
      expect(await page.locator('drawn-plot style, drawn-plot [style*="url"]').count()).toBe(0);
      await page.locator(`drawn-plot ${MARKS[name]}`).first().hover({ force: true });
      await page.locator('drawn-plot [aria-label=tip] path').first().waitFor();
      expect([name, await violations()]).toEqual([name, []]);
    }
    // What it says is heard: a style element that a plot would bring is refused.
    await page.evaluate(() => document.querySelector('drawn-plot svg')!.append(document.createElement('style')));
    await expect.poll(violations).toMatchObject([{ directive: 'style-src-elem' }]);
    await close();
  });

  it.each([360, 768, 1440])('fit their place unscaled at %i pixels, with readable text', async (width) => {
    const { page, close } = await shop.visit('/console/', KEY, { viewport: { width, height: 800 } });
    for (const name of PAGES) {
      await open(page, `/console/#${name}`);
      await drawn(page);
      expect([name, await page.evaluate(findFaults, SMALLEST_TEXT)]).toEqual([name, []]);
    }
    await close();
  });

  it('are drawn anew when their place becomes narrower', async () => {
    const { page, close } = await shop.visit('/console/#placements', KEY, { viewport: { width: 1440, height: 800 } });
    await drawn(page);
    await page.setViewportSize({ width: 360, height: 800 });
    await expect.poll(() => page.evaluate(findFaults, SMALLEST_TEXT)).toEqual([]);
    await close();
  });

  it('take their colours from the page, in light and dark', async () => {
    const colours: string[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page, close } = await shop.visit('/console/#placements', KEY, { colorScheme });
      await drawn(page);
      const line = page.locator('drawn-plot .line').first();
      const [shown, token] = await line.evaluate((element) => {
        const probe = document.createElement('i');
        probe.className = 'used';
        document.body.append(probe);
        return [getComputedStyle(element).stroke, getComputedStyle(probe).backgroundColor];
      });
      expect(shown).toBe(token);
      colours.push(shown);
      await close();
    }
    expect(colours[0]).not.toBe(colours[1]);
  });

  it('leave their tables to be read where they cannot be loaded', async () => {
    const { page, close } = await shop.visit('/console/', undefined);
    await page.route('**/draw-plot-*.js', (route) => route.abort());
    await page.getByLabel('Key of this shop').fill(KEY);
    await page.keyboard.press('Enter');
    await page.getByText('The plot could not be drawn').first().waitFor();
    await page.getByRole('table', { name: 'For you, by stage and span' }).waitFor();
    await close();
  });
});
