/** The Chromium that scripts drive: found as tests find it, without a sandbox, and without any traffic of its own. */
import { findBrowser } from './find-browser.mjs';

const FLAGS = [
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
