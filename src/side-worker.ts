import { toErrorRecord, type ErrorRecord } from '../core/errors.js';
import { WORKER_PORT } from '../core/protocol.js';
import { whenIdle } from './page-moments.js';
import { toStartError, type WorkerName, type WorkerStarter } from './worker-starter.js';

/** Hands the main worker its end, or why there is none. */
type Join = (end: MessagePort | ErrorRecord) => Promise<unknown>;

/**
 * Brings up a worker beside the main one when the page is idle, and joins the two. Each is an extra: where it cannot start,
 * lists stay those of the shipped model, or no report is made.
 */
export class SideWorker {
  readonly #name: WorkerName;
  readonly #starter: WorkerStarter;
  readonly #join: Join;
  #state: 'idle' | 'started' | 'failed' = 'idle';
  /** What was begun before the latest reset is over. */
  #round = 0;
  #isWanted = false;
  #worker: Worker | undefined;

  constructor(name: WorkerName, starter: WorkerStarter, join: Join) {
    this.#name = name;
    this.#starter = starter;
    this.#join = join;
  }

  get state(): 'idle' | 'started' | 'failed' {
    return this.#state;
  }

  /** Brings it up, unless it is already, or could not be. */
  consider(): void {
    if (this.#isWanted) return;
    this.#isWanted = true;
    const round = this.#round;
    whenIdle(() => {
      if (round === this.#round) this.#start(round).catch((error: unknown) => this.#fail(round, error));
    });
  }

  /** Ends it; `consider` may bring up another. For a main worker that is new or gone. */
  reset(): void {
    this.#round++;
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#isWanted = false;
    this.#state = 'idle';
  }

  async #start(round: number): Promise<void> {
    this.#state = 'started';
    const worker = await this.#starter.start(this.#name);
    if (round !== this.#round) {
      worker.terminate(); // the main worker went meanwhile
      return;
    }
    this.#worker = worker;
    worker.addEventListener('error', (event) => this.#fail(round, toStartError(event)));
    const { port1, port2 } = new MessageChannel();
    worker.postMessage({ kind: WORKER_PORT }, [port2]);
    await this.#join(port1);
  }

  #fail(round: number, error: unknown): void {
    if (round !== this.#round) return;
    this.reset();
    this.#isWanted = true;
    this.#state = 'failed';
    this.#join(toErrorRecord(error)).catch(() => undefined);
  }
}
