/** Storefront, guide and console: where each page is, and what is done on it before it is photographed. */
import { KEY } from './servers.mjs';

/** A picture: of which server, at which address, after what. */
const shop = (name, address, act) => ({
  ...{ name, server: 'shop', address },
  async act(page) {
    await agree(page);
    await act?.(page);
    await rowsAreThere(page);
  },
});

const SETTLE_MS = 700;
/** Past the element's own moment of rest, after which a row is made anew. */
const LOOK_MS = 600;
const SOON_MS = 4_000;

/** Looks at some products, so that rows and panel have something to say. */
export async function lookAround(page) {
  for (const at of [3, 5]) {
    await page.locator('main a.card').nth(at).click();
    await page.locator('.product').waitFor();
    await page.waitForTimeout(LOOK_MS);
    await page.goBack();
    await page.locator('main a.card').first().waitFor();
  }
}

/** The question stands in front of the page until it is answered. */
export async function agree(page) {
  const button = page.getByRole('button', { name: 'This visit only' });
  if (await comesTo(button)) await button.click();
}

/** Rows are made after the page; some pages have none. */
async function rowsAreThere(page) {
  const isRowPage = (await page.locator('.row, shelfwise-row').count()) > 0;
  if (isRowPage) await comesTo(page.getByText('Made in your browser').first());
}

function comesTo(locator) {
  return locator.waitFor({ timeout: SOON_MS }).then(
    () => true,
    () => false,
  );
}

async function follow(page, address) {
  const { pathname } = new URL(address, page.url());
  await page.locator(`a[href="${pathname}"]`).first().click();
  await page.locator('main h1').waitFor();
}

async function openProduct(page) {
  await page.locator('main a.card').nth(2).click();
  await page.locator('.product').waitFor();
}

async function fillBasket(page) {
  for (const at of [2, 4, 7]) {
    await page.locator('main a.card').nth(at).click();
    await page.locator('.product').waitFor();
    await page.getByRole('button', { name: 'Add to basket' }).click();
    await page.goBack();
    await page.locator('main a.card').first().waitFor();
  }
  await follow(page, '/cart');
  await page.getByRole('button', { name: 'Place the order' }).waitFor();
}

async function order(page) {
  await fillBasket(page);
  await page.getByRole('button', { name: 'Place the order' }).click();
  await page.getByRole('heading', { level: 1, name: 'Thank you' }).waitFor();
}

async function save(page) {
  for (const at of [2, 4, 7]) {
    await page.locator('main a.card').nth(at).click();
    await page.getByRole('button', { name: /^Save/ }).click();
    await page.goBack();
    await page.locator('main a.card').first().waitFor();
  }
  await follow(page, '/saved');
}

async function openPanel(page) {
  await lookAround(page);
  await page.getByRole('button', { name: 'On this device' }).click();
  await page.getByRole('dialog').waitFor();
}

async function playGuide(page) {
  await page.locator('.pick').first().waitFor();
  await page.locator('.offer').nth(1).click();
  await page.waitForTimeout(LOOK_MS);
  await page.getByRole('button', { name: 'Make the noisy answer' }).click();
}

/** All but training ask for the key. */
const consolePage = (name, server, hash) => ({
  ...{ name, server, address: `/console/#${hash}` },
  async act(page) {
    const field = page.getByLabel('Key of this shop');
    if (await field.isVisible()) {
      await field.fill(KEY);
      await page.keyboard.press('Enter');
    }
    await page.locator('#console:not([aria-busy]) h1').waitFor();
  },
});

export const PAGES = [
  shop('home', '/', lookAround),
  { ...shop('home-first-visit', '/'), act: rowsAreThere, isWindow: true },
  shop('category', '/category/kitchen'),
  shop('category-nothing-left', '/category/kitchen?to=1'),
  shop('search', '/search?q=oak'),
  shop('search-without-result', '/search?q=zzzz'),
  shop('product', '/category/kitchen', openProduct),
  shop('cart', '/category/kitchen', fillBasket),
  shop('cart-empty', '/cart'),
  shop('order', '/category/kitchen', order),
  shop('order-none', '/order'),
  shop('saved', '/category/kitchen', save),
  shop('saved-empty', '/saved'),
  shop('not-found', '/nowhere'),
  { ...shop('panel', '/', openPanel), isWindow: true },
  { name: 'guide', server: 'shop', address: '/guide/', act: playGuide },
  { name: 'console-sign-in', server: 'shop', address: '/console/' },
  consolePage('console-placements', 'reporting', 'placements/4'),
  consolePage('console-rules', 'reporting', 'rules'),
  consolePage('console-catalog', 'reporting', 'catalog/13'),
  consolePage('console-models', 'reporting', 'models'),
  consolePage('console-privacy', 'reporting', 'privacy'),
  consolePage('console-training', 'reporting', 'training'),
  consolePage('console-no-reports-placements', 'shop', 'placements'),
  consolePage('console-no-reports-catalog', 'shop', 'catalog'),
  consolePage('console-no-reports-models', 'shop', 'models'),
  consolePage('console-no-reports-privacy', 'shop', 'privacy'),
].map((page) => ({ settleMs: SETTLE_MS, ...page }));
