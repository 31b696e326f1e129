import { expose, type Endpoint } from 'comlink';
import { toBoundary } from '../core/boundary.js';
import { PROTOCOL_VERSION } from '../core/protocol.js';

type AnyMethod = (...args: never[]) => Promise<unknown>;

/**
 * Lets the other end of `endpoint` call the named methods of `api`, and nothing else. comlink by itself walks any path of
 * properties: `SET ["x", "__proto__", "__proto__", "polluted"]` would write to `Object.prototype`, and an `APPLY` through
 * `constructor` would compile code. Messages of any other shape than a plain call never reach it.
 */
export function exposeMethods<Api extends Record<keyof Api, AnyMethod>>(
  api: Api,
  methods: readonly (keyof Api & string)[],
  endpoint: Endpoint,
): void {
  expose(toBoundary(api, methods, PROTOCOL_VERSION), toGuarded(endpoint, new Set<string>(methods)));
}

function toGuarded(endpoint: Endpoint, methods: ReadonlySet<string>): Endpoint {
  const guards = new Map<EventListenerOrEventListenerObject, (event: Event) => void>();
  return {
    postMessage: (message: unknown, transfer?: Transferable[]) => endpoint.postMessage(message, transfer),
    addEventListener(type, listener) {
      const guard = (event: Event): void => {
        const { data } = event as MessageEvent<unknown>;
        if (!isCall(data, methods)) refuse(endpoint, data);
        else if (typeof listener === 'function') listener(event);
        else listener.handleEvent(event);
      };
      guards.set(listener, guard);
      endpoint.addEventListener(type, guard);
    },
    removeEventListener(type, listener) {
      endpoint.removeEventListener(type, guards.get(listener) ?? listener);
    },
    start: () => endpoint.start?.(),
  };
}

/** A call of a named method with plain arguments, in comlink's terms. */
function isCall(data: unknown, methods: ReadonlySet<string>): boolean {
  const { type, path, argumentList } = toRecord(data);
  return (
    type === 'APPLY' &&
    Array.isArray(path) &&
    path.length === 1 &&
    methods.has(path[0] as string) &&
    Array.isArray(argumentList) &&
    argumentList.every((argument) => toRecord(argument)['type'] === 'RAW')
  );
}

/** Whoever asked gets an answer, or would wait for ever. */
function refuse(endpoint: Endpoint, data: unknown): void {
  const { id } = toRecord(data);
  if (typeof id !== 'string') return;
  const error = { code: 'worker/refused', message: 'expected a call of one of the worker’s methods' };
  endpoint.postMessage({ id, type: 'RAW', value: { ok: false, error } });
}

function toRecord(value: unknown): Record<string, unknown> {
  return (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
}
