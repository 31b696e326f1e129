import { describe, expect, it } from 'vitest';
import { ArmKeeper } from '../../worker/arm-keeper.js';
import { createArtifactCache } from '../../worker/artifact-cache.js';
import type { ModelSource } from '../../worker/model-source.js';
import { seededBytes } from '../helpers/seeded-bytes.js';
import type { ModelSite } from './model-site.js';
import { useSources } from './use-sources.js';

const bench = useSources();
const CACHE = 'shelfwise-model';
const PATIENT = { stallMs: 10_000, totalMs: 20_000 };
const EXPERIMENT = { name: 'first', other: { seed: 2 } };
/** What the two models do not have in common. */
const DIFFERENT = ['gram', 'items', 'next'] as const;

async function openStoring(site: ModelSite, arm: 0 | 1): Promise<ModelSource> {
  const source = bench.openSource(site.url, PATIENT, arm);
  await source.setStorage(true);
  await source.refresh();
  return source;
}

const filesOf = ({ requests }: ModelSite): string[] => requests.map(({ file }) => file);
const inForce = (source: ModelSource): unknown => [source.current?.manifest.sequence, source.current?.arm];
const armEntry = ({ url }: ModelSite): string => new URL('experiment-arm', url).href;

describe('a device in an experiment', () => {
  it.each([0, 1] as const)('of arm %i loads its own model, shown and scored, and no file of the other', async (arm) => {
    const site = await bench.openSite({ experiment: EXPERIMENT });
    const source = await openStoring(site, arm);
    expect(inForce(source)).toEqual([5, arm]);
    const files = filesOf(site);
    for (const section of DIFFERENT) {
      expect(files).toContain(site.fileOf(section, arm));
      expect(files).not.toContain(site.fileOf(section, arm === 0 ? 1 : 0));
    }
    expect(new Set(files).size).toBe(files.length);
    expect(files.every((file) => !file.includes('?'))).toBe(true);
    expect(source.current?.display?.count).toBe(40);
    const { 'shelfwise-model': cached } = bench.caches.contents();
    const names = ['ids', 'items', 'next', 'gram', 'blend', 'display'] as const;
    const expected = [armEntry(site), site.url, ...names.map((name) => new URL(site.fileOf(name, arm), site.url).href)];
    expect(cached).toEqual(expected.sort());
  });

  it('keeps its arm over restarts, whatever chance says then, and asks for nothing but the manifest', async () => {
    const site = await bench.openSite({ experiment: EXPERIMENT });
    await openStoring(site, 1);
    site.requests.length = 0;
    const next = await openStoring(site, 0);
    expect(next.current).toMatchObject({ arm: 1, source: 'cache' });
    expect(filesOf(site)).toEqual(['latest.json']);
  });

  it('keeps its arm without a network', async () => {
    const site = await bench.openSite({ experiment: EXPERIMENT });
    await openStoring(site, 1);
    await site.close();
    expect((await openStoring(site, 0)).current).toMatchObject({ arm: 1, source: 'cache' });
  });

  it('keeps its arm where both models of the experiment are newer ones', async () => {
    const site = await bench.openSite({ experiment: EXPERIMENT });
    await openStoring(site, 1);
    site.publish({ sequence: 6, seed: 3, experiment: { name: 'first', other: { seed: 4 } } });
    expect(inForce(await openStoring(site, 0))).toEqual([6, 1]);
  });

  it('draws anew for an experiment of another name', async () => {
    const site = await bench.openSite({ experiment: EXPERIMENT });
    await openStoring(site, 1);
    site.publish({ sequence: 6, experiment: { name: 'second', other: { seed: 2 } } });
    expect(inForce(await openStoring(site, 0))).toEqual([6, 0]);
    expect(inForce(await openStoring(site, 1))).toEqual([6, 0]);
  });

  it('has the one model there is when the experiment ends, and its arm is kept no longer', async () => {
    const site = await bench.openSite({ experiment: EXPERIMENT });
    await openStoring(site, 1);
    site.publish({ sequence: 6, seed: 2 });
    site.requests.length = 0;
    const source = await openStoring(site, 1);
    expect(inForce(source)).toEqual([6, 0]);
    expect(filesOf(site)).toEqual(['latest.json']);
    expect(bench.caches.contents()[CACHE]).not.toContain(armEntry(site));
    await site.close();
    expect(inForce(await openStoring(site, 1))).toEqual([6, 0]);
  });

  it('has arm A and calls no storage where nothing may be stored', async () => {
    const site = await bench.openSite({ experiment: EXPERIMENT });
    Object.defineProperty(globalThis, 'caches', {
      get: () => expect.unreachable('expected no storage call'),
      configurable: true,
    });
    const source = bench.openSource(site.url, PATIENT, 1);
    await source.refresh();
    expect(inForce(source)).toEqual([5, 0]);
    expect(source.lastError).toBeUndefined();
  });

  it('draws once storage is allowed, and has A again once it is not', async () => {
    const site = await bench.openSite({ experiment: EXPERIMENT });
    const source = bench.openSource(site.url, PATIENT, 1);
    await source.refresh();
    await source.setStorage(true);
    await expect.poll(() => inForce(source)).toEqual([5, 1]);
    await expect.poll(() => bench.caches.contents()[CACHE]).toContain(armEntry(site));
    await source.setStorage(false);
    expect(bench.caches.contents()).toEqual({});
    await expect.poll(() => inForce(source)).toEqual([5, 0]);
    expect(bench.caches.contents()).toEqual({});
  });

  it('asks for nothing by itself when storage ends for a device that has A already', async () => {
    const site = await bench.openSite({ experiment: EXPERIMENT });
    const source = await openStoring(site, 0);
    site.requests.length = 0;
    await source.setStorage(false);
    await bench.openLoaded(); // as long as a request would have taken
    expect(filesOf(site)).toEqual([]);
  });

  it('draws where storage is allowed while the first model is on its way', async () => {
    const site = await bench.openSite({ experiment: EXPERIMENT });
    const source = bench.openSource(site.url, PATIENT, 1);
    const loading = source.refresh();
    await source.setStorage(true);
    await loading;
    await expect.poll(() => inForce(source)).toEqual([5, 1]);
  });

  it('forgets its arm with everything else, and draws anew at the next visit', async () => {
    const site = await bench.openSite({ experiment: EXPERIMENT });
    const source = await openStoring(site, 1);
    await source.forgetCache();
    expect(bench.caches.contents()).toEqual({});
    await expect.poll(() => inForce(source)).toEqual([5, 0]);
    expect(bench.caches.contents()).toEqual({});
    expect(inForce(await openStoring(site, 0))).toEqual([5, 0]);
  });

  it('goes on with the model it has where its arm’s does not come whole', async () => {
    const site = await bench.openSite();
    await openStoring(site, 1);
    site.publish({ sequence: 6, experiment: EXPERIMENT });
    site.spoilBytes(site.fileOf('items', 1), (bytes) => bytes.subarray(1));
    const source = await openStoring(site, 1);
    expect(inForce(source)).toEqual([5, 0]);
    expect(source.lastError).toMatchObject({ code: 'artifact/wrong-length' });
  });

  it('draws anew where what was kept is none of its own', async () => {
    const site = await bench.openSite({ experiment: EXPERIMENT });
    for (const spoilt of ['', 'null', '{"name":"first","arm":2}', '<html>']) {
      await openStoring(site, 0);
      bench.caches.overwrite(CACHE, armEntry(site), new TextEncoder().encode(spoilt));
      expect(inForce(await openStoring(site, 1))).toEqual([5, 1]);
      await (await openStoring(site, 1)).forgetCache();
    }
  });

  it('keeps one arm for as long as the page is open where the browser has no cache', async () => {
    Object.defineProperty(globalThis, 'caches', { value: undefined, configurable: true, writable: true });
    const site = await bench.openSite({ experiment: EXPERIMENT });
    const source = await openStoring(site, 1);
    await source.refresh();
    expect(inForce(source)).toEqual([5, 1]);
  });
});

describe('arms', () => {
  it('are drawn each as likely', async () => {
    const random = seededBytes(11);
    const url = new URL('https://shop.example/model/latest.json');
    let drawn = 0;
    const devices = 4000;
    for (let device = 0; device < devices; device++) {
      const keeper = new ArmKeeper(createArtifactCache(`device-${String(device)}`), url, random);
      drawn += await keeper.armOf('first');
    }
    expect(Math.abs(drawn - devices / 2)).toBeLessThan(4.5 * Math.sqrt(devices / 4));
  });
});
