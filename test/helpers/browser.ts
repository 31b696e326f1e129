import { type Browser, chromium } from 'playwright-core';
import { FLAGS } from '../../scripts/launch-browser.mjs';

/** A fresh headless Chromium. The caller closes it. */
export function launchBrowser(extraFlags: readonly string[] = []): Promise<Browser> {
  const executablePath = process.env['CHROMIUM_PATH'];
  if (!executablePath) throw new Error('expected CHROMIUM_PATH to name a browser; `npm test` finds or installs one');
  return chromium.launch({ executablePath, args: [...FLAGS, ...extraFlags] });
}
