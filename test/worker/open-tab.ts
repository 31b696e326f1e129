import { transfer, wrap } from 'comlink';
import { fromBoundary, REPORTS_METHODS, WORKER_METHODS } from '../../core/boundary.js';
import { toErrorRecord } from '../../core/errors.js';
import { PROTOCOL_VERSION, type Notice, type WorkerApi } from '../../core/protocol.js';
import { createWorkerApi } from '../../worker/api.js';
import { exposeMethods } from '../../worker/expose.js';
import { createReportsApi } from '../../worker/reports-api.js';
import { testPorts, type TabPorts } from './test-ports.js';

/** A page's view of one worker, over a real port. */
export interface Tab {
  readonly api: WorkerApi;
  readonly notices: Notice['kind'][];
  /** What was last told of guest mode. */
  readonly guest: boolean | undefined;
  /** How often the reports' worker was asked for. */
  readonly reportsStarts: number;
  /** Settles when each that was asked for is there, or is known not to come. */
  reportsReady(): Promise<void>;
  close(): Promise<void>;
}

export interface TabOptions extends Partial<TabPorts> {
  /** What the reports' worker waits for before it starts; a rejection says that it cannot. Default: nothing. */
  readonly startReports?: () => Promise<void>;
}

/**
 * Starts a worker's api behind a MessageChannel, greets it and listens to its notices. As a page does, it brings up the
 * reports' worker when that is wanted.
 */
export async function openTab({ startReports, ...ports }: TabOptions = {}): Promise<Tab> {
  const { port1, port2 } = new MessageChannel();
  const all = testPorts(ports);
  const worker = createWorkerApi(all);
  exposeMethods(worker, WORKER_METHODS, port2);
  const api = fromBoundary<WorkerApi>(wrap(port1), WORKER_METHODS);
  await api.hello(PROTOCOL_VERSION);
  const listening = new MessageChannel();
  const notices: Notice['kind'][] = [];
  let toldGuest: boolean | undefined;
  const closing: (() => unknown)[] = [];
  const starts: Promise<void>[] = [];
  const bringUpReports = async (): Promise<void> => {
    try {
      await startReports?.();
      const reports = new MessageChannel();
      const reportsApi = createReportsApi(all, () => reports.port2.close());
      closing.push(() => reportsApi.close());
      exposeMethods(reportsApi, REPORTS_METHODS, reports.port2);
      await worker.connectReports(reports.port1);
    } catch (error) {
      await worker.connectReports(toErrorRecord(error));
    }
  };
  listening.port1.onmessage = ({ data: { kind, guest = toldGuest } }: MessageEvent<Notice>) => {
    toldGuest = guest;
    if (kind === 'reports') starts.push(bringUpReports());
    else notices.push(kind);
  };
  await api.subscribe(transfer(listening.port2, [listening.port2]));
  return {
    api,
    notices,
    get guest() {
      return toldGuest;
    },
    get reportsStarts() {
      return starts.length;
    },
    async reportsReady() {
      await new Promise((resolve) => setTimeout(resolve, 10)); // what was told over the other port is here
      await Promise.all(starts);
    },
    async close() {
      await Promise.all(closing.map((close) => close()));
      await api.close().catch(() => undefined);
      listening.port1.close();
      port1.close();
      port2.close();
    },
  };
}
