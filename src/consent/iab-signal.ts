import { pageGlobal, UNDECIDED, type SignalFactory, type Verdict } from './consent-signal.js';

type IabApi = (...args: readonly unknown[]) => void;

/** So long a tool may take to decide that turns up when something is stored already. */
const LIMIT_MS = 3000;

/**
 * A consent tool behind one of the page functions that the IAB's frameworks share: `api(command, ...version, callback)`.
 * From the moment the function is there, in most pages as a stub that queues, the signal is undecided until an event
 * decides; and it is so again after an event that failed or makes no sense. Undecided means `session`. But leaving storage
 * deletes, so a tool that turns up late gets three seconds before its silence counts.
 * @param name of the global.
 * @param version what stands between command and callback.
 * @param toVerdict what the data of an event say; undefined: nothing new. Throws on data of another shape.
 */
export function createIabSignal(
  name: string,
  version: readonly number[],
  toVerdict: (data: unknown) => Verdict | undefined,
): SignalFactory {
  return (onChange, isStoring) => {
    let verdict: Verdict | undefined;
    const decide = (next: Verdict | undefined): void => {
      verdict = next;
      onChange();
    };
    const hear = (data: unknown, isSuccess: unknown): void => {
      let next: Verdict | undefined = UNDECIDED;
      try {
        if (isSuccess === true) next = toVerdict(data) ?? verdict;
      } catch {
        // Data of another shape.
      }
      decide(next);
    };
    return () => {
      const api = pageGlobal(name);
      if (verdict === undefined && typeof api === 'function') {
        const silence = (verdict = isStoring() ? { aggregates: false } : UNDECIDED);
        setTimeout(() => {
          if (verdict === silence) decide(UNDECIDED);
        }, LIMIT_MS);
        (api as IabApi)('addEventListener', ...version, hear);
      }
      return verdict ?? {};
    };
  };
}
