/** The worker's composition root: a dedicated worker that answers the one page that started it. */
import { WORKER_METHODS } from '../core/boundary.js';
import type { WorkerApi } from '../core/protocol.js';
import { createWorkerApi } from './api.js';
import { createBrowserPorts } from './browser-ports.js';
import { exposeMethods } from './expose.js';

if (typeof DedicatedWorkerGlobalScope !== 'undefined' && self instanceof DedicatedWorkerGlobalScope) {
  const api = createWorkerApi(createBrowserPorts());
  const open: WorkerApi['open'] = (options) => {
    const opened = api.open(options);
    setTimeout(loadNumberFormats); // the model is on its way now
    return opened;
  };
  exposeMethods({ ...api, open }, WORKER_METHODS, self);
}

/**
 * The first use of `Intl` in a process reads its data, which takes longer than to show a row's prices. Done here it is there when
 * the page's thread needs it: a process's workers and pages share it.
 */
function loadNumberFormats(): void {
  new Intl.NumberFormat('en', { style: 'currency', currency: 'EUR' });
}
