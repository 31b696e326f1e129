import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { allow, dumpStorage, rowOf, track, usePanel } from './panel-page.js';

const panel = usePanel();

/** What one tab does shows in the others within this time. */
const SOON = { timeout: 1000, interval: 50 };
const PASSPHRASE = 'correct horse battery';

const said = (page: Page, text: string | RegExp): Promise<void> =>
  page.locator('[part~=said]').filter({ hasText: text }).waitFor();

/** A shopper who has looked at the first items of a newcomer's row, and two tabs that know it. */
async function openTwoTabs(): Promise<{ here: Page; there: Page; newcomer: string[]; seen: string[] }> {
  const site = await panel.site();
  const profile = await panel.profile();
  const [here, there] = [await panel.open(site, profile), await panel.open(site, profile)];
  await Promise.all([allow(here), allow(there)]);
  const newcomer = await rowOf(here);
  expect(newcomer).toHaveLength(12);
  const seen = newcomer.slice(0, 3);
  await track(here, seen);
  await expect.poll(() => rowOf(there), SOON).not.toContain(seen[0]);
  await expect.poll(async () => rowOf(there), SOON).toEqual(await rowOf(here));
  await here.bringToFront(); // a tab behind draws once in a while only, and clicks wait for that
  await here
    .getByRole('button', { name: /^Forget / })
    .first()
    .waitFor();
  return { here, there, newcomer, seen };
}

describe('the shopper’s panel', () => {
  it('erases: in all tabs the row is a newcomer’s, and the browser keeps what it keeps of a fresh profile', async () => {
    const { here, there, newcomer } = await openTwoTabs();
    expect(await dumpStorage(here)).toMatchObject({ databases: [{ name: 'shelfwise' }], caches: ['shelfwise-model'] });
    await here.getByRole('button', { name: 'Erase everything' }).click();
    await here.getByRole('button', { name: 'No, keep it' }).click();
    expect(await rowOf(there)).not.toEqual(newcomer);
    await here.getByRole('button', { name: 'Erase everything' }).click();
    await here.getByRole('button', { name: 'Yes, erase it' }).click();
    await expect.poll(() => rowOf(there), SOON).toEqual(newcomer);
    await expect.poll(() => rowOf(here), SOON).toEqual(newcomer);
    await said(here, 'Everything is erased.');
    await here.getByText('Nothing yet.').first().waitFor();
    const fresh = await panel.open(await panel.site(), await panel.profile());
    await rowOf(fresh);
    const untouched = await dumpStorage(fresh);
    await expect.poll(() => dumpStorage(here)).toEqual(untouched);
    await here.waitForTimeout(500); // nothing comes back either
    expect(await dumpStorage(there)).toEqual(untouched);
  });

  it('brings back what was erased as long as the page is open, and not after', async () => {
    const { here, there, newcomer } = await openTwoTabs();
    await here.evaluate(() => window.shelfwise.recommender.setProfile({ price_level: 'low' }));
    await here.evaluate((id) => window.shelfwise.recommender.mute(id), newcomer[5]!);
    await expect.poll(() => rowOf(there), SOON).not.toContain(newcomer[5]);
    const before = await rowOf(there);
    const erase = async (): Promise<void> => {
      await here.getByRole('button', { name: 'Erase everything' }).click();
      await here.getByRole('button', { name: 'Yes, erase it' }).click();
      await expect.poll(() => rowOf(there), SOON).toEqual(newcomer);
    };
    await erase();
    await here.getByRole('button', { name: 'Bring it back' }).click();
    await said(here, 'It is back');
    await expect.poll(() => rowOf(there), SOON).toEqual(before);
    await expect.poll(() => rowOf(here), SOON).toEqual(before);
    const { stated, muted } = await there.evaluate(() => window.shelfwise.recommender.profile());
    expect({ stated, muted: muted.items }).toEqual({ stated: { price_level: 'low' }, muted: [newcomer[5]] });

    await erase();
    await here.getByRole('button', { name: 'No, let the copy go too' }).click();
    await said(here, 'The copy is gone');
    expect(await here.getByRole('button', { name: 'Bring it back' }).count()).toBe(0);
    await here.reload();
    expect(await rowOf(here)).toEqual(newcomer);
  });

  it('forgets one product, in all tabs', async () => {
    const { here, there, seen } = await openTwoTabs();
    const before = await rowOf(there);
    const forgets = here.locator('section[part=done]').getByRole('button', { name: /^Forget / });
    await forgets.first().focus();
    await here.keyboard.press('Enter');
    await expect.poll(() => forgets.count(), SOON).toBe(seen.length - 1);
    await expect.poll(() => rowOf(there), SOON).not.toEqual(before);
    // Who uses a keyboard is still in that list's section.
    expect(
      await here.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.closest('section')?.part.value),
    ).toBe('done');
  });

  it('mutes a kind of product and takes it back, in all tabs', async () => {
    const { here, there } = await openTwoTabs();
    const before = await rowOf(there);
    const tastes = here.locator('section[part=tastes]');
    const name = await tastes.locator('[part=name]').first().innerText();
    await tastes.getByRole('button', { name: `Show no more of ${name}` }).click();
    const categories = await here.evaluate(() =>
      window.shelfwise.recommender.profile().then(({ muted }) => muted.categories),
    );
    expect(categories).toEqual([name]);
    await expect.poll(() => rowOf(there), SOON).not.toEqual(before);
    await there.getByRole('button', { name: `Show again: ${name}` }).click();
    await expect.poll(() => rowOf(here), SOON).toEqual(before);
  });

  it('mutes a product', async () => {
    const { here, there, newcomer } = await openTwoTabs();
    await here.evaluate((id) => window.shelfwise.recommender.mute(id), newcomer[5]!);
    await expect.poll(() => rowOf(there), SOON).not.toContain(newcomer[5]);
    await there.getByRole('button', { name: /^Show again: / }).waitFor();
  });

  it('shows what would be without one product, and changes nothing', async () => {
    const { here, there, seen } = await openTwoTabs();
    const before = await rowOf(there);
    const supposed = await rowOf(here, { without: seen });
    expect(supposed).not.toEqual(before);
    await here
      .getByRole('button', { name: /^What if/ })
      .first()
      .click();
    await here
      .locator('[part~=what-if]')
      .filter({ hasText: /Your row would|Without it your row|no longer show/ })
      .waitFor();
    expect(await rowOf(there)).toEqual(before);
    expect(await rowOf(here)).toEqual(before);
  });

  it('carries a profile to another browser as a locked file', async () => {
    const { here, seen } = await openTwoTabs();
    const expected = await rowOf(here);
    await here.getByLabel('Passphrase, 8 characters or more').fill('short');
    await here.getByRole('button', { name: 'Save as a file' }).click();
    await said(here, 'needs 8 characters');
    await here.getByLabel('Passphrase, 8 characters or more').fill(PASSPHRASE);
    const [download] = await Promise.all([
      here.waitForEvent('download'),
      here.getByRole('button', { name: 'Save as a file' }).click(),
    ]);
    const bytes = await readFile(await download.path());
    expect(bytes.subarray(0, 6).toString()).toBe('SWPROF');
    for (const id of seen) expect(bytes.includes(id)).toBe(false);

    const site = await panel.site();
    const profile = await panel.profile();
    const [phone, other] = [await panel.open(site, profile), await panel.open(site, profile)];
    await Promise.all([allow(phone), allow(other)]);
    await rowOf(other);
    const choose = async (buffer: Buffer, passphrase: string): Promise<void> => {
      await phone.getByLabel('File from the other device').setInputFiles({ name: 'a', mimeType: '', buffer });
      await phone.getByLabel('Its passphrase').fill(passphrase);
      await phone.getByRole('button', { name: 'Add to what is known here' }).click();
    };
    await choose(bytes, 'another passphrase');
    await said(phone, 'The passphrase does not open this file');
    await choose(Buffer.from('GIF89a'), PASSPHRASE);
    await said(phone, 'This is not a profile file');
    await choose(Buffer.from([...bytes.subarray(0, 6), 9, ...bytes.subarray(7)]), PASSPHRASE);
    await said(phone, 'made by another version');
    expect(await dumpStorage(phone)).toMatchObject({ databases: [] });
    await choose(bytes, PASSPHRASE);
    await expect.poll(() => rowOf(other), SOON).toEqual(expected);
    await said(phone, 'Added 3 things');
    await choose(bytes, PASSPHRASE);
    await said(phone, 'known here already');
  });

  it('carries a small profile in the address that a code holds, and takes it out of the address', async () => {
    const { here } = await openTwoTabs();
    const expected = await rowOf(here);
    await here.getByLabel('Passphrase, 8 characters or more').fill(PASSPHRASE);
    await here.getByRole('button', { name: 'Show as a code' }).click();
    await here.getByRole('img', { name: 'Code with your locked profile' }).waitFor();
    const file = await here.evaluate(async (passphrase) => {
      const blob = await window.shelfwise.recommender.exportProfile({ passphrase });
      return btoa(String.fromCharCode(...new Uint8Array(await blob!.arrayBuffer())));
    }, PASSPHRASE);
    const hash = file.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
    const phone = await panel.open(await panel.site(), await panel.profile(), `/#shelfwise-profile=${hash}`);
    await phone.getByText('A profile came along with the address').waitFor();
    expect(new URL(phone.url()).hash).toBe('');
    await phone.getByLabel('Its passphrase').fill(PASSPHRASE);
    await phone.getByRole('button', { name: 'Add to what is known here' }).click();
    await said(phone, 'Added 3 things');
    expect(await rowOf(phone)).toEqual(expected);
  });

  it('has a guest in all tabs and on the next page, and forgets them in all when that ends', async () => {
    const { here, there, newcomer } = await openTwoTabs();
    const before = await rowOf(there);
    const guestIn = (tab: Page) => tab.getByRole('switch', { name: 'Somebody else is here' });
    await guestIn(here).click();
    await said(here, 'Done.');
    await expect.poll(() => guestIn(there).isChecked(), SOON).toBe(true);
    await track(here, newcomer.slice(5, 9), 'purchase');
    await expect.poll(() => rowOf(here), SOON).not.toEqual(before);
    expect(await rowOf(there)).toEqual(before); // a guest's doings stay in the memory of their tab
    await track(there, newcomer.slice(7, 8), 'purchase');
    await expect.poll(() => rowOf(there), SOON).not.toContain(newcomer[7]);
    await there.reload();
    await track(there, newcomer.slice(8, 9), 'purchase'); // before the page has heard that a guest is here
    await allow(there);
    await expect.poll(() => guestIn(there).isChecked(), SOON).toBe(true);
    await guestIn(there).click();
    await expect.poll(() => rowOf(there), SOON).toEqual(before);
    await expect.poll(() => rowOf(here), SOON).toEqual(before);
    await expect.poll(() => guestIn(here).isChecked(), SOON).toBe(false);
  });

  it('switches storage off, in all tabs, and personalization', async () => {
    const { here, there, newcomer } = await openTwoTabs();
    const storage = here.getByRole('switch', { name: 'Remember on this device' });
    const reports = here.getByRole('switch', { name: 'Give the shop noisy answers' });
    expect(await storage.isChecked()).toBe(true);
    expect(await reports.isEnabled()).toBe(true);
    await storage.click();
    await expect.poll(() => dumpStorage(there)).toMatchObject({ databases: [], caches: [] });
    await here.getByText('In the memory of this tab.').waitFor();
    expect(await reports.isDisabled()).toBe(true);
    await here.getByRole('switch', { name: 'Work out rows for me' }).click();
    await here.getByText('Nowhere. Nothing is being noted.').waitFor();
    expect(await rowOf(here)).toEqual(newcomer);
  });
});

declare global {
  interface Window {
    readonly shelfwise: { readonly recommender: import('../../../src/index.js').Recommender };
  }
}
