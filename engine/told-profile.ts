import type { Model } from '../core/artifact/model.js';
import { toEventCode } from '../core/events/event-names.js';
import type { ShopEvent } from '../core/events/shop-event.js';
import { Profile } from './profile.js';

/** A profile that is the same in whatever order its events are told. */
export interface ToldProfile {
  readonly current: Profile;
  /** Takes one event; items the model does not know are passed over. */
  track(event: ShopEvent): void;
  /** Starts over from these events, in any order. */
  setEvents(events: readonly ShopEvent[]): void;
}

export function createToldProfile({ itemToIndex, settings }: Model): ToldProfile {
  let current = new Profile(settings.eventWeights);
  /** In the order of their times: where one comes late, all are told again. */
  let told: ShopEvent[] = [];
  const setEvents = (events: readonly ShopEvent[]): void => {
    current = new Profile(settings.eventWeights);
    told = [...events].sort((a, b) => a.time - b.time);
    for (const event of told) addShopEvent(current, event, itemToIndex);
  };
  return {
    get current() {
      return current;
    },
    track(event) {
      const last = told.at(-1);
      if (last !== undefined && event.time < last.time) {
        setEvents([...told, event]);
        return;
      }
      told.push(event);
      addShopEvent(current, event, itemToIndex);
    },
    setEvents,
  };
}

function addShopEvent(profile: Profile, event: ShopEvent, itemToIndex: ReadonlyMap<string, number>): void {
  const code = toEventCode(event.name);
  for (const { item_id } of event.items) {
    const item = itemToIndex.get(item_id);
    if (item !== undefined) {
      profile.add({ item, event: code, time: event.time / 1000, rating: event.rating ?? NaN });
    }
  }
}
