import { EVENT_NAMES, type EventName } from '../../core/events/event-names.js';
import { eventWeight, type EventWeights } from '../../core/events/event-weights.js';
import type { History } from '../history.js';

/** Which part of a history a fit may see. */
export interface Selection {
  /** Only events with `time < until`, in the history's unit (epoch seconds). Default: all. */
  readonly until?: number;
  /** u8[users]: only users marked 1. Default: all. */
  readonly users?: Uint8Array;
}

/** The rows `from .. to` of one user's history that a selection includes; empty for a user it leaves out. */
export function selectRows(history: History, user: number, selection: Selection): { from: number; to: number } {
  const from = history.userStart[user]!;
  let to = history.userStart[user + 1]!;
  if (selection.users !== undefined && selection.users[user] !== 1) return { from, to: from };
  const { until } = selection;
  if (until !== undefined) while (to > from && history.time[to - 1]! >= until) to--;
  return { from, to };
}

/**
 * Event weights as confidences: divided by the largest weight of any event type present in the log, so that a log of
 * purchases alone has confidence 1. Taken over the whole history, whatever part of it a fit sees.
 */
export function toConfidences(weights: EventWeights, history: History): EventWeights {
  const present = new Uint8Array(256);
  for (const code of history.event) present[code] = 1;
  let largest = 0;
  EVENT_NAMES.forEach((name, code) => {
    if (present[code] === 1) largest = Math.max(largest, weights[name]);
  });
  const scale = largest > 0 ? largest : 1;
  const scaled = EVENT_NAMES.map((name): [EventName, number] => [name, weights[name] / scale]);
  return Object.fromEntries(scaled) as EventWeights;
}

/** f32[rows]: the confidence of every event, of either sign. */
export function rowConfidences(history: History, weights: EventWeights): Float32Array {
  const confidences = toConfidences(weights, history);
  return Float32Array.from(history.event, (code, row) => eventWeight(confidences, code, history.rating[row]!));
}
