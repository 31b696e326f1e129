import { PERSONAL_PORT } from '../core/protocol.js';
import { whenIdle } from './page-moments.js';
import type { WorkerClient } from './worker-client.js';
import type { WorkerStarter } from './worker-starter.js';

/**
 * Brings up the personal model's worker once a list has been shown and the page is idle: for every shopper alike, so that
 * the request for its code tells nothing of what the shopper did. Whether there is anything to train is decided in the
 * main worker. It is an extra: where it cannot start, lists stay those of the shipped model.
 */
export class PersonalModel {
  readonly #client: WorkerClient;
  readonly #starter: WorkerStarter;
  #state: 'idle' | 'started' | 'failed' = 'idle';
  #isWaiting = false;
  #worker: Worker | undefined;

  constructor(client: WorkerClient, starter: WorkerStarter) {
    this.#client = client;
    this.#starter = starter;
  }

  get state(): 'idle' | 'started' | 'failed' {
    return this.#state;
  }

  /** To be called after each answered recommendation. */
  consider(): void {
    if (this.#isWaiting || this.#state !== 'idle') return;
    this.#isWaiting = true;
    whenIdle(() => void this.#bringUp());
  }

  /** Ends its worker; `consider` may bring up another. For a main worker that is new or gone. */
  reset(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#state = 'idle';
  }

  async #bringUp(): Promise<void> {
    try {
      if (this.#client.state === 'running') await this.#start();
    } catch {
      this.#fail();
    } finally {
      this.#isWaiting = false;
    }
  }

  async #start(): Promise<void> {
    this.#state = 'started';
    const worker = await this.#starter.start('personal');
    if (this.state !== 'started') {
      worker.terminate(); // the main worker went meanwhile
      return;
    }
    this.#worker = worker;
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      if (this.#worker === worker) this.#fail();
    });
    const { port1, port2 } = new MessageChannel();
    worker.postMessage({ kind: PERSONAL_PORT }, [port2]);
    await this.#client.call('connectPersonal', port1);
  }

  #fail(): void {
    this.reset();
    this.#state = 'failed';
  }
}
