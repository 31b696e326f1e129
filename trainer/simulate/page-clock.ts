/** One device's clock and the timers of the page that is open on it. Time passes only when told to. */
export interface PageClock {
  /** Epoch milliseconds. */
  now(): number;
  after(delayMs: number, task: () => Promise<void>): () => void;
  /** Lets time pass up to a moment: what falls due meanwhile runs at its time, one after the other. */
  passUntil(time: number): Promise<void>;
  /** Nobody looks at the page any more: its timers are gone. */
  leave(): void;
}

export function createPageClock(): PageClock {
  let time = 0;
  let timers: { readonly due: number; readonly task: () => Promise<void> }[] = [];
  return {
    now: () => time,
    after(delayMs, task) {
      const timer = { due: time + delayMs, task };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    async passUntil(until) {
      for (;;) {
        const due = timers.filter((timer) => timer.due <= until);
        if (due.length === 0) break;
        const first = due.reduce((a, b) => (b.due < a.due ? b : a));
        timers = timers.filter((timer) => timer !== first);
        time = Math.max(time, first.due);
        await first.task();
      }
      time = Math.max(time, until);
    },
    leave: () => {
      timers = [];
    },
  };
}
