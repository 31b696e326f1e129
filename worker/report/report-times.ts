/** After a worker has opened, its first look comes after a random time between these; others follow at this pace. */
export const FIRST_LOOK_MS = { least: 5_000, most: 60_000 } as const;
export const LOOK_EVERY_MS = 3_600_000;

/** No answer by then is none. */
export const SEND_LIMIT_MS = 30_000;

const RETRY_FIRST_MS = 60_000;
/** No wait is longer, whoever asks for it. */
export const RETRY_MOST_MS = 86_400_000;

/** The wait after an attempt to send, doubling from a minute to a day. @param spread uniform in [0, 1): half of it is chance. */
export function retryDelayMs(attempts: number, spread: number): number {
  const longest = Math.min(RETRY_MOST_MS, RETRY_FIRST_MS * 2 ** Math.min(attempts, 20));
  return Math.round((longest * (1 + spread)) / 2);
}
