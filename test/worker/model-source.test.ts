import { describe, expect, it } from 'vitest';
import { parseModelUrl } from '../../worker/artifact-loader.js';
import type { ModelSite } from './model-site.js';
import { useSources } from './use-sources.js';

const bench = useSources();

describe('loading a model', () => {
  it('fetches the manifest, what is needed to score, then what is shown', async () => {
    const site = await bench.openSite();
    const source = bench.openSource(site.url);
    void source.refresh();
    const model = await source.ready();
    expect(model?.manifest.sequence).toBe(5);
    expect(model?.source).toBe('network');
    expect(model?.model.ids.itemIds).toHaveLength(40);
    await source.refresh();
    expect(source.current?.display?.text.item_name?.[3]).toBe('Thing 3');
    const files = site.requests.map(({ file }) => file.split('.')[0]);
    expect(files[0]).toBe('latest');
    expect(files.slice(1, 6).sort()).toEqual(['blend', 'gram', 'ids', 'items', 'next']);
    expect(files.slice(6)).toEqual(['display']);
  });

  it('asks the same of every shopper: no query string, cookie or referrer', async () => {
    const site = await bench.openSite();
    await bench.openSource(site.url).refresh();
    for (const { file, headers } of site.requests) {
      expect(file).toMatch(/^[a-z]+\.([0-9a-f]{16}\.bin|json)$/);
      expect(headers.cookie).toBeUndefined();
      expect(headers.referer).toBeUndefined();
    }
  });

  it.each([
    'latest.json',
    'ftp://a/latest.json',
    'https://a/latest.json?user=1',
    'https://a/latest.json#x',
    'https://u@a/latest.json',
  ])('refuses the address %s', (address) => {
    expect(() => parseModelUrl(address)).toThrow(expect.objectContaining({ code: 'request/bad-option' }));
  });

  const flip = (bytes: Buffer): Buffer => {
    bytes[bytes.length >> 1]! ^= 1;
    return bytes;
  };
  it.each([
    [
      'a manifest that is not there',
      'latest.json',
      'model/bad-status',
      (site: ModelSite, file: string) => site.spoil(file, (_q, answer) => void answer.writeHead(404).end()),
    ],
    [
      'a page in place of the manifest',
      'latest.json',
      'artifact/not-a-manifest',
      (site: ModelSite, file: string) =>
        site.spoil(
          file,
          (_q, answer) => void answer.setHeader('content-type', 'text/html').end('<!doctype html><p>Log in'),
        ),
    ],
    [
      'a manifest that never answers',
      'latest.json',
      'model/timeout',
      (site: ModelSite, file: string) => site.spoil(file, () => undefined),
    ],
    [
      'a manifest without end',
      'latest.json',
      'artifact/too-large',
      (site: ModelSite, file: string) => site.spoil(file, (_q, answer) => void answer.end(Buffer.alloc(70_000, 32))),
    ],
    [
      'a connection that breaks',
      'latest.json',
      'model/unreachable',
      (site: ModelSite, file: string) => site.spoil(file, (request) => void request.socket.destroy()),
    ],
    [
      'a section that is not there',
      'items',
      'model/bad-status',
      (site: ModelSite, file: string) => site.spoil(file, (_q, answer) => void answer.writeHead(404).end('gone')),
    ],
    [
      'a page in place of a section',
      'items',
      'artifact/wrong-length',
      (site: ModelSite, file: string) => site.spoilBytes(file, () => Buffer.from('<!doctype html>')),
    ],
    [
      'a truncated section',
      'items',
      'artifact/wrong-length',
      (site: ModelSite, file: string) => site.spoilBytes(file, (bytes) => bytes.subarray(0, -1)),
    ],
    [
      'a section with one flipped bit',
      'items',
      'artifact/wrong-hash',
      (site: ModelSite, file: string) => site.spoilBytes(file, flip),
    ],
    [
      'a section one byte too long',
      'items',
      'artifact/wrong-length',
      (site: ModelSite, file: string) => site.spoilBytes(file, (bytes) => Buffer.concat([bytes, Buffer.from([0])])),
    ],
    [
      'a section that stalls half-way',
      'items',
      'model/timeout',
      (site: ModelSite, file: string) => site.spoil(file, (_q, answer) => void answer.write('half')),
    ],
    [
      'a section that drips',
      'items',
      'model/timeout',
      (site: ModelSite, file: string) =>
        site.spoil(file, (request, answer) => {
          const drip = setInterval(() => answer.write('.'), 20);
          request.socket.on('close', () => clearInterval(drip));
        }),
    ],
  ])('gives no model, and a code, for %s', async (_what, file, code, spoil) => {
    const site = await bench.openSite();
    spoil(site, file === 'items' ? site.fileOf('items') : file);
    const source = bench.openSource(site.url);
    void source.refresh();
    expect(await source.ready()).toBeUndefined();
    expect(source.lastError).toMatchObject({ code });
    site.heal();
    await source.refresh();
    expect(source.current?.manifest.sequence).toBe(5);
    expect(source.lastError).toBeUndefined();
  });

  it('reads no further than the manifest says', async () => {
    const site = await bench.openSite();
    let sent = 0;
    const ended = new Promise<void>((resolve) => {
      site.spoil(site.fileOf('items'), (request, answer) => {
        request.socket.on('close', resolve);
        const chunk = Buffer.alloc(65_536);
        const pour = (): void => {
          while (!answer.destroyed && answer.write(chunk)) sent += chunk.length;
          if (!answer.destroyed) answer.once('drain', pour);
        };
        pour();
      });
    });
    const source = bench.openSource(site.url, { stallMs: 5000, totalMs: 10_000 });
    void source.refresh();
    expect(await source.ready()).toBeUndefined();
    expect(source.lastError).toMatchObject({ code: 'artifact/wrong-length' });
    await ended;
    expect(sent).toBeLessThan(64 * 1024 * 1024);
  });

  it('refuses a format it cannot read', async () => {
    const source = bench.openSource((await bench.openSite({ version: 2 })).url);
    void source.refresh();
    expect(await source.ready()).toBeUndefined();
    expect(source.lastError).toMatchObject({ code: 'artifact/newer-format' });
  });

  it('says so where the page is not secure enough to verify anything', async () => {
    const site = await bench.openSite();
    const source = bench.openSource(site.url);
    const subtle = Object.getOwnPropertyDescriptor(Crypto.prototype, 'subtle')!;
    Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined, configurable: true });
    try {
      void source.refresh();
      expect(await source.ready()).toBeUndefined();
      expect(source.lastError).toMatchObject({ code: 'model/insecure-context' });
      expect(site.requests).toEqual([]);
    } finally {
      Object.defineProperty(Crypto.prototype, 'subtle', subtle);
    }
  });

  it('tries again by itself, and stops when closed', async () => {
    const site = await bench.openSite();
    site.spoil('latest.json', (_q, answer) => void answer.writeHead(503).end());
    const source = bench.openSource(site.url, { retryFirstMs: 10, retryMaxMs: 20 });
    void source.refresh();
    expect(await source.ready()).toBeUndefined();
    await expect.poll(() => site.requests.length).toBeGreaterThan(2);
    site.heal();
    await expect.poll(() => source.current?.manifest.sequence).toBe(5);
  });

  it('keeps the model where what is shown does not come, and says why', async () => {
    const site = await bench.openSite();
    site.spoil(site.fileOf('display'), (_q, answer) => void answer.writeHead(500).end());
    const source = bench.openSource(site.url);
    await source.refresh();
    expect(source.current?.model.ids.itemIds).toHaveLength(40);
    expect(source.lastError).toMatchObject({ code: 'model/bad-status' });
  });
});
