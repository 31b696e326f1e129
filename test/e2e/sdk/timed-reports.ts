/** The reports' worker as it ships, but for its clock, its timers, its signals and its randomness: those are the test's. */
import { REPORTS_METHODS } from '../../../core/boundary.js';
import { exposeMethods } from '../../../worker/expose.js';
import { createReportsApi } from '../../../worker/reports-api.js';
import { createReportPorts } from '../../../worker/reports-ports.js';
import { seededBytes } from '../../helpers/seeded-bytes.js';
import { obeyClock } from './timed-clock.js';

const { clock, hasGpc, seed } = obeyClock(() => true);
const scope = self as unknown as DedicatedWorkerGlobalScope;
scope.addEventListener('message', ({ ports: [port] }: MessageEvent) => {
  const ports = {
    ...createReportPorts(),
    now: () => clock.now(),
    // One tab's task at a time: else the half minute after which another tab sends again would pass while a request is on its way.
    after: (delayMs: number, task: () => Promise<void>) =>
      clock.after(delayMs, () => navigator.locks.request('test-time', task)),
    randomBytes: seededBytes(seed),
    hasGpc,
  };
  exposeMethods(
    createReportsApi(ports, () => scope.close()),
    REPORTS_METHODS,
    port!,
  );
});
