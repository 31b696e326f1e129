/** The worker's composition root: a dedicated worker that answers the one page that started it. */
import { WORKER_METHODS } from '../core/boundary.js';
import { createWorkerApi } from './api.js';
import { createBrowserPorts } from './browser-ports.js';
import { exposeMethods } from './expose.js';

if (typeof DedicatedWorkerGlobalScope !== 'undefined' && self instanceof DedicatedWorkerGlobalScope) {
  exposeMethods(createWorkerApi(createBrowserPorts()), WORKER_METHODS, self);
  setTimeout(loadNumberFormats);
}

/**
 * The first use of `Intl` in a process reads its data, for 15 ms, where a row shows a price. Done here, while the model is on its
 * way, the page's thread finds it there: a process's workers and pages share it.
 */
function loadNumberFormats(): void {
  new Intl.NumberFormat('en', { style: 'currency', currency: 'EUR' });
}
