import { EVENT_NAMES, toEventCode } from '../core/events/event-names.js';
import { eventWeight, ratingFactor, type EventWeights } from '../core/events/event-weights.js';

/** What a shopper did with one item. */
export interface KnownItem {
  readonly index: number;
  /** The largest event weight seen, > 0: the confidence c of the fold-in. */
  weight: number;
  /** Number of positive events, and of purchases. */
  seen: number;
  bought: number;
  /** The step of the latest positive event. */
  lastStep: number;
  /** The strongest event: code and time, epoch seconds. */
  event: number;
  time: number;
}

/** Everything of one time is one step: an order of ten items has no order within. */
export interface Step {
  readonly time: number;
  readonly items: number[];
}

/** One event on one item as the engine takes it. `time` in epoch seconds, `rating` NaN where there is none. */
export interface ProfileEvent {
  readonly item: number;
  readonly event: number;
  readonly time: number;
  readonly rating: number;
}

const PURCHASE = toEventCode('purchase');
const DISMISS = toEventCode('dismiss_item');
const RATE = toEventCode('rate_item');

/** A shopper's history as the scorers read it. Events are added oldest first. */
export class Profile {
  readonly known = new Map<number, KnownItem>();
  readonly steps: Step[] = [];
  /** Not wanted: dismissed, or rated 1 or 2. Never recommended until a positive event takes it back. */
  readonly dismissed = new Set<number>();
  /** All that was added, in that order. */
  readonly events: ProfileEvent[] = [];
  /** Grows with every event: whoever keeps something derived from the profile can tell that it is stale. */
  version = 0;
  /** Of the model the profile is kept for. */
  readonly weights: EventWeights;

  constructor(weights: EventWeights) {
    this.weights = weights;
  }

  get isEmpty(): boolean {
    return this.known.size === 0;
  }

  /** Events that say nothing about an item are ignored; an earlier time than the last counts as the last. */
  add(event: ProfileEvent): void {
    this.version++;
    this.events.push(event);
    if (event.event === DISMISS || (event.event === RATE && ratingFactor(event.rating) === 0)) {
      this.#dismiss(event.item);
      return;
    }
    const weight = eventWeight(this.weights, event.event, event.rating);
    if (!(weight > 0)) return;
    this.dismissed.delete(event.item);
    this.#addToStep(event);
    this.#addToKnown(event, weight);
  }

  #addToStep(event: ProfileEvent): void {
    const last = this.steps.at(-1);
    if (last !== undefined && event.time <= last.time) {
      if (!last.items.includes(event.item)) last.items.push(event.item);
    } else {
      this.steps.push({ time: event.time, items: [event.item] });
    }
  }

  #addToKnown(event: ProfileEvent, weight: number): void {
    const { item: index, event: code, time } = event;
    const bought = code === PURCHASE ? 1 : 0;
    const lastStep = this.steps.length - 1;
    const known = this.known.get(index);
    if (known === undefined) {
      this.known.set(index, { index, weight, seen: 1, bought, lastStep, event: code, time });
      return;
    }
    known.seen++;
    known.bought += bought;
    known.lastStep = lastStep;
    if (weight >= known.weight) {
      known.weight = weight;
      known.event = code;
      known.time = time;
    }
  }

  #dismiss(item: number): void {
    this.dismissed.add(item);
    this.known.delete(item);
    for (const step of this.steps) {
      const at = step.items.indexOf(item);
      if (at >= 0) step.items.splice(at, 1);
    }
  }
}

/** The canonical name of a known item's strongest event. */
export function strongestEvent(known: KnownItem): (typeof EVENT_NAMES)[number] {
  return EVENT_NAMES[known.event] ?? 'view_item';
}
