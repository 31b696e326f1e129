import { createVirtualClock, type VirtualClock } from '../../helpers/virtual-clock.js';
import { CLOCK_CHANNEL, type ClockAnswer, type ClockCommand } from './clock-channel.js';

/** What the address of a worker's script says of its test, in the folder's name: `/start=…&seed=…&gpc/script.js`. */
interface TimedWorker {
  readonly clock: VirtualClock;
  readonly seed: number;
  readonly hasGpc: () => boolean;
}

/** A clock that obeys the page. @param mayAnswer whether the page is to hear from this worker that the time has passed. */
export function obeyClock(mayAnswer: () => boolean): TimedWorker {
  const asked = new URLSearchParams(self.location.pathname.split('/')[1]);
  const clock = createVirtualClock(Number(asked.get('start')));
  const channel = new BroadcastChannel(CLOCK_CHANNEL);
  channel.addEventListener('message', ({ data }: MessageEvent<ClockCommand | ClockAnswer>) => {
    if ('id' in data) void obey(data);
  });
  const obey = async ({ id, jump, pass }: ClockCommand): Promise<void> => {
    clock.jump(jump);
    await clock.pass(pass);
    if (mayAnswer()) channel.postMessage({ done: id, now: clock.now() });
  };
  return { clock, seed: Number(asked.get('seed')), hasGpc: () => asked.has('gpc') };
}
