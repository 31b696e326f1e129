/**
 * The worker as it ships, but for its clock, its timers and its randomness: those are the test's. Its address says where the
 * clock starts and what is drawn (`start`, `seed`) and whether the browser shows Global Privacy Control (`gpc`); commands come
 * over a BroadcastChannel.
 */
import { WORKER_METHODS } from '../../../core/boundary.js';
import { createWorkerApi } from '../../../worker/api.js';
import { createBrowserPorts } from '../../../worker/browser-ports.js';
import { exposeMethods } from '../../../worker/expose.js';
import { seededBytes } from '../../helpers/seeded-bytes.js';
import { createVirtualClock } from '../../helpers/virtual-clock.js';
import { CLOCK_CHANNEL, type ClockAnswer, type ClockCommand } from './clock-channel.js';

const asked = new URL(self.location.href).searchParams;
const clock = createVirtualClock(Number(asked.get('start')));
const channel = new BroadcastChannel(CLOCK_CHANNEL);
channel.addEventListener('message', ({ data }: MessageEvent<ClockCommand | ClockAnswer>) => {
  if ('id' in data) void obey(data).then((answer) => channel.postMessage(answer));
});

async function obey({ id, jump, pass }: ClockCommand): Promise<ClockAnswer> {
  clock.jump(jump);
  await clock.pass(pass);
  return { done: id, now: clock.now() };
}

exposeMethods(
  createWorkerApi({
    ...createBrowserPorts(),
    now: () => clock.now(),
    after: (delayMs, task) => clock.after(delayMs, task),
    randomBytes: seededBytes(Number(asked.get('seed'))),
    hasGpc: () => asked.has('gpc'),
  }),
  WORKER_METHODS,
  self as unknown as DedicatedWorkerGlobalScope,
);
