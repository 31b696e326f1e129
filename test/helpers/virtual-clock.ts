/** A clock and its timers for tests. Time passes only when told to, and the clock may jump without the timers. */
export interface VirtualClock {
  /** What the device's clock shows, epoch milliseconds. */
  now(): number;
  after(delayMs: number, task: () => Promise<void>): () => void;
  /** Lets time pass: what falls due meanwhile runs at its time, one after the other. */
  pass(ms: number): Promise<void>;
  /** Somebody sets the clock, forwards or backwards: no timer notices. */
  jump(ms: number): void;
  /** Timers that wait. */
  readonly waiting: number;
}

export function createVirtualClock(start: number): VirtualClock {
  const timers = new Map<number, { readonly due: number; readonly task: () => Promise<void> }>();
  let count = 0;
  let elapsed = 0;
  let offset = start;
  const nextDue = (until: number): number | undefined =>
    [...timers]
      .filter(([, { due }]) => due <= until)
      .sort(([a, one], [b, other]) => one.due - other.due || a - b)[0]?.[0];
  return {
    now: () => offset + elapsed,
    after(delayMs, task) {
      const id = ++count;
      timers.set(id, { due: elapsed + delayMs, task });
      return () => void timers.delete(id);
    },
    async pass(ms) {
      const until = elapsed + ms;
      for (let id = nextDue(until); id !== undefined; id = nextDue(until)) {
        const { due, task } = timers.get(id)!;
        timers.delete(id);
        elapsed = Math.max(elapsed, due);
        await task();
      }
      elapsed = until;
    },
    jump: (ms) => void (offset += ms),
    get waiting() {
      return timers.size;
    },
  };
}
