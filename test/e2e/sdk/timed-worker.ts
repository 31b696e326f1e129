/**
 * The main worker as it ships, but for its clock and its signals: those are the test's. Commands come over a BroadcastChannel;
 * a page's reports' worker answers them, this one where there is none.
 */
import { WORKER_METHODS } from '../../../core/boundary.js';
import { createWorkerApi } from '../../../worker/api.js';
import { createBrowserPorts } from '../../../worker/browser-ports.js';
import { exposeMethods } from '../../../worker/expose.js';
import { obeyClock } from './timed-clock.js';

let hasReports = false;
const { clock, hasGpc } = obeyClock(() => !hasReports);
const api = createWorkerApi({ ...createBrowserPorts(), now: () => clock.now(), hasGpc });
const connectReports: typeof api.connectReports = async (end) => {
  await api.connectReports(end);
  hasReports = end instanceof MessagePort;
};

exposeMethods({ ...api, connectReports }, WORKER_METHODS, self as unknown as DedicatedWorkerGlobalScope);
