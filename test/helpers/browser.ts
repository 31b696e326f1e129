import { type Browser, chromium } from 'playwright-core';

/**
 * No sandbox (containers have none), and none of the browser's own traffic: an end-to-end test compares every request
 * with an allow-list.
 */
const FLAGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
];

/** A fresh headless Chromium. The caller closes it. */
export function launchBrowser(extraFlags: readonly string[] = []): Promise<Browser> {
  const executablePath = process.env['CHROMIUM_PATH'];
  if (!executablePath) throw new Error('expected CHROMIUM_PATH to name a browser; `npm test` finds or installs one');
  return chromium.launch({ executablePath, args: [...FLAGS, ...extraFlags] });
}
