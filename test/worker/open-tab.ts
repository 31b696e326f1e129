import { transfer, wrap } from 'comlink';
import { fromBoundary, WORKER_METHODS } from '../../core/boundary.js';
import { PROTOCOL_VERSION, type Notice, type WorkerApi } from '../../core/protocol.js';
import { createWorkerApi } from '../../worker/api.js';
import type { DevicePorts } from '../../worker/device.js';
import { exposeMethods } from '../../worker/expose.js';
import { testPorts } from './test-ports.js';

/** A page's view of one worker, over a real port. */
export interface Tab {
  readonly api: WorkerApi;
  readonly notices: Notice['kind'][];
  close(): Promise<void>;
}

/** Starts a worker's api behind a MessageChannel, greets it and listens to its notices. */
export async function openTab(ports: Partial<DevicePorts> = {}): Promise<Tab> {
  const { port1, port2 } = new MessageChannel();
  const worker = createWorkerApi(testPorts(ports));
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
