import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../helpers/browser.js';
import { misfitsOf } from '../helpers/misfits.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const PAGE = '<!doctype html><title>Shop</title><style>body{margin:0;font:1rem/1.25 monospace}</style>';
const FIXED = 'position:fixed;bottom:0;left:0';

const FAULTS = `<div style="width:500px;height:9px"></div>
  <p style="height:20px;overflow:hidden">Low</p>
  <p style="height:12px;overflow:hidden;text-overflow:ellipsis">Half</p>
  <p style="line-height:20px">Tight</p>
  <p style="${FIXED}">One</p><p style="${FIXED}">Two</p>
  <div style="overflow-x:auto"><p>Three</p><p style="margin-top:-2.25rem">Four</p></div>
  <div style="position:relative"><button>Five</button><a href="/" style="position:absolute;inset:0">Six</a></div>
  <p style="margin:0 0 0 50px">Seven</p>`;

describe('the look for misfits', () => {
  it('finds each of them', async () => {
    const page = await browser.newPage();
    await page.setContent(PAGE + FAULTS);
    const found = await misfitsOf(page);
    for (const misfit of [
      '360 px ltr: the page is 500 px wide',
      '200 % text ltr: cut off: p “Low”',
      '360 px ltr: half a line: p “Half”',
      '200 % text rtl: lines too close: p “Tight”',
      '360 px ltr: p “One” runs into p “Two”',
      '200 % zoom ltr: p “Three” runs into p “Four”',
      '360 px ltr: a “Six” lies over button “Five”',
      'not mirrored: p., 50 from the left, 0 from the right',
    ])
      expect(found).toContain(misfit);
    await page.close();
  });

  it('finds none where things are as they should be', async () => {
    const page = await browser.newPage();
    await page.setContent(
      `${PAGE}<p style="white-space:nowrap;overflow:hidden;text-overflow:ellipsis">${'One '.repeat(50)}</p>
       <div style="overflow-x:auto"><p style="width:3000px">${'Two '.repeat(80)}</p></div>
       <button>Three</button> <button>Four</button>`,
    );
    expect(await misfitsOf(page)).toEqual([]);
    await page.close();
  });
});
