import { make } from './dom.js';
import type { PanelContext, PanelSection } from './panel-context.js';

/** Where what is known lives, and how much it is. */
export function createKnownSection({ words, formatTime }: PanelContext): PanelSection {
  const place = make('dd', { part: 'place' });
  const amount = make('dd', { part: 'amount' });
  const places = { disk: words.onDisk, memory: words.inMemory, none: words.nowhere };
  return {
    element: make('dl', {}, make('dt', {}, words.whereTitle), place, make('dt', {}, words.knownTitle), amount),
    show({ status, profile: { events } }) {
      const [first] = events;
      const items = new Set(events.flatMap((event) => event.items.map(({ item_id }) => item_id)));
      place.textContent = places[status.storage];
      amount.textContent =
        first === undefined ? words.nothingKnown : words.known(events.length, items.size, formatTime(first.time));
    },
  };
}
