/**
 * The composition root of the personal model's worker, the only script with TensorFlow.js in it. The page starts it in idle
 * time and hands it a port to the main worker; it speaks to nobody else, and touches neither network nor storage.
 */
import { PERSONAL_METHODS } from '../core/boundary.js';
import { WORKER_PORT } from '../core/worker-port.js';
import { exposeMethods } from './expose.js';
import { createPersonalApi } from './personal-api.js';

if (typeof DedicatedWorkerGlobalScope !== 'undefined' && self instanceof DedicatedWorkerGlobalScope) {
  const scope = self;
  scope.addEventListener('message', ({ data, ports: [port] }: MessageEvent<{ kind?: unknown } | null>) => {
    if (data?.kind !== WORKER_PORT || port === undefined) return;
    const api = createPersonalApi(() => scope.close());
    exposeMethods(api, PERSONAL_METHODS, port);
  });
}
