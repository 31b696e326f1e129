import type { Model } from '../../core/artifact/model.js';
import type { ShopEvent } from '../../core/events/shop-event.js';
import type { Profile } from '../profile.js';
import { createToldProfile } from '../told-profile.js';

/** A shopper's last new item, held out: what would the model have said just before? */
export interface HeldOut {
  readonly item: number;
  /** Epoch seconds. */
  readonly time: number;
  /** Of the events before it alone. */
  readonly before: Profile;
}

/** @returns undefined where no item of these events is known to the model and liked. */
export function holdOutLast(model: Model, events: readonly ShopEvent[]): HeldOut | undefined {
  const last = lastNewItem(toProfile(model, events));
  if (last === undefined) return undefined;
  return {
    ...last,
    before: toProfile(
      model,
      events.filter(({ time }) => time / 1000 < last.time),
    ),
  };
}

export function toProfile(model: Model, events: readonly ShopEvent[]): Profile {
  const told = createToldProfile(model);
  told.setEvents(events);
  return told.current;
}

/** What came back is in no list of new items: the last that came for the first time. */
function lastNewItem({ steps }: Profile): { readonly item: number; readonly time: number } | undefined {
  const seen = new Set<number>();
  let last: { readonly item: number; readonly time: number } | undefined;
  for (const { items, time } of steps) {
    const item = items.filter((each) => !seen.has(each)).at(-1);
    if (item !== undefined) last = { item, time };
    for (const each of items) seen.add(each);
  }
  return last;
}
