import type { Page } from 'playwright-core';
import { faultyWorker, type Faults } from './faulty-worker.js';
import { htmlPage, scriptTag, useSdk, type OpenedPage, type ShopOptions } from './sdk-page.js';

/** No inline script or style, no eval, no string as a script's address: what a careful shop sends. */
export const STRICT_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; worker-src 'self'; connect-src 'self'; " +
  "require-trusted-types-for 'script'; trusted-types shelfwise";

export interface RowOptions extends Partial<ShopOptions> {
  /** What its worker does. */
  readonly faults?: Faults;
  /** The element with the content the page gives it. */
  readonly row?: string;
}

const SQUARE =
  '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4" fill="#8a9"/></svg>';

/** Opens pages that have one row and the script tag. */
export function useRow(): (options: RowOptions) => Promise<OpenedPage> {
  const sdk = useSdk();
  return ({ faults = {}, row = '<shelfwise-row scenario="home"></shelfwise-row>', files, ...shop }) =>
    sdk.open({
      html: htmlPage(row + scriptTag()),
      files: { '/worker.js': faultyWorker(faults), '/p.svg': SQUARE, ...files },
      ...shop,
    });
}

/** Waits for the first card that shows an item. */
export async function untilShown(page: Page): Promise<void> {
  await page.locator('.shown').first().waitFor();
}
