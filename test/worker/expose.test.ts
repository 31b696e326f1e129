import { wrap } from 'comlink';
import { afterEach, describe, expect, it } from 'vitest';
import { fromBoundary, PERSONAL_METHODS } from '../../core/boundary.js';
import { RecommenderError } from '../../core/errors.js';
import { PROTOCOL_VERSION, type PersonalApi, type PersonalProblem } from '../../core/protocol.js';
import { callPort } from '../../worker/call-port.js';
import { exposeMethods } from '../../worker/expose.js';

const ports: MessagePort[] = [];
afterEach(() => {
  for (const port of ports.splice(0)) port.close();
});

/** A small interface behind a real port: `train` rejects with a code, or answers what it was given. */
function openPort(): MessagePort {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  const api: PersonalApi = {
    hello: () => Promise.resolve(PROTOCOL_VERSION),
    train: (problem) =>
      problem.dimension > 0
        ? Promise.resolve({ kept: false, gain: problem.dimension, standardError: 0, steps: 0 })
        : Promise.reject(new RecommenderError('personal/failed', 'expected a dimension above 0')),
    close: () => Promise.reject(new TypeError('unforeseen')),
  };
  exposeMethods(api, PERSONAL_METHODS, port2);
  return port1;
}

function problem(dimension: number): PersonalProblem {
  return { dimension } as PersonalProblem;
}

function connect(): PersonalApi {
  return fromBoundary<PersonalApi>(wrap(openPort()), PERSONAL_METHODS);
}

/** Sends one raw message and answers with the reply. */
async function send(message: Record<string, unknown>): Promise<unknown> {
  const port = openPort();
  const reply = new Promise<unknown>((resolve) => {
    port.onmessage = ({ data }: MessageEvent<{ value: unknown }>) => resolve(data.value);
  });
  port.postMessage({ id: '1', argumentList: [], ...message });
  return reply;
}

describe('an exposed interface', () => {
  it('answers calls after a hello of the same version', async () => {
    const remote = connect();
    expect(await remote.hello(PROTOCOL_VERSION)).toBe(PROTOCOL_VERSION);
    expect(await remote.train(problem(3))).toMatchObject({ gain: 3 });
  });

  it('refuses calls before hello, and after a hello of another version', async () => {
    const remote = connect();
    await expect(remote.train(problem(3))).rejects.toMatchObject({ code: 'worker/refused' });
    expect(await remote.hello(PROTOCOL_VERSION + 1)).toBe(PROTOCOL_VERSION);
    await expect(remote.train(problem(3))).rejects.toMatchObject({ code: 'worker/refused' });
  });

  it('carries an error with its code and message', async () => {
    const remote = connect();
    await remote.hello(PROTOCOL_VERSION);
    const error: unknown = await remote.train(problem(0)).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(RecommenderError);
    expect(error).toMatchObject({ code: 'personal/failed', message: 'expected a dimension above 0' });
  });

  it('gives an unforeseen error a code', async () => {
    const remote = connect();
    await remote.hello(PROTOCOL_VERSION);
    await expect(remote.close()).rejects.toMatchObject({ code: 'internal/unexpected', message: 'unforeseen' });
  });

  const refused = { ok: false, error: { code: 'worker/refused' } };
  const raw = { type: 'RAW', value: 'yes' };
  it.each([
    { type: 'SET', path: ['x', '__proto__', '__proto__', 'polluted'], value: raw },
    { type: 'SET', path: ['train', '__proto__', '__proto__', 'polluted'], value: raw },
    { type: 'SET', path: ['train'], value: raw },
    { type: 'GET', path: ['train'] },
    { type: 'APPLY', path: ['train', 'constructor'], argumentList: [raw] },
    { type: 'APPLY', path: ['constructor'], argumentList: [raw] },
    { type: 'APPLY', path: ['__proto__'], argumentList: [] },
    { type: 'APPLY', path: [], argumentList: [] },
    { type: 'APPLY', path: ['toString'], argumentList: [] },
    { type: 'APPLY', path: ['train'], argumentList: [{ type: 'HANDLER', name: 'throw', value: {} }] },
    { type: 'CONSTRUCT', path: ['train', 'constructor'], argumentList: [raw] },
    { type: 'ENDPOINT' },
    { type: 'RELEASE' },
  ])('refuses $type $path and changes no prototype', async (message) => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    expect(await send(message)).toMatchObject(refused);
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('ignores what is no message of its protocol', async () => {
    const port = openPort();
    for (const junk of [null, 7, 'text', {}, { id: {} }, { type: 'APPLY' }]) port.postMessage(junk);
    const remote = fromBoundary<PersonalApi>(wrap(port), PERSONAL_METHODS);
    expect(await remote.hello(PROTOCOL_VERSION)).toBe(PROTOCOL_VERSION);
  });
});

describe('the calling side of a port', () => {
  it('gets the answer of each call, whichever comes first', async () => {
    const remote = fromBoundary<PersonalApi>(callPort(openPort(), PERSONAL_METHODS), PERSONAL_METHODS);
    await remote.hello(PROTOCOL_VERSION);
    const answers = await Promise.allSettled([remote.train(problem(2)), remote.close(), remote.train(problem(5))]);
    expect(answers).toMatchObject([
      { value: { gain: 2 } },
      { reason: { code: 'internal/unexpected', message: 'unforeseen' } },
      { value: { gain: 5 } },
    ]);
  });

  it('rejects what cannot cross', async () => {
    const remote = fromBoundary<PersonalApi>(callPort(openPort(), PERSONAL_METHODS), PERSONAL_METHODS);
    const call = remote.train({ dimension: () => 1 } as unknown as PersonalProblem);
    await expect(call).rejects.toMatchObject({ code: 'internal/unexpected' });
  });

  it('is answered where the result cannot cross', async () => {
    const { port1, port2 } = new MessageChannel();
    ports.push(port1, port2);
    exposeMethods({ hello: () => Promise.resolve(() => PROTOCOL_VERSION) }, ['hello'], port2);
    const remote = fromBoundary<Pick<PersonalApi, 'hello'>>(callPort(port1, ['hello']), ['hello']);
    await expect(remote.hello(PROTOCOL_VERSION)).rejects.toMatchObject({ code: 'internal/unexpected' });
  });
});
