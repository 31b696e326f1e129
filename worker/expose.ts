import { toBoundary, type Outcome } from '../core/boundary.js';
import { toErrorRecord } from '../core/errors.js';
import { PROTOCOL_VERSION } from '../core/protocol.js';

type AnyMethod = (...args: never[]) => Promise<unknown>;
type BoundaryMethod = (...args: unknown[]) => Promise<Outcome<unknown>>;

/** Where calls come from: a port, or the scope of a dedicated worker. */
interface CallEndpoint {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
  start?(): void;
}

/**
 * Lets the other end of `endpoint` call the named methods of `api`, and nothing else. The answering half of comlink's
 * protocol, as far as plain calls go: comlink itself walks any path of properties, so that `SET ["x", "__proto__",
 * "__proto__", "polluted"]` writes to `Object.prototype`, and an `APPLY` through `constructor` compiles code. Here a message
 * of any other shape than a plain call is refused: whoever asked gets an answer, or would wait for ever.
 */
export function exposeMethods<Api extends Record<keyof Api, AnyMethod>>(
  api: Api,
  methods: readonly (keyof Api & string)[],
  endpoint: CallEndpoint,
): void {
  const boundary = toBoundary(api, methods, PROTOCOL_VERSION) as unknown as Readonly<Record<string, BoundaryMethod>>;
  const answer = async (data: unknown): Promise<Outcome<unknown>> => {
    const { type, path, argumentList } = toRecord(data);
    const [name, ...rest] = type === 'APPLY' && Array.isArray(path) ? (path as unknown[]) : [];
    const method = typeof name === 'string' && Object.hasOwn(boundary, name) && boundary[name];
    if (!method || rest.length > 0 || !Array.isArray(argumentList) || !argumentList.every(isPlain)) return REFUSED;
    return method(...argumentList.map(({ value }) => value));
  };
  endpoint.addEventListener('message', ({ data }) => {
    const { id } = toRecord(data);
    if (typeof id !== 'string') return;
    const reply = (value: Outcome<unknown>): void => endpoint.postMessage({ id, type: 'RAW', value });
    answer(data)
      .then(reply)
      .catch((error: unknown) => reply({ ok: false, error: toErrorRecord(error) }));
  });
  endpoint.start?.();
}

const REFUSED: Outcome<never> = {
  ok: false,
  error: { code: 'worker/refused', message: 'expected a call of one of the worker’s methods' },
};

/** Data as it is: comlink also knows arguments that stand for functions and proxies. */
function isPlain(argument: unknown): argument is { readonly value: unknown } {
  return toRecord(argument)['type'] === 'RAW';
}

function toRecord(value: unknown): Record<string, unknown> {
  return (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
}
