import type { TrackedShopEvent } from '../core/protocol.js';

/** More than this many waiting events and the oldest go. */
export const QUEUE_LIMIT = 1000;

/**
 * Events on their way to the worker: in order, one batch at a time, at the end of the task that tracked them. A batch
 * that fails is not sent again, since part of it may have been taken.
 */
export class EventQueue {
  readonly #send: (events: readonly TrackedShopEvent[]) => Promise<unknown>;
  #events: TrackedShopEvent[] = [];
  #isOpen = false;
  #isScheduled = false;
  #isSending = false;
  #dropped = 0;

  constructor(send: (events: readonly TrackedShopEvent[]) => Promise<unknown>) {
    this.#send = send;
  }

  get length(): number {
    return this.#events.length;
  }

  /** Events that were lost to the limit or to a worker that failed. */
  get dropped(): number {
    return this.#dropped;
  }

  push(event: TrackedShopEvent): void {
    if (this.#events.length >= QUEUE_LIMIT) {
      this.#events.shift();
      this.#dropped++;
    }
    this.#events.push(event);
    this.#schedule();
  }

  /** From now on batches go out; until then, and while shut, events wait. */
  open(): void {
    this.#isOpen = true;
    this.#schedule();
  }

  shut(): void {
    this.#isOpen = false;
  }

  /**
   * Sends what waits at once, even while another batch is on its way: the page may be about to go.
   * @returns a promise that resolves when the batch was taken or lost.
   */
  async flush(): Promise<void> {
    if (!this.#isOpen || this.#events.length === 0) return;
    const batch = this.take();
    this.#isSending = true;
    try {
      await this.#send(batch);
    } catch {
      this.#dropped += batch.length;
    }
    this.#isSending = false;
    this.#schedule();
  }

  /** Hands over what waits, oldest first. */
  take(): TrackedShopEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }

  /** Takes out the waiting events that `isUnwanted`; all of them by default. */
  remove(isUnwanted: (event: TrackedShopEvent) => boolean = () => true): void {
    this.#events = this.#events.filter((event) => !isUnwanted(event));
  }

  #schedule(): void {
    if (this.#isScheduled || this.#isSending) return;
    this.#isScheduled = true;
    queueMicrotask(() => {
      this.#isScheduled = false;
      void this.flush();
    });
  }
}
