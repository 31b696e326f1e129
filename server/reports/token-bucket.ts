/** How many reports a process takes: so many a second in the long run, and so many at once after a rest. Infinity: all. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/** A limit over all senders together, in memory: nothing is kept of any one of them. */
export interface TokenBucket {
  /** @param now milliseconds of any clock. @returns 0 where there was a token, else the seconds until there is one. */
  take(now: number): number;
}

export function createTokenBucket({ perSecond, burst }: Rate): TokenBucket {
  let tokens = burst;
  let last: number | undefined;
  return {
    take(now) {
      const elapsed = (now - (last ?? now)) / 1000;
      last = now;
      if (elapsed > 0) tokens = Math.min(burst, tokens + elapsed * perSecond);
      if (tokens < 1) return Math.ceil((1 - tokens) / perSecond);
      tokens--;
      return 0;
    },
  };
}
