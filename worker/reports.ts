/**
 * The composition root of the reports' worker: everything that privatises, keeps and sends reports. The page starts it where
 * reports are allowed and hands it a port to the main worker; it speaks to nobody else but the shop's server.
 */
import { REPORTS_METHODS } from '../core/boundary.js';
import { WORKER_PORT } from '../core/worker-port.js';
import { exposeMethods } from './expose.js';
import { createReportsApi } from './reports-api.js';
import { createReportPorts } from './reports-ports.js';

if (typeof DedicatedWorkerGlobalScope !== 'undefined' && self instanceof DedicatedWorkerGlobalScope) {
  const scope = self;
  scope.addEventListener('message', ({ data, ports: [port] }: MessageEvent<{ kind?: unknown } | null>) => {
    if (data?.kind !== WORKER_PORT || port === undefined) return;
    exposeMethods(
      createReportsApi(createReportPorts(), () => scope.close()),
      REPORTS_METHODS,
      port,
    );
  });
}
