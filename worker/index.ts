/** The worker's composition root: a dedicated worker that answers the one page that started it. */
import { WORKER_METHODS } from '../core/boundary.js';
import { createWorkerApi } from './api.js';
import { createBrowserPorts } from './browser-ports.js';
import { exposeMethods } from './expose.js';

if (typeof DedicatedWorkerGlobalScope !== 'undefined' && self instanceof DedicatedWorkerGlobalScope) {
  exposeMethods(createWorkerApi(createBrowserPorts()), WORKER_METHODS, self);
}
