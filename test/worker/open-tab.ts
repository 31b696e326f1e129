import { transfer, wrap } from 'comlink';
import { fromBoundary, WORKER_METHODS } from '../../core/boundary.js';
import { PROTOCOL_VERSION, type Notice, type WorkerApi } from '../../core/protocol.js';
import { createWorkerApi } from '../../worker/api.js';
import { createArtifactCache } from '../../worker/artifact-cache.js';
import { exposeMethods } from '../../worker/expose.js';
import { IdbStore } from '../../worker/store/idb-store.js';

/** A page's view of one worker, over a real port. */
export interface Tab {
  readonly api: WorkerApi;
  readonly notices: Notice['kind'][];
  close(): Promise<void>;
}

/** Starts a worker's api behind a MessageChannel, greets it and listens to its notices. */
export async function openTab(): Promise<Tab> {
  const { port1, port2 } = new MessageChannel();
  const worker = createWorkerApi({
    openDisk: (name) => new IdbStore(name, { openMs: 500, blockedMs: 100 }),
    openCache: createArtifactCache,
    now: () => Date.now(),
    limits: { stallMs: 300, totalMs: 1000, retryFirstMs: 3_600_000, retryMaxMs: 3_600_000 },
  });
  exposeMethods(worker, WORKER_METHODS, port2);
  const api = fromBoundary<WorkerApi>(wrap(port1), WORKER_METHODS);
  await api.hello(PROTOCOL_VERSION);
  const listening = new MessageChannel();
  const notices: Notice['kind'][] = [];
  listening.port1.onmessage = ({ data }: MessageEvent<Notice>) => void notices.push(data.kind);
  await api.subscribe(transfer(listening.port2, [listening.port2]));
  return {
    api,
    notices,
    async close() {
      await api.close().catch(() => undefined);
      listening.port1.close();
      port1.close();
      port2.close();
    },
  };
}
