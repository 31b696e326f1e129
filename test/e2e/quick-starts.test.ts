import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decodeIds } from '../../core/artifact/ids-section.js';
import { parseManifest } from '../../core/artifact/manifest.js';
import type { RecommendationList } from '../../src/index.js';
import { launchBrowser } from '../helpers/browser.js';
import { docBlocks } from '../helpers/doc-blocks.js';
import { serveFolder, type ServedFolders, type ServeOptions } from '../helpers/serve-folder.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
const SDK = path.join(ROOT, 'dist/browser');
const MODEL = process.env['SHELFWISE_TEST_MODEL'] ?? '';
/** As a build for visitors has it; a test run would get React's helpers for development. */
const JSX = { runtime: 'automatic', development: false } as const;

let browser: Browser;
let context: BrowserContext;
let folder: string;
const sites: ServedFolders[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'shelfwise-quick-starts-'));
  context = await browser.newContext({ viewport: { width: 1200, height: 700 } });
});
afterEach(async () => {
  await context.close();
  await Promise.all(sites.splice(0).map((site) => site.close()));
  rmSync(folder, { recursive: true, force: true });
});

const blocks = (heading: string): Readonly<Record<string, string>> =>
  docBlocks(path.join(ROOT, 'docs/quick-starts.md'), heading);

function someItem(): string {
  const manifest = parseManifest(readFileSync(path.join(MODEL, 'latest.json'), 'utf8'));
  const file = manifest.sections.find(({ name }) => name === 'ids')?.file ?? '';
  return decodeIds(new Uint8Array(readFileSync(path.join(MODEL, file)))).itemIds[7] ?? '';
}

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text.replaceAll('A-17', someItem()));
  }
}

/** The shop's host: its pages, the two folders, and the shop's pictures, which the test shop does not have. */
async function serve(options: ServeOptions = {}, root = folder): Promise<ServedFolders> {
  const site = await serveFolder({ '/': root, '/shelfwise/': SDK, '/shelfwise/model/': MODEL }, options);
  sites.push(site);
  return site;
}

interface Visit {
  readonly page: Page;
  /** Exceptions, policy violations and what the SDK wrote. */
  readonly faults: readonly string[];
}

async function visit(url: string): Promise<Visit> {
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (/shelfwise: |Content Security Policy|TrustedScript|integrity/i.test(message.text()))
      faults.push(message.text());
  });
  await page.goto(url);
  return { page, faults };
}

/** Cards that have a name and a price. */
const named = (page: Page): Promise<number> =>
  page
    .locator('shelfwise-row [part=card]')
    .allTextContents()
    .then((texts) => texts.filter((text) => /[a-z]{3}.*€\d/s.test(text)).length);

const menu = (page: Page): Promise<void> => page.locator('[part=menu-button]').first().waitFor({ state: 'attached' });

/** What the device has noted so far. */
const eventNames = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    type Profile = { readonly events: readonly { readonly name: string }[] };
    const { shelfwise } = window as unknown as { shelfwise: (verb: string) => Promise<Profile> };
    return (await shelfwise('profile')).events.map(({ name }) => name);
  });

const headersOf = (block: string): Record<string, string> =>
  Object.fromEntries(
    block
      .trim()
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
  );

describe('the quick starts, as written', () => {
  it('plain HTML: a row of what goes with the product, and what is done there counts', async () => {
    write(blocks('Plain HTML page'));
    const { page, faults } = await visit(`${(await serve()).origin}/`);
    await expect.poll(() => named(page)).toBe(8);
    await menu(page);
    await page.getByRole('button', { name: 'Add to basket' }).click();
    await expect
      .poll(() => eventNames(page), { timeout: 5000 })
      .toEqual(['view_item', 'add_to_cart', 'view_item_list']);
    expect(faults).toEqual([]);
  });

  it('Google Analytics only: what the page tells it counts', async () => {
    write(blocks('A shop with Google Analytics only'));
    const { page, faults } = await visit(`${(await serve()).origin}/`);
    await expect.poll(() => named(page)).toBe(8);
    await menu(page);
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await expect
      .poll(() => eventNames(page), { timeout: 5000 })
      .toEqual(['view_item', 'add_to_cart', 'view_item_list']);
    expect(faults).toEqual([]);
  });

  it('without elements: own markup, with what was seen and clicked', async () => {
    const files = blocks('Without elements: your own markup');
    write({ ...files, 'shop.js': `${files['shop.js'] ?? ''}\nwindow.recommender = recommender;\n` });
    const { page, faults } = await visit(`${(await serve()).origin}/`);
    await expect.poll(() => page.locator('#for-you li').count()).toBe(6);
    await page
      .locator('#for-you a')
      .nth(2)
      .evaluate((link) => link.addEventListener('click', (event) => event.preventDefault()));
    await page.locator('#for-you a').nth(2).click();
    const told = (): Promise<unknown> =>
      page.evaluate(async () => {
        const { recommender } = window as unknown as {
          recommender: { profile(): Promise<{ events: { name: string; items: { item_list_id?: string }[] }[] }> };
        };
        const { events } = await recommender.profile();
        return events.map(({ name, items }) => [name, items.length, items[0]?.item_list_id]);
      });
    await expect.poll(told, { timeout: 5000 }).toEqual([
      ['select_item', 1, 'for-you'],
      ['view_item_list', 6, 'for-you'],
    ]);
    expect(faults).toEqual([]);
  });

  it('React: a hook for a list of one’s own, and the element', async () => {
    const { 'after-build.sh': afterBuild = '', ...files } = blocks('React');
    write({
      ...files,
      'index.html': '<!doctype html><div id="root"></div><script type="module" src="./main.jsx"></script>',
    });
    installPackages();
    await build({
      root: folder,
      configFile: false,
      logLevel: 'error',
      base: './',
      oxc: { jsx: JSX },
      define: { 'process.env.NODE_ENV': '"production"' },
    });
    execFileSync('sh', ['-c', afterBuild], { cwd: folder });
    const { page, faults } = await visit(`${(await serve({}, path.join(folder, 'dist'))).origin}/`);
    await expect.poll(() => page.locator('.own-row li').count()).toBe(4);
    await expect.poll(() => named(page)).toBe(8);
    await menu(page);
    expect(faults).toEqual([]);
  });

  it('server-rendered: inert there, the server’s content stays until there is better', async () => {
    write({
      ...blocks('Server-rendered page (Next and the like)'),
      'render.jsx': `import { renderToString } from 'react-dom/server';
        import { Page, recommender } from './page.jsx';
        export const html = (bestsellers) => renderToString(<Page bestsellers={bestsellers} />);
        export const list = () => recommender.recommendItemsToUser(8);`,
    });
    installPackages();
    await build({
      root: folder,
      configFile: false,
      logLevel: 'error',
      oxc: { jsx: JSX },
      ssr: { noExternal: true },
      build: { ssr: 'render.jsx', outDir: 'server' },
    });
    const server = (await import(path.join(folder, 'server/render.js'))) as {
      html(bestsellers: readonly object[]): string;
      list(): Promise<RecommendationList>;
    };
    expect(await server.list()).toEqual({ recommId: '', recomms: [] });
    const html = server.html([{ name: 'Oak stool', link: '/p/oak-stool' }]);
    expect(html).toContain('Oak stool');
    writeFileSync(path.join(folder, 'index.html'), `<!doctype html>${html}`);
    const { page, faults } = await visit(`${(await serve()).origin}/`);
    await expect.poll(() => named(page)).toBe(8);
    expect(await page.getByText('Oak stool').isVisible()).toBe(false);
    expect(faults).toEqual([]);
    await context.route('**/shelfwise.js', (route) => route.abort());
    const blocked = await visit(page.url());
    expect(await blocked.page.getByText('Oak stool').isVisible()).toBe(true);
    expect(blocked.faults).toEqual([]);
  });

  it('Shopify: the snippets with the theme’s values', async () => {
    const host = await serve({ headers: { 'access-control-allow-origin': '*' } });
    const values: Record<string, string> = {
      'settings.shelfwise_url': `${host.origin}/shelfwise`,
      'cart.currency.iso_code': 'EUR',
      'product.id': someItem(),
      'product.id | json': JSON.stringify(someItem()),
      'section.settings.heading | escape': 'You may also like',
    };
    const fill = (liquid = ''): string =>
      liquid.replaceAll(/\{\{ (.*?) \}\}/g, (_, name: string) => values[name] ?? `[${name}]`);
    const files = blocks('Shopify theme');
    const head = fill(files['snippets/shelfwise.liquid']);
    const section = fill(files['sections/shelfwise-product.liquid']);
    write({ 'index.html': `<!doctype html><html lang="en"><meta charset="utf-8">${head}<body>${section}` });
    const shop = await serve();
    const { page, faults } = await visit(`${shop.origin}/`);
    await expect.poll(() => named(page)).toBe(8);
    expect(await page.getByRole('heading').textContent()).toBe('You may also like');
    expect(faults).toEqual([]);
  });

  it('a strict policy: row and menu with a nonce and Trusted Types alone, and no violation', async () => {
    const { 'headers.txt': headers = '', ...files } = blocks('Strict content security policy');
    write(files);
    const { page, faults } = await visit(`${(await serve({ headers: headersOf(headers) })).origin}/`);
    await expect.poll(() => named(page)).toBe(8);
    await menu(page);
    await page.waitForFunction(async () => {
      const { shelfwise } = window as unknown as { shelfwise: (verb: string) => Promise<{ personalWorker: string }> };
      return (await shelfwise('status')).personalWorker === 'started';
    });
    expect(faults).toEqual([]);
    // The policy is in force: the same page without its nonce gets nothing.
    write({ 'index.html': (files['index.html'] ?? '').replace('nonce="r4nd0m" ', '') });
    const without = await visit(page.url());
    await expect.poll(() => without.faults.length).toBeGreaterThan(0);
    expect(await without.page.evaluate(() => 'shelfwise' in window)).toBe(false);
  });

  it('a script from another host: checked against its hash, under a policy that names only that host', async () => {
    const cdn = await serve({ headers: { 'access-control-allow-origin': '*' } });
    const manifest = JSON.parse(readFileSync(path.join(SDK, 'manifest.json'), 'utf8')) as {
      files: Record<string, { integrity: string }>;
    };
    const { 'headers.txt': headers = '', 'index.html': html = '' } = blocks('Script from another host, with a hash');
    const fill = (text: string): string => text.replaceAll('https://cdn.example', cdn.origin);
    const page = fill(html).replace('sha384-of-manifest.json', manifest.files['shelfwise.js']?.integrity ?? '');
    write({ 'index.html': page, 'other.html': page.replace(/sha384-.{8}/, 'sha384-AAAAAAAA') });
    const shop = await serve({ headers: headersOf(fill(headers)) });
    const good = await visit(`${shop.origin}/`);
    await expect.poll(() => named(good.page)).toBe(8);
    await menu(good.page);
    expect(good.faults).toEqual([]);
    const other = await visit(`${shop.origin}/other.html`);
    await expect.poll(() => other.faults.length).toBeGreaterThan(0);
    expect(await other.page.evaluate(() => 'shelfwise' in window)).toBe(false);
  });

  it('the table of directives names those of the policies above it', () => {
    const text = readFileSync(path.join(ROOT, 'docs/quick-starts.md'), 'utf8');
    const named = new Set([...text.matchAll(/^\| `([a-z-]+)/gm)].map((match) => match[1]));
    const used = [...text.matchAll(/^Content-Security-Policy: (.*)$/gm)].flatMap(([, policy = '']) =>
      policy.split(';').map((directive) => directive.trim().split(' ')[0]),
    );
    const general = ['default-src', 'require-trusted-types-for'];
    expect(used.filter((directive) => !general.includes(directive ?? '') && !named.has(directive))).toEqual([]);
  });
});

/** What `npm install` leaves in the shop's folder. */
function installPackages(): void {
  mkdirSync(path.join(folder, 'node_modules'), { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }');
  symlinkSync(ROOT, path.join(folder, 'node_modules/shelfwise'));
  for (const name of ['react', 'react-dom', 'scheduler']) {
    symlinkSync(path.join(ROOT, 'node_modules', name), path.join(folder, 'node_modules', name));
  }
}
