import { afterEach, beforeEach } from 'vitest';
import { createArtifactCache } from '../../worker/artifact-cache.js';
import type { Arm } from '../../core/artifact/manifest.js';
import { parseModelUrl } from '../../worker/artifact-loader.js';
import { ModelSource, type SourceLimits } from '../../worker/model-source.js';
import { installFreshCaches, type FreshCaches } from './fresh-caches.js';
import { startModelSite, type ModelSite, type SiteModel } from './model-site.js';

const LIMITS: SourceLimits = { stallMs: 150, totalMs: 400, retryFirstMs: 3_600_000, retryMaxMs: 3_600_000 };

export interface SourceBench {
  readonly caches: FreshCaches;
  openSite(model?: Partial<SiteModel>): Promise<ModelSite>;
  /** @param arm what its randomness draws; anything else would be chance. */
  openSource(url: string, limits?: Partial<SourceLimits>, arm?: Arm): ModelSource;
  /** A source that has loaded and cached the model of its site; the site's list of requests starts anew. */
  openLoaded(): Promise<{ site: ModelSite; source: ModelSource }>;
}

/** Sites and sources with short limits, closed after each test, and an empty cache before it. */
export function useSources(): SourceBench {
  const sites: ModelSite[] = [];
  const sources: ModelSource[] = [];
  let caches = installFreshCaches();
  beforeEach(() => {
    caches = installFreshCaches();
  });
  afterEach(async () => {
    for (const source of sources.splice(0)) source.close();
    for (const site of sites.splice(0)) await site.close();
  });
  const bench: SourceBench = {
    get caches() {
      return caches;
    },
    async openSite(model = {}) {
      const site = await startModelSite({ sequence: 5, ...model });
      sites.push(site);
      return site;
    },
    openSource(url, limits = {}, arm = 0) {
      const source = new ModelSource({
        modelUrl: parseModelUrl(url),
        cache: createArtifactCache('shelfwise-model'),
        limits: { ...LIMITS, ...limits },
        randomBytes: (length) => new Uint8Array(length).fill(arm),
        onModel: () => undefined,
      });
      sources.push(source);
      return source;
    },
    async openLoaded() {
      const site = await bench.openSite();
      const source = bench.openSource(site.url);
      await source.setStorage(true);
      await source.refresh();
      site.requests.length = 0;
      return { site, source };
    },
  };
  return bench;
}
