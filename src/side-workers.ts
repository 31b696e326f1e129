import { RecommenderError, toRecommenderError, type ErrorRecord } from '../core/errors.js';
import { WORKER_PORT } from '../core/worker-port.js';
import type { WorkerFile } from './worker-file.js';

// They come along: a request of their own would tell the host that this shopper mutes, exports or imports.
export { SHOPPER_VERBS } from './shopper-verbs.js';

/** What the build writes in place of these names. */
declare const __SHELFWISE_WORKERS__: Readonly<Partial<Record<SideName, WorkerFile>>>;

export type SideName = 'personal' | 'reports';
export type SideState = 'idle' | 'started' | 'failed';

/** The main worker, as far as others are joined to it. */
interface MainWorker {
  call(name: 'connectPersonal' | 'connectReports', port: MessagePort): Promise<unknown>;
  call(name: 'connectReports', failure: ErrorRecord): Promise<unknown>;
}

interface Starter {
  start(name: SideName, file: WorkerFile | undefined): Promise<Worker>;
}

const FILES = { personal: __SHELFWISE_WORKERS__.personal, reports: __SHELFWISE_WORKERS__.reports };

/**
 * The workers beside the main one, each joined to it by a port. They are extras: where the personal model's cannot start, lists
 * stay those of the shipped model; where that of reports cannot, none is made, and the main worker is told why.
 */
export class SideWorkers {
  readonly #main: MainWorker;
  readonly #starter: Starter;
  readonly #states = new Map<SideName, SideState>();
  readonly #workers = new Map<SideName, Worker>();

  constructor(main: MainWorker, starter: Starter) {
    this.#main = main;
    this.#starter = starter;
  }

  stateOf(name: SideName): SideState {
    return this.#states.get(name) ?? 'idle';
  }

  /** Starts one, in place of the one there was. Never rejects. */
  async start(name: SideName): Promise<void> {
    this.end(name);
    this.#states.set(name, 'started');
    try {
      const worker = await this.#starter.start(name, FILES[name]);
      if (this.stateOf(name) !== 'started') {
        worker.terminate(); // the main worker went meanwhile
        return;
      }
      this.#workers.set(name, worker);
      worker.addEventListener('error', (event) => {
        event.preventDefault(); // or the browser would report it a second time, on the page
        if (this.#workers.get(name) === worker) this.#fail(name, FAILURES.start(event));
      });
      const { port1, port2 } = new MessageChannel();
      worker.postMessage({ kind: WORKER_PORT }, [port2]);
      await this.#main.call(name === 'reports' ? 'connectReports' : 'connectPersonal', port1);
    } catch (error) {
      this.#fail(name, error);
    }
  }

  /** Ends one, if it was started. */
  end(name: SideName): void {
    this.#workers.get(name)?.terminate();
    this.#workers.delete(name);
    this.#states.delete(name);
  }

  #fail(name: SideName, error: unknown): void {
    this.end(name);
    this.#states.set(name, 'failed');
    const { code, message } = toRecommenderError(error);
    if (name === 'reports') this.#main.call('connectReports', { code, message }).catch(() => undefined);
  }
}

/** Why a worker does not start, and what a page has to allow for it. */
export const FAILURES = {
  build: (name: string) => refused(`expected a build that has the ${name} script`),
  /** Trusted Types, or a worker from another origin. */
  type: (policyName: string, url: string, cause: unknown) =>
    refused(
      `expected trusted-types to name the policy "${policyName}" and the worker to be on this origin, got a refusal of ${url}`,
      cause,
    ),
  /** A worker's text that could not be fetched, or whose hash is another. */
  file: (url: string, cause: unknown) =>
    refused(`${url}: expected the file as it was released, allowed by connect-src and by its server (CORS)`, cause),
  /** An `error` event before the worker said hello: a script that was refused or is missing fires a bare one. */
  start: (event: Event) => {
    const thrown = (event as Partial<ErrorEvent>).message;
    return thrown === undefined
      ? refused(
          'the worker did not load: expected its file to exist and the Content-Security-Policy’s worker-src to allow it ' +
            '(with blob: where the script comes from another origin)',
        )
      : new RecommenderError('worker/crashed', `the worker threw at its start: ${thrown}`);
  },
};

function refused(message: string, cause?: unknown): RecommenderError {
  return new RecommenderError('worker/refused', message, { cause });
}
