import { describe, expect, it } from 'vitest';
import { useSources } from './use-sources.js';

const bench = useSources();

describe('a newer model', () => {
  it('takes the place of the old one, fetching only what changed', async () => {
    const { site, source } = await bench.openLoaded();
    site.publish({ sequence: 6, seed: 2 });
    await source.refresh();
    expect(source.current?.manifest.sequence).toBe(6);
    expect(source.current?.display).toBeDefined();
    const files = site.requests.map(({ file }) => file.split('.')[0]);
    expect(files.sort()).toEqual(['gram', 'items', 'latest', 'next']);
  });

  it.each(['items', 'blend'] as const)('does not, where its %s is spoilt: all or nothing', async (section) => {
    const { site, source } = await bench.openLoaded();
    const before = source.current;
    site.publish({ sequence: 6, seed: 2, items: 50 });
    site.spoilBytes(site.fileOf(section), (bytes) => bytes.subarray(1));
    await source.refresh();
    expect(source.current).toBe(before);
    expect(source.lastError).toMatchObject({ code: 'artifact/wrong-length' });
  });

  it('does not, where it is older', async () => {
    const { site, source } = await bench.openLoaded();
    site.publish({ sequence: 4, seed: 2 });
    await source.refresh();
    expect(source.current?.manifest.sequence).toBe(5);
    expect(source.lastError).toMatchObject({ code: 'artifact/older-sequence' });
  });
});

describe('the model cache', () => {
  it('serves the next visit at once, and asks only whether there is something newer', async () => {
    const { site } = await bench.openLoaded();
    const next = bench.openSource(site.url);
    await next.setStorage(true);
    await next.refresh();
    expect(next.current?.source).toBe('cache');
    expect(next.current?.display?.count).toBe(40);
    expect(site.requests.map(({ file }) => file)).toEqual(['latest.json']);
    expect(next.lastError).toBeUndefined();
  });

  it('serves without a network', async () => {
    const { site } = await bench.openLoaded();
    await site.close();
    const next = bench.openSource(site.url);
    await next.setStorage(true);
    void next.refresh();
    expect((await next.ready())?.source).toBe('cache');
    await expect.poll(() => next.lastError?.code).toBe('model/unreachable');
    expect(next.current?.manifest.sequence).toBe(5);
  });

  it('refuses an older model than the one it holds', async () => {
    const { site } = await bench.openLoaded();
    site.publish({ sequence: 4, seed: 2 });
    const next = bench.openSource(site.url);
    await next.setStorage(true);
    await next.refresh();
    expect(next.lastError?.code).toBe('artifact/older-sequence');
    expect(next.current?.manifest.sequence).toBe(5);
  });

  it('is verified before use: a spoilt file is fetched again', async () => {
    const { site } = await bench.openLoaded();
    const url = new URL(site.fileOf('items'), site.url).href;
    bench.caches.overwrite('shelfwise-model', url, new Uint8Array(10));
    const next = bench.openSource(site.url);
    await next.setStorage(true);
    await next.refresh();
    expect(next.current?.source).toBe('network');
    expect(site.requests.map(({ file }) => file)).toEqual(['latest.json', site.fileOf('items')]);
  });

  it('keeps the current model’s files only', async () => {
    const { site, source } = await bench.openLoaded();
    site.publish({ sequence: 6, seed: 2 });
    await source.refresh();
    const wanted = ['ids', 'items', 'next', 'gram', 'blend', 'display'] as const;
    const urls = wanted.map((name) => new URL(site.fileOf(name), site.url).href);
    await expect.poll(() => bench.caches.contents()['shelfwise-model']).toEqual([...urls, site.url].sort());
  });

  it('is not touched before storage is allowed; then what is in memory goes in', async () => {
    const site = await bench.openSite();
    const source = bench.openSource(site.url);
    void source.refresh();
    await source.ready();
    await expect.poll(() => source.current?.display).toBeDefined();
    expect(bench.caches.contents()).toEqual({});
    await source.setStorage(true);
    expect(bench.caches.contents()['shelfwise-model']).toHaveLength(7);
    await site.close();
    const next = bench.openSource(site.url);
    await next.setStorage(true);
    void next.refresh();
    expect((await next.ready())?.source).toBe('cache');
  });

  it('is deleted when storage is withdrawn; the model in memory stays', async () => {
    const { source } = await bench.openLoaded();
    await source.setStorage(false);
    expect(bench.caches.contents()).toEqual({});
    expect(source.current?.manifest.sequence).toBe(5);
  });

  it('counts as empty where the browser has none', async () => {
    Object.defineProperty(globalThis, 'caches', { value: undefined, configurable: true, writable: true });
    const source = bench.openSource((await bench.openSite()).url);
    await source.setStorage(true);
    await source.refresh();
    expect(source.current?.source).toBe('network');
  });

  it('stays deleted when what was on its way to it arrives after the shopper had all forgotten', async () => {
    const site = await bench.openSite();
    const source = bench.openSource(site.url);
    await source.setStorage(true);
    let forgotten: Promise<void> | undefined;
    site.spoilBytes(site.fileOf('display'), (bytes) => {
      forgotten = source.forgetCache();
      return bytes;
    });
    await source.refresh();
    await forgotten;
    expect(source.current?.display).toBeDefined();
    expect(bench.caches.contents()).toEqual({});
  });
});
