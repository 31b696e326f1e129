import { describe, expect, it } from 'vitest';
import { KEY, NOW, OTHER_KEY, typeKey, useConsole } from './open-console.js';

const shop = useConsole({ weeks: 2, reports: 200 });
const REFUSAL = 'This key does not open this shop.';

describe('the console asks for the key', () => {
  it('before it shows what devices reported, and keeps it out of every address', async () => {
    const { page, faults, close } = await shop.visit('/console/');
    const addresses: string[] = [];
    page.on('request', (request) => addresses.push(request.url()));
    expect(await page.getByRole('table').count()).toBe(0);
    await typeKey(page, KEY);
    await page.getByRole('heading', { level: 1, name: 'Placements' }).waitFor();
    await page.getByRole('link', { name: 'Privacy' }).click();
    await page.getByRole('heading', { level: 1, name: 'Privacy' }).waitFor();
    expect(addresses.length).toBeGreaterThan(3);
    expect([...addresses, page.url()].filter((address) => address.includes(KEY))).toEqual([]);
    expect(faults).toEqual([]);
    await close();
  });

  it.each([
    ['wrong', 'a-key-that-nobody-has'],
    ['of another shop', OTHER_KEY],
  ])('and refuses one that is %s', async (_, key) => {
    const { page, close } = await shop.visit('/console/', key);
    await page.getByRole('alert').getByText(REFUSAL).waitFor();
    expect(await page.getByRole('table').count()).toBe(0);
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
    await typeKey(page, KEY);
    await page.getByRole('heading', { level: 1, name: 'Placements' }).waitFor();
    await close();
  });

  it('but not for what every browser may read, and takes it from there', async () => {
    const { page, close } = await shop.visit('/console/#training');
    await page.getByRole('heading', { level: 1, name: 'Model 1' }).waitFor();
    await page.getByRole('link', { name: 'Placements' }).click();
    await typeKey(page, KEY);
    await page.getByRole('heading', { level: 1, name: 'Placements' }).waitFor();
    await close();
  });

  it('of each shop by itself, in the same tab', async () => {
    const { page, close } = await shop.visit('/console/', KEY);
    await page.getByRole('heading', { level: 1, name: 'Placements' }).waitFor();
    await page.goto(shop.url('/shops/other/console/'));
    await page.getByLabel('Key of this shop').waitFor();
    await typeKey(page, KEY);
    await page.getByRole('alert').getByText(REFUSAL).waitFor();
    await typeKey(page, OTHER_KEY);
    await page.getByText('Of 40 reports ').waitFor();
    await close();
  });

  it('again where it has expired meanwhile, in another tab, and once it is to be forgotten', async () => {
    const { page, close } = await shop.visit('/console/', KEY);
    await page.getByRole('heading', { level: 1, name: 'Placements' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Placements' }).waitFor();
    const other = await page.context().newPage();
    await other.goto(shop.url('/console/'));
    await other.getByLabel('Key of this shop').waitFor();
    await page.getByRole('button', { name: 'Forget the key' }).click();
    await page.getByLabel('Key of this shop').waitFor();
    await typeKey(page, KEY);
    await page.getByRole('heading', { level: 1, name: 'Placements' }).waitFor();
    shop.setTime(NOW + 31 * 86_400_000);
    await page.reload();
    await page.getByRole('alert').getByText(REFUSAL).waitFor();
    shop.setTime(NOW);
    await close();
  });

  it('and says what to do where the server is gone', async () => {
    const { page, close } = await shop.visit('/console/', KEY);
    await page.getByRole('heading', { level: 1, name: 'Placements' }).waitFor();
    await page.route('**/v1/**', (route) => route.abort());
    await page.getByRole('link', { name: 'Privacy' }).click();
    await page.getByText('The server does not answer.').waitFor();
    await page.unroute('**/v1/**');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'Are the reports honest?' }).waitFor();
    await close();
  });
});
