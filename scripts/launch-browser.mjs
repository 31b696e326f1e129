/** The Chromium that scripts and tests drive. */
import { findBrowser } from './find-browser.mjs';

/**
 * No sandbox (containers have none), and none of the browser's own traffic: an end-to-end test compares every request with an
 * allow-list.
 */
export const FLAGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
];

/** @returns {Promise<import('playwright-core').Browser>} headless; the caller closes it */
export async function launchBrowser() {
  const { chromium } = await import('playwright-core');
  return chromium.launch({ executablePath: await findBrowser(), args: FLAGS });
}
