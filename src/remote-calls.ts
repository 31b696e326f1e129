import type { Endpoint } from 'comlink';
import { fromOutcome } from '../core/boundary.js';
import { RecommenderError } from '../core/errors.js';
import { withinLimit } from './time-limit.js';

/** comlink's answer to a call: the value itself, or what a handler such as `throw` made of it. */
interface Answer {
  readonly id: string;
  readonly type: 'RAW' | 'HANDLER';
  readonly value: unknown;
}

interface PendingCall {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: RecommenderError) => void;
}

type Method = (...args: never[]) => Promise<unknown>;

/**
 * The calling half of comlink's protocol, for one interface behind an endpoint that `comlink.expose` answers on. Against
 * `comlink.wrap` it adds what a page needs and leaves out what it must not have: every call has a time limit, a dead
 * worker's calls can be rejected, and an answer is data only (comlink would also build proxies from it).
 */
export class RemoteCalls<Api extends Record<keyof Api, Method>> {
  readonly #endpoint: Endpoint;
  readonly #pending = new Map<string, PendingCall>();
  #count = 0;

  constructor(endpoint: Endpoint) {
    this.#endpoint = endpoint;
    endpoint.addEventListener('message', (event) => this.#settle((event as MessageEvent<unknown>).data));
  }

  /**
   * Calls one method.
   * @throws RecommenderError the other side's, `request/bad-option` for what cannot be sent, `worker/timeout`, or what `rejectAll` was given.
   */
  async call<Name extends keyof Api & string>(
    name: Name,
    args: Parameters<Api[Name]>,
    limitMs: number,
  ): Promise<Awaited<ReturnType<Api[Name]>>> {
    const id = String(++this.#count);
    const argumentList = args.map((value: unknown) => ({ type: 'RAW', value }));
    const transfer = args.filter((value: unknown) => value instanceof MessagePort);
    const answer = new Promise<unknown>((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      try {
        this.#endpoint.postMessage({ id, type: 'APPLY', path: [name], argumentList }, transfer);
      } catch {
        reject(new RecommenderError('request/bad-option', 'expected plain data'));
      }
    });
    try {
      const outcome = await withinLimit(answer, limitMs, `an answer to ${name}()`);
      return fromOutcome(outcome) as Awaited<ReturnType<Api[Name]>>;
    } finally {
      this.#pending.delete(id);
    }
  }

  /** Ends every call that waits. */
  rejectAll(error: RecommenderError): void {
    for (const call of this.#pending.values()) call.reject(error);
  }

  #settle(data: unknown): void {
    const answer = data as Partial<Answer> | null;
    const call = this.#pending.get(answer?.id ?? '');
    if (answer?.type === 'RAW') call?.resolve(answer.value);
    else call?.reject(new RecommenderError('internal/unexpected', 'expected plain data from the worker'));
  }
}
