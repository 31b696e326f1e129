import { RecommenderError, toRecommenderError } from '../core/errors.js';
import {
  PROTOCOL_VERSION,
  type DeviceStatus,
  type Notice,
  type OpenOptions,
  type TrackedShopEvent,
  type WorkerApi,
} from '../core/protocol.js';
import type { WorkerState } from './api.js';
import { RemoteCalls } from './remote-calls.js';
import { withinLimit } from './time-limit.js';
import { toFailure } from './worker-starter.js';

/** So long a caller waits for a worker that has not said hello; the worker itself may still come later. */
const HELLO_LIMIT_MS = 1000;
/** So long a worker may take to load and say hello. */
const START_LIMIT_MS = 20_000;
const CALL_LIMIT_MS = 10_000;
const CLOSE_LIMIT_MS = 500;
const RESTART_DELAYS_MS = [250, 1000, 4000];

/** What the client needs of its surroundings, and whom it tells. */
export interface ClientHost {
  startWorker(): Promise<Worker>;
  openOptions(): OpenOptions;
  /** Events tracked before there was a worker. */
  takeEvents(): readonly TrackedShopEvent[];
  onNotice(notice: Notice): void;
  /** The worker has opened: what it says of the device. */
  onOpen(status: DeviceStatus): void;
  /** `error` is why, where the new state follows from a failure. */
  onState(state: WorkerState, error?: RecommenderError): void;
}

/** A worker that has said hello. */
interface Session {
  readonly worker: Worker;
  readonly calls: RemoteCalls<WorkerApi>;
  /** Resolves when the worker has opened, or could not: then its answers say why. */
  opened: Promise<void>;
  isGreeted: boolean;
}

/**
 * Keeps one worker alive for the page. A worker that throws at its start or stops answering is started again, at most
 * three times a page; one that the page refuses is not.
 */
export class WorkerClient {
  readonly #host: ClientHost;
  #state: WorkerState = 'idle';
  #session: Promise<Session> | undefined;
  #current: Session | undefined;
  #restarts = 0;

  constructor(host: ClientHost) {
    this.#host = host;
  }

  get state(): WorkerState {
    return this.#state;
  }

  /** Starts the worker if nobody has yet. */
  start(): void {
    if (this.#state === 'idle') this.#begin();
  }

  /**
   * Calls the worker, starting it if need be.
   * @throws RecommenderError the worker's own, or `worker/…` where there is none to ask.
   */
  async call<Name extends keyof WorkerApi>(
    name: Name,
    ...args: Parameters<WorkerApi[Name]>
  ): Promise<Awaited<ReturnType<WorkerApi[Name]>>> {
    this.start();
    if (this.#session === undefined) throw closed();
    const session = await withinLimit(this.#session, HELLO_LIMIT_MS, 'the worker to start');
    await session.opened;
    try {
      return await session.calls.call(name, args, CALL_LIMIT_MS);
    } catch (error) {
      if (error instanceof RecommenderError && error.code === 'worker/timeout') void this.#probe(session);
      throw error;
    }
  }

  /** Ends the worker, with a moment to finish what it writes. */
  async close(): Promise<void> {
    if (this.#state === 'closed') return;
    const session = this.#current;
    this.#session = undefined;
    this.#setState('closed');
    if (session === undefined) return;
    if (session.isGreeted) await session.calls.call('close', [], CLOSE_LIMIT_MS).catch(() => undefined);
    this.#end(session, closed());
  }

  #begin(failure?: RecommenderError): void {
    this.#session = this.#connect(failure);
    this.#session.catch(() => undefined); // told through the state; callers get it too
  }

  async #connect(failure?: RecommenderError): Promise<Session> {
    let error = failure;
    for (;;) {
      if (error === undefined) this.#setState('starting');
      else await this.#backOff(error);
      try {
        return await this.#attempt();
      } catch (cause) {
        error = toRecommenderError(cause);
      }
    }
  }

  /** Waits before the next start. @throws the error itself where no start can follow. */
  async #backOff(error: RecommenderError): Promise<void> {
    if (this.#state === 'closed') throw error;
    const delayMs = RESTART_DELAYS_MS[this.#restarts++];
    if (delayMs === undefined || error.code === 'worker/refused') {
      this.#setState('fallback', error);
      throw error;
    }
    this.#setState('starting', error);
    await new Promise((resolve) => setTimeout(resolve, delayMs));
  }

  async #attempt(): Promise<Session> {
    const worker = await this.#host.startWorker();
    const calls = new RemoteCalls<WorkerApi>(worker);
    const session: Session = { worker, calls, opened: Promise.resolve(), isGreeted: false };
    if (this.#state === 'closed') {
      worker.terminate();
      throw closed();
    }
    this.#current = session;
    worker.addEventListener('error', (event) => this.#onError(session, event));
    try {
      const version = await calls.call('hello', [PROTOCOL_VERSION], START_LIMIT_MS);
      if (version !== PROTOCOL_VERSION) {
        throw new RecommenderError('worker/refused', `expected protocol ${PROTOCOL_VERSION}, got ${version}`);
      }
    } catch (error) {
      this.#end(session, closed());
      throw error;
    }
    session.isGreeted = true;
    session.opened = this.#open(session);
    return session;
  }

  async #open({ calls }: Session): Promise<void> {
    try {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = (event: MessageEvent<Notice>) => this.#host.onNotice(event.data);
      calls.call('subscribe', [port2], CALL_LIMIT_MS).catch(() => port1.close());
      this.#host.onOpen(await calls.call('open', [this.#host.openOptions()], CALL_LIMIT_MS));
      const events = this.#host.takeEvents();
      // Sent before any other call goes on, so that the first list knows them.
      if (events.length > 0) calls.call('track', [events], CALL_LIMIT_MS).catch(() => undefined);
      this.#setState('running');
    } catch (error) {
      this.#setState('running', toRecommenderError(error));
    }
  }

  #onError(session: Session, event: Event): void {
    event.preventDefault(); // or the browser would report it a second time, on the page
    if (session.isGreeted) void this.#probe(session);
    else void toFailure((why) => why.start(event)).then((error) => session.calls.rejectAll(error));
  }

  /** Restarts a worker that does not even say hello any more. */
  async #probe(session: Session): Promise<void> {
    try {
      await session.calls.call('hello', [PROTOCOL_VERSION], HELLO_LIMIT_MS);
    } catch {
      if (this.#current !== session || this.#state === 'closed') return;
      const error = new RecommenderError('worker/crashed', 'expected the worker to answer');
      this.#end(session, error);
      this.#begin(error);
    }
  }

  #end(session: Session, error: RecommenderError): void {
    session.worker.terminate();
    session.calls.rejectAll(error);
    if (this.#current === session) this.#current = undefined;
  }

  #setState(state: WorkerState, error?: RecommenderError): void {
    if (this.#state === 'closed') return;
    this.#state = state;
    this.#host.onState(state, error);
  }
}

export function closed(): RecommenderError {
  return new RecommenderError('request/closed', 'expected a recommender that is not closed');
}
