/** The worker's composition root: a dedicated worker that answers the one page that started it. */
import { WORKER_METHODS } from '../core/boundary.js';
import { createWorkerApi } from './api.js';
import { createArtifactCache } from './artifact-cache.js';
import { LOADER_LIMITS } from './artifact-loader.js';
import { exposeMethods } from './expose.js';
import { IdbStore } from './store/idb-store.js';

const RETRY = { retryFirstMs: 60_000, retryMaxMs: 3_600_000 };

if (typeof DedicatedWorkerGlobalScope !== 'undefined' && self instanceof DedicatedWorkerGlobalScope) {
  const api = createWorkerApi({
    openDisk: (name) => new IdbStore(name),
    openCache: createArtifactCache,
    now: () => Date.now(),
    limits: { ...LOADER_LIMITS, ...RETRY },
  });
  exposeMethods(api, WORKER_METHODS, self);
}
