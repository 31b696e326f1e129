/** An epoch is 7 days of UTC, counted from 1970-01-01. It is the finest time that a report or a database holds. */
export const EPOCH_MS = 7 * 86_400_000;
/** Reports of an epoch are accepted so long after its end; then its key is destroyed. */
const ACCEPTED_AFTER_MS = EPOCH_MS;

/** @param time epoch milliseconds. */
export function epochOf(time: number): number {
  return Math.floor(time / EPOCH_MS);
}

/** The first millisecond at which reports of an epoch are refused. */
export function closingOf(epoch: number): number {
  return (epoch + 1) * EPOCH_MS + ACCEPTED_AFTER_MS;
}

/** The day an epoch begins, as `2026-11-26`. */
export function dayOf(epoch: number): string {
  return new Date(epoch * EPOCH_MS).toISOString().slice(0, 10);
}
