import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../helpers/browser.js';
import { misfitsOf } from '../helpers/misfits.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const FIXED = 'position:fixed;top:0;left:0';

describe('the look for misfits', () => {
  it.each([
    ['a box too wide', '<div style="width:500px;height:9px"></div>', '360 px ltr: the page is 500 px wide'],
    ['text in a box too low', '<p style="height:20px;overflow:hidden">One</p>', '200 % text ltr: cut off: p “One”'],
    ['half a line', '<p style="height:12px;overflow:hidden;text-overflow:ellipsis">One</p>', 'half a line: p “One”'],
    ['lines of a fixed height', '<p style="line-height:20px">One</p>', '200 % text rtl: lines too close: p “One”'],
    [
      'texts in one place',
      `<p style="${FIXED}">One</p><p style="${FIXED}">Two</p>`,
      '360 px ltr: p “One” runs into p “Two”',
    ],
    [
      'texts in one place of what scrolls',
      '<div style="overflow-x:auto"><p>One</p><p style="margin-top:-2.25rem">Two</p></div>',
      '360 px ltr: p “One” runs into p “Two”',
    ],
    [
      'a control over another',
      `<button>One</button><a href="/" style="position:absolute;inset:0">Two</a>`,
      '360 px ltr: a “Two” lies over button “One”',
    ],
    [
      'a side of its own',
      '<p style="margin:0 0 0 50px">One</p>',
      'not mirrored: p., 50 from the left, 0 from the right',
    ],
  ])('finds %s', async (_name, body, misfit) => {
    const page = await browser.newPage();
    await page.setContent(
      `<!doctype html><title>Shop</title><style>body{margin:0;font:1rem/1.25 monospace}</style>${body}`,
    );
    const found = await misfitsOf(page);
    expect(found.join('\n')).toContain(misfit);
    await page.close();
  });

  it('finds none where things are as they should be', async () => {
    const page = await browser.newPage();
    await page.setContent(
      `<!doctype html><title>Shop</title><style>body{margin:0;font:1rem/1.25 monospace}</style>
       <p style="white-space:nowrap;overflow:hidden;text-overflow:ellipsis">${'One '.repeat(50)}</p>
       <div style="overflow-x:auto"><p style="width:3000px">${'Two '.repeat(80)}</p></div>
       <button>Three</button> <button>Four</button>`,
    );
    expect(await misfitsOf(page)).toEqual([]);
    await page.close();
  });
});
