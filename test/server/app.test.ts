import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseManifest } from '../../core/artifact/manifest.js';
import { createApp, type App } from '../../server/app.js';
import { writeModel } from './made-model.js';
import { LONG_SCRIPT, makeFolders, PAGE, type MadeFolders } from './made-folders.js';

let folders: MadeFolders;
let app: App;

beforeEach(() => {
  folders = makeFolders();
  app = createApp({ ...folders, shops: new Map([['default', folders]]) });
});
afterEach(() => folders.remove());

const get = (address: string, headers: Record<string, string> = {}): Promise<Response> =>
  app.fetch(new Request(`http://shop.test${address}`, { headers }));

const firstSection = (): string => folders.manifest.sections[0]!.file;

async function expectProblem(response: Response, status: number, code: string): Promise<void> {
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(await response.json()).toMatchObject({ type: 'about:blank', status, code });
}

describe('the model', () => {
  it('is readable from any origin and its manifest is revalidated on every visit', async () => {
    const response = await get('/v1/model/latest.json', { origin: 'https://elsewhere.example' });
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(await response.json()).toMatchObject({ sequence: 7 });
  });

  it('answers 304 without a body where the client has the manifest', async () => {
    const etag = (await get('/v1/model/latest.json')).headers.get('etag')!;
    const response = await get('/v1/model/latest.json', { 'if-none-match': `"other", W/${etag}` });
    expect(response.status).toBe(304);
    expect(await response.text()).toBe('');
    expect(response.headers.get('etag')).toBe(etag);
  });

  it('notices a manifest that was replaced while serving', async () => {
    const etag = (await get('/v1/model/latest.json')).headers.get('etag')!;
    writeFileSync(path.join(folders.modelDir, 'latest.json'), JSON.stringify({ ...folders.manifest, sequence: 8888 }));
    const response = await get('/v1/model/latest.json', { 'if-none-match': etag });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ sequence: 8888 });
  });

  it('serves hash-named sections as immutable', async () => {
    const response = await get(`/v1/model/${firstSection()}`);
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(await response.text()).toBe('bytes of ids');
  });

  it('is the same under /shops/default and absent under another shop', async () => {
    expect((await get(`/shops/default/v1/model/${firstSection()}`)).status).toBe(200);
    expect((await get('/shops/default/readyz')).status).toBe(200);
    await expectProblem(await get('/shops/other/v1/model/latest.json'), 404, 'server/not-found');
  });

  it('gives no file that is not part of a model', async () => {
    await expectProblem(await get('/v1/model/notes.txt'), 404, 'server/not-found');
  });
});

describe('the pages', () => {
  it.each(['/', '/category/garden/pots', '/product/A-17', '/cart', '/search?q=lamp', '/order', '/saved'])(
    'answers %s with the storefront page',
    async (address) => {
      const response = await get(address);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(await response.text()).toBe(PAGE);
    },
  );

  it('answers an unknown address with the page and 404 for a browser, with a problem for others', async () => {
    const page = await get('/no/such/page', { accept: 'text/html,*/*' });
    expect(page.status).toBe(404);
    expect(await page.text()).toBe(PAGE);
    await expectProblem(await get('/no/such/page'), 404, 'server/not-found');
  });

  it('runs pages under a policy without inline code, other origins or untyped script addresses', async () => {
    const policy = (await get('/')).headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  });

  it('marks the page of a browser that was told to keep things, and of no other', async () => {
    const kept = await get('/', { cookie: 'other=2; keep=1' });
    expect(await kept.text()).toContain('<html data-kept lang="en">');
    expect(kept.headers.get('vary')).toBe('Accept-Encoding, Cookie');
    expect(await (await get('/', { cookie: 'xkeep=1' })).text()).toBe(PAGE);
  });

  it('never sets a cookie', async () => {
    for (const address of ['/', '/v1/model/latest.json', '/shelfwise/index.js']) {
      expect((await get(address, { cookie: 'keep=1' })).headers.has('set-cookie')).toBe(false);
    }
  });

  it('serves the console at one address, and not at all where it was switched off', async () => {
    const redirect = await get('/console');
    expect(redirect.status).toBe(308);
    expect(new URL(redirect.headers.get('location')!, 'http://shop.test/console').pathname).toBe('/console/');
    expect((await get('/console/')).status).toBe(200);
    const closed = createApp({ ...folders, shops: new Map([['default', folders]]), console: false });
    expect((await closed.fetch(new Request('http://shop.test/console/'))).status).toBe(404);
  });
});

describe('files', () => {
  it('serves the shop its catalog, name and pictures, and no other file of the data folder', async () => {
    expect(await (await get('/shop/catalog.json')).json()).toEqual([{ item_id: 'a' }]);
    expect(await (await get('/shop/shop.json')).json()).toEqual({ name: 'Shop' });
    expect((await get('/pictures.svg')).headers.get('content-security-policy')).toContain('sandbox');
    await expectProblem(await get('/shop/events.csv'), 404, 'server/not-found');
  });

  it('lets any origin load the SDK and keeps only hash-named files for ever', async () => {
    const entry = await get('/shelfwise/index.js');
    expect(entry.headers.get('access-control-allow-origin')).toBe('*');
    expect(entry.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(entry.headers.get('cache-control')).toBe('no-cache');
    for (const hashed of ['/shelfwise/worker.0123456789abcdef.js', '/assets/index-Ab3_x-9Z.js']) {
      expect((await get(hashed)).headers.get('cache-control')).toContain('immutable');
    }
  });

  it('lets a worker fetch the model, for it runs under its own script’s policy', async () => {
    const { headers } = await get('/shelfwise/worker.0123456789abcdef.js');
    expect(headers.get('content-security-policy')).toContain("connect-src 'self'");
  });

  it('compresses where the client and the content gain from it', async () => {
    const brotli = await get('/shelfwise/index.js', { 'accept-encoding': 'gzip, br' });
    expect(brotli.headers.get('content-encoding')).toBe('br');
    expect(brotliDecompressSync(await brotli.bytes()).toString()).toBe(LONG_SCRIPT);
    const gzip = await get('/shelfwise/index.js', { 'accept-encoding': 'gzip, br;q=0' });
    expect(gzip.headers.get('content-encoding')).toBe('gzip');
    expect(gunzipSync(await gzip.bytes()).toString()).toBe(LONG_SCRIPT);
    const small = await get('/v1/model/latest.json', { 'accept-encoding': 'identity' });
    expect(small.headers.has('content-encoding')).toBe(false);
  });

  it('answers HEAD with the headers alone', async () => {
    const response = await app.fetch(new Request('http://shop.test/shelfwise/index.js', { method: 'HEAD' }));
    expect(response.headers.get('content-length')).toBe(String(LONG_SCRIPT.length));
    expect(await response.text()).toBe('');
  });

  it.each([
    '/v1/model/..%2f..%2fsecret.txt',
    '/v1/model/%2e%2e%2fsecret.txt',
    '/v1/model/..%5csecret.txt',
    '/shelfwise/..%2fsecret.txt',
    '/shelfwise/%2e%2e/secret.txt',
    '/shelfwise//etc/passwd',
    '/shop/..%2f..%2fsecret.txt',
    '/shop/catalog.json%00.txt',
    '/assets/..%2f.env',
    '/.env',
    '/%2e%2e%2fsecret.txt',
    '/%',
  ])('finds nothing at %s', async (address) => {
    await expectProblem(await get(address), 404, 'server/not-found');
  });
});

describe('operations', () => {
  it('is healthy without a model but ready only with a whole one', async () => {
    expect((await get('/readyz')).status).toBe(200);
    writeFileSync(path.join(folders.modelDir, firstSection()), 'short');
    await expectProblem(await get('/readyz'), 503, 'artifact/wrong-length');
    rmSync(path.join(folders.modelDir, firstSection()));
    await expectProblem(await get('/readyz'), 503, 'artifact/missing');
    rmSync(folders.modelDir, { recursive: true });
    await expectProblem(await get('/readyz'), 503, 'artifact/missing');
    expect((await get('/healthz')).status).toBe(200);
  });

  it('is ready only with both models of an experiment whole, and serves the files of both', async () => {
    writeModel(folders.modelDir, {}, { seed: 2 });
    expect((await get('/readyz')).status).toBe(200);
    const { experiment } = parseManifest(await (await get('/v1/model/latest.json')).text());
    const { file } = experiment!.other.sections.find(({ name }) => name === 'items')!;
    expect((await get(`/v1/model/${file}`)).status).toBe(200);
    rmSync(path.join(folders.modelDir, file));
    await expectProblem(await get('/readyz'), 503, 'artifact/missing');
  });

  it('states that it honours Global Privacy Control', async () => {
    expect(await (await get('/.well-known/gpc.json')).json()).toMatchObject({ gpc: true });
  });

  it('counts requests and bytes by kind of address and holds nothing that identifies a visitor', async () => {
    await get('/product/secret-lamp?utm=x', { 'user-agent': 'Curious/1.0', 'x-forwarded-for': '192.0.2.7' });
    await get(`/v1/model/${firstSection()}`);
    await get('/v1/model/none');
    const text = await (await get('/metrics')).text();
    expect(text).toContain('shelfwise_http_requests_total{route="page",status="2xx"} 1');
    expect(text).toContain('shelfwise_http_requests_total{route="model",status="4xx"} 1');
    expect(text).toMatch(/shelfwise_http_response_bytes_total\{route="model"\} \d+/);
    expect(text).not.toMatch(/lamp|utm|Curious|192\.0\.2\.7/);
  });

  it('takes no reports without a database to count them in', async () => {
    const report = new Request('http://shop.test/v1/reports', { method: 'POST', body: 'report' });
    await expectProblem(await app.fetch(report), 404, 'server/not-found');
    await expectProblem(await get('/v1/aggregates'), 404, 'server/not-found');
  });

  it('sends the security headers with every kind of answer', async () => {
    for (const address of ['/', '/healthz', '/v1/model/latest.json', '/nothing']) {
      const { headers } = await get(address);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    }
  });

  it('says nothing about its inside when something fails', async () => {
    rmSync(path.join(folders.dataDir, 'catalog.json'));
    mkdirSync(path.join(folders.dataDir, 'catalog.json'));
    const response = await get('/shop/catalog.json');
    expect(await response.clone().text()).not.toContain(folders.root);
    await expectProblem(response, 500, 'internal/unexpected');
  });
});
