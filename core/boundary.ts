import { fromErrorRecord, RecommenderError, toErrorRecord, type ErrorRecord } from './errors.js';
import type { PersonalApi, ReportsApi, SourceApi, WorkerApi } from './protocol.js';

/**
 * What a call across a worker boundary answers with. Errors travel as plain data: an exception would lose its code on the
 * way.
 */
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ErrorRecord };

/** An interface as it looks from the other side of a worker boundary. */
export type Boundary<Api> = {
  readonly [Method in keyof Api]: Api[Method] extends (...args: infer Args) => Promise<infer Value>
    ? (...args: Args) => Promise<Outcome<Value>>
    : never;
};

/** The names of an interface's methods, each given once: `true` for every one of them. */
type Methods<Api> = Readonly<Record<keyof Api, true>>;

const WORKER: Methods<WorkerApi> = {
  hello: true,
  open: true,
  setMode: true,
  track: true,
  recommend: true,
  recommendNext: true,
  explain: true,
  profile: true,
  setProfile: true,
  forget: true,
  mute: true,
  exportProfile: true,
  importProfile: true,
  ledger: true,
  setGuestMode: true,
  status: true,
  subscribe: true,
  connectPersonal: true,
  connectReports: true,
  close: true,
};

const PERSONAL: Methods<PersonalApi> = { hello: true, train: true, close: true };

const REPORTS: Methods<ReportsApi> = {
  hello: true,
  open: true,
  setMode: true,
  noteRendered: true,
  ledger: true,
  forget: true,
  status: true,
  close: true,
};

const SOURCE: Methods<SourceApi> = { hello: true, policy: true, lastKey: true, find: true };

/** Everything that may be called on the worker, and nothing else may. */
export const WORKER_METHODS = Object.keys(WORKER) as readonly (keyof WorkerApi)[];

/** Everything that may be called on the personal model's worker, and nothing else may. */
export const PERSONAL_METHODS = Object.keys(PERSONAL) as readonly (keyof PersonalApi)[];

/** Everything that may be called on the reports' worker, and nothing else may. */
export const REPORTS_METHODS = Object.keys(REPORTS) as readonly (keyof ReportsApi)[];

/** Everything that the reports' worker may ask of the main one. */
export const SOURCE_METHODS = Object.keys(SOURCE) as readonly (keyof SourceApi)[];

type AnyMethod = (...args: never[]) => Promise<unknown>;
type LooseMethod = (...args: unknown[]) => Promise<unknown>;

/**
 * The side that answers: the named methods of `api` on a frozen object without a prototype, none of which ever rejects.
 * Until `hello` was called with `version`, every other method answers `worker/refused`.
 */
export function toBoundary<Api extends Record<keyof Api, AnyMethod>>(
  api: Api,
  methods: readonly (keyof Api & string)[],
  version: number,
): Boundary<Api> {
  let greeted = false;
  const boundary = Object.create(null) as Record<string, LooseMethod>;
  for (const name of methods) {
    const method = (api[name] as unknown as LooseMethod).bind(api);
    boundary[name] = (...args) => {
      if (name === 'hello') greeted = args[0] === version;
      else if (!greeted) return Promise.resolve(refusal(`expected hello(${String(version)}) before ${name}()`));
      return toOutcome(() => method(...args));
    };
  }
  return Object.freeze(boundary) as unknown as Boundary<Api>;
}

/**
 * The side that calls: `remote` with outcomes turned back into values and rejections. What rejects otherwise (the transport)
 * becomes `internal/unexpected`.
 */
export function fromBoundary<Api extends Record<keyof Api, AnyMethod>>(
  remote: unknown,
  methods: readonly (keyof Api & string)[],
): Api {
  const api = Object.create(null) as Record<string, LooseMethod>;
  for (const name of methods) {
    api[name] = async (...args) => {
      const method = (remote as Record<string, LooseMethod>)[name];
      if (method === undefined) throw new RecommenderError('internal/unexpected', `expected a remote method ${name}()`);
      return fromOutcome(await method(...args).catch((error: unknown) => ({ ok: false, error: toErrorRecord(error) })));
    };
  }
  return Object.freeze(api) as unknown as Api;
}

/** Runs a call and turns whatever it throws into data. */
async function toOutcome<T>(call: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await call() };
  } catch (error) {
    return { ok: false, error: toErrorRecord(error) };
  }
}

/** The value of an outcome. @throws RecommenderError with the code the other side gave. */
export function fromOutcome(outcome: unknown): unknown {
  const answer = outcome as Partial<Outcome<unknown> & { value: unknown; error: ErrorRecord }> | null | undefined;
  if (answer?.ok === true) return answer.value;
  if (answer?.ok === false && answer.error !== undefined) throw fromErrorRecord(answer.error);
  throw new RecommenderError('internal/unexpected', 'expected an outcome');
}

function refusal(message: string): Outcome<never> {
  return { ok: false, error: { code: 'worker/refused', message } };
}
