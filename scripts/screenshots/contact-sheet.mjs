/** One picture of a page's six, side by side, drawn by the browser that made them. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const SCALE = 0.42;
/** What of a long page is shown, in pixels of the sheet; the page's own pictures have all of it. */
const TALLEST = 1500;

/** @param pictures `{ file, width, label }`, in the order they stand in */
export async function writeContactSheet(browser, { folder, name, pictures }) {
  mkdirSync(folder, { recursive: true });
  const html = path.join(folder, `${name}.html`);
  writeFileSync(html, toHtml(name, folder, pictures));
  const context = await browser.newContext({ viewport: { width: 100, height: 100 }, deviceScaleFactor: 1 });
  try {
    const page = await context.newPage();
    await page.goto(pathToFileURL(html).href);
    await page.locator('main').screenshot({ path: path.join(folder, `${name}.png`) });
  } finally {
    await context.close();
    rmSync(html);
  }
}

function toHtml(name, folder, pictures) {
  const figures = pictures.map(({ file, width, label }) => {
    const source = path.relative(folder, file);
    return `<figure><figcaption>${label}</figcaption><div><img src="${source}" width="${Math.round(SCALE * width)}"></div></figure>`;
  });
  return `<!doctype html><meta charset="utf-8"><style>
    body { margin: 0; background: #999; font: 14px sans-serif; }
    main { display: inline-flex; gap: 12px; align-items: flex-start; padding: 12px; background: #999; }
    figure { margin: 0; }
    figure div { max-height: ${TALLEST}px; overflow: hidden; }
    img { display: block; }
  </style><main aria-label="${name}">${figures.join('')}</main>`;
}
