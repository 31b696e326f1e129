import { expose } from 'comlink';
import { afterEach, describe, expect, it } from 'vitest';
import { PERSONAL_METHODS, toBoundary } from '../../core/boundary.js';
import { RecommenderError } from '../../core/errors.js';
import type { PersonalApi } from '../../core/protocol.js';
import { RemoteCalls } from '../../src/remote-calls.js';

const ports: MessagePort[] = [];
afterEach(() => ports.splice(0).forEach((port) => port.close()));

const API: PersonalApi = {
  hello: () => Promise.resolve(1),
  train: () => Promise.reject(new RecommenderError('personal/failed', 'expected a finite loss', { cause: 'secret' })),
  close: () => new Promise(() => undefined),
};

/** Both ends of a channel: `far` is for whoever answers. */
function connect(): { calls: RemoteCalls<PersonalApi>; far: MessagePort } {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  port1.start();
  return { calls: new RemoteCalls<PersonalApi>(port1), far: port2 };
}

function connectToComlink(): RemoteCalls<PersonalApi> {
  const { calls, far } = connect();
  expose(toBoundary(API, PERSONAL_METHODS, 1), far);
  return calls;
}

describe('RemoteCalls', () => {
  it('speaks the protocol of comlink’s expose', async () => {
    const calls = connectToComlink();
    expect(await Promise.all([calls.call('hello', [1], 1000), calls.call('hello', [1], 1000)])).toEqual([1, 1]);
  });

  it('rejects with the other side’s code', async () => {
    const calls = connectToComlink();
    await calls.call('hello', [1], 1000);
    const promise = calls.call('train', [{} as never], 1000);
    await expect(promise).rejects.toMatchObject({ code: 'personal/failed', message: 'expected a finite loss' });
  });

  it('is refused where it did not say hello first', async () => {
    await expect(connectToComlink().call('close', [], 1000)).rejects.toMatchObject({ code: 'worker/refused' });
  });

  it('gives up a call that is never answered, by name', async () => {
    const calls = connectToComlink();
    await calls.call('hello', [1], 1000);
    await expect(calls.call('close', [], 20)).rejects.toMatchObject({
      code: 'worker/timeout',
      message: 'expected an answer to close() within 20 ms',
    });
  });

  it('ends all calls that wait when told that the other side is dead', async () => {
    const { calls } = connect();
    const waiting = [calls.call('hello', [1], 60_000), calls.call('close', [], 60_000)];
    calls.rejectAll(new RecommenderError('worker/crashed', 'gone'));
    for (const promise of waiting) await expect(promise).rejects.toMatchObject({ code: 'worker/crashed' });
  });

  it.each([
    ['a proxy', { type: 'HANDLER', name: 'proxy', value: null }],
    ['an exception', { type: 'HANDLER', name: 'throw', value: { isError: true, value: { message: 'x' } } }],
    ['a value that is no outcome', { type: 'RAW', value: 7 }],
    ['nothing', {}],
  ])('takes plain data only: %s is an error', async (_, answer) => {
    const { calls, far } = connect();
    far.onmessage = ({ data }: MessageEvent<{ id: string }>) => far.postMessage({ id: data.id, ...answer });
    await expect(calls.call('hello', [1], 1000)).rejects.toMatchObject({ code: 'internal/unexpected' });
  });

  it('ignores answers nobody waits for', async () => {
    const { calls, far } = connect();
    for (const data of [null, 7, { id: '99', type: 'RAW', value: 1 }, { id: '__proto__' }]) far.postMessage(data);
    far.onmessage = ({ data }: MessageEvent<{ id: string }>) =>
      far.postMessage({ id: data.id, type: 'RAW', value: { ok: true, value: 1 } });
    expect(await calls.call('hello', [1], 1000)).toBe(1);
  });
});
