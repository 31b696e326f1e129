import type { Page } from 'playwright-core';
import { findMisfits } from './find-misfits.js';

/** Sizes that a page has to fit, in CSS pixels; `text` enlarges the root's font alone. */
const VIEWS = [
  { name: '360 px', width: 360, height: 740, text: '' },
  { name: '200 % zoom', width: 640, height: 512, text: '' },
  { name: '200 % text', width: 1280, height: 1024, text: '200%' },
] as const;
/** Where a page is laid out from left to right and from right to left and the two are compared. */
const MIRRORED = { width: 1280, height: 1024 };

/** The page's context: as sharp as the screen that a zoom of 200 % makes of 640 x 512 pixels. */
export const ZOOMED = { viewport: { width: 640, height: 512 }, deviceScaleFactor: 2 } as const;

/** Everything reads from right to left from the first element on, before any script runs. */
export async function readFromRight(page: Page): Promise<void> {
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      document.documentElement.dir = 'rtl';
      observer.disconnect();
    }).observe(document, { childList: true });
  });
}

/**
 * What does not fit at 360 px, at 200 % zoom and with text twice as large, from left to right and from right to left: a page
 * that scrolls sideways, text that is cut off or runs into other text, a control that covers another; and what is not the mirror
 * image of itself from right to left.
 */
export async function misfitsOf(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const direction of ['rtl', 'ltr']) {
    for (const { name, width, height, text } of VIEWS) {
      await page.setViewportSize({ width, height });
      await lay(page, direction, text);
      const misfits = await page.evaluate(findMisfits);
      found.push(...misfits.map((misfit) => `${name} ${direction}: ${misfit}`));
    }
  }
  await page.setViewportSize(MIRRORED);
  await lay(page, 'rtl', '');
  const mirrored = await page.evaluate(measureBlocks);
  await lay(page, 'ltr', '');
  const blocks = await page.evaluate(measureBlocks);
  return [...found, ...new Set(compareMirrored(blocks, mirrored))];
}

/** Two frames later all is laid out anew. */
async function lay(page: Page, direction: string, text: string): Promise<void> {
  await page.evaluate(
    async ({ dir, fontSize }) => {
      document.documentElement.dir = dir;
      document.documentElement.style.fontSize = fontSize;
      for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
    },
    { dir: direction, fontSize: text },
  );
}

interface Block {
  readonly name: string;
  /** Distances in CSS pixels from the left and the right edge of the page. */
  readonly left: number;
  readonly right: number;
}

/** Rounding of boxes, and of one box inside another. */
const SLACK_PX = 2;

function compareMirrored(blocks: readonly Block[], mirrored: readonly Block[]): string[] {
  if (blocks.length !== mirrored.length) return ['the page changed while it was turned around'];
  const differs = (a: number, b: number): boolean => Math.abs(a - b) > SLACK_PX;
  return blocks
    .filter(({ left, right }, at) => differs(left, mirrored[at]!.right) || differs(right, mirrored[at]!.left))
    .map(
      ({ name, left, right }) =>
        `not mirrored: ${name}, ${String(left)} from the left, ${String(right)} from the right`,
    );
}

/** Boxes that are not part of a line of text: those run as their language does. Runs in the page. */
function measureBlocks(): Block[] {
  const blocks: Block[] = [];
  const visit = (element: Element): void => {
    const { display } = getComputedStyle(element);
    if (display.startsWith('inline') || element.matches('svg, pre')) return;
    const { left, right, width } = element.getBoundingClientRect();
    const name = `${element.localName}.${element.getAttribute('part') ?? element.className}`;
    if (width > 0) blocks.push({ name, left: Math.round(left), right: Math.round(innerWidth - right) });
    const slotted = element instanceof HTMLSlotElement ? element.assignedElements() : [];
    for (const child of slotted.length > 0 ? slotted : (element.shadowRoot ?? element).children) visit(child);
  };
  visit(document.body);
  return blocks;
}
