import type { EventWeights } from '../../core/events/event-weights.js';
import type { History } from '../history.js';
import { rowConfidences, selectRows, type Selection } from './selection.js';

/**
 * Each user's history as an ordered sequence of steps. A step is everything of one time: an order's lines, or a click.
 * Within a step there is no order.
 */
export interface Steps {
  readonly userCount: number;
  readonly itemCount: number;
  /** u32[users + 1]: user u's steps, oldest first. */
  readonly userStart: Uint32Array;
  /** u32[steps + 1]: a step's entries, one a distinct item, ascending. */
  readonly stepStart: Uint32Array;
  readonly item: Uint32Array;
  /** Largest confidence of the item's events within the step, in (0, 1]. */
  readonly confidence: Float32Array;
}

export interface StepOptions extends Selection {
  readonly eventWeights: EventWeights;
  /** u8[items]: items marked 0 are left out, see `Interactions.supported`. */
  readonly supported: Uint8Array;
}

/** Steps without a supported item of positive weight do not exist; where all times are equal, users have one step. */
export function toSteps(history: History, options: StepOptions): Steps {
  const confidence = rowConfidences(history, options.eventWeights);
  const userCount = history.userIds.length;
  const rows = history.item.length;
  const userStart = new Uint32Array(userCount + 1);
  const stepStart = new Uint32Array(rows + 1);
  const item = new Uint32Array(rows);
  const value = new Float32Array(rows);
  const best = new Float32Array(history.itemIds.length);
  let size = 0;
  let steps = 0;
  for (let user = 0; user < userCount; user++) {
    const { from, to } = selectRows(history, user, options);
    for (let row = from; row < to;) {
      const time = history.time[row]!;
      const touched: number[] = [];
      for (; row < to && history.time[row] === time; row++) {
        const i = history.item[row]!;
        const here = confidence[row]!;
        if (!(here > 0) || options.supported[i] !== 1) continue;
        if (best[i] === 0) touched.push(i);
        if (here > best[i]!) best[i] = here;
      }
      if (touched.length === 0) continue;
      for (const i of touched.sort((a, b) => a - b)) {
        item[size] = i;
        value[size++] = best[i]!;
        best[i] = 0;
      }
      stepStart[++steps] = size;
    }
    userStart[user + 1] = steps;
  }
  return {
    userCount,
    itemCount: history.itemIds.length,
    userStart,
    stepStart: stepStart.slice(0, steps + 1),
    item: item.slice(0, size),
    confidence: value.slice(0, size),
  };
}
