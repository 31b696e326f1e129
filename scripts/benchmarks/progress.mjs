/** What a person who waits wants to know: which job of how many, how long it took so far, and about how long it still takes. */
import { performance } from 'node:perf_hooks';
import { tell } from './run-measured.mjs';

/** `45 s`, `12 min`, `1 h 05 min`. */
export function duration(seconds) {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}

/**
 * @param {{ name: string }[]} jobs in their order
 * @param {(job: any) => number} expectedSeconds what a job took before, or should take
 * @param {() => number} [now] milliseconds
 */
export function createProgress(jobs, expectedSeconds, now = () => performance.now()) {
  const start = now();
  return {
    /** The line before a job. */
    line(at) {
      const left = jobs.slice(at).reduce((sum, job) => sum + expectedSeconds(job), 0);
      const elapsed = (now() - start) / 1000;
      return `[${at + 1}/${jobs.length}] ${jobs[at].name}: begins; ${duration(elapsed)} so far, about ${duration(left)} to go`;
    },
    begin(at) {
      tell(this.line(at));
    },
  };
}
