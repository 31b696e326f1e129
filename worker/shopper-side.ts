import type { ShopEvent } from '../core/events/shop-event.js';
import { fromMuteKeys, toMuteKey, type MuteTarget } from '../core/muted.js';
import type { ImportedProfile, ProfileContent, ProfileView } from '../core/protocol.js';
import type { StatedProfile } from '../core/stated-profile.js';
import type { Recommender } from '../engine/recommender.js';
import type { Guest } from './guest.js';
import { parseProfileContent } from './profile-content.js';
import { toMutedIds, toProfileItems } from './profile-items.js';
import { withoutThose, type DeviceStore } from './store/open-store.js';

/** What the shopper's side of a device needs of the rest of it. */
export interface ShopperHost {
  readonly store: DeviceStore;
  recommender(): Recommender | undefined;
  /** All that is known now, a guest's events included. */
  events(): readonly ShopEvent[];
  readonly guest: Guest;
  nameOf(item: number): string;
  /** The events are others than before. */
  readonly retell: () => void;
  /** Tells the other tabs. */
  readonly tellTabs: () => void;
}

/** What a shopper may see of a profile, leave out of lists, carry away and bring along. */
export class ShopperSide {
  readonly #host: ShopperHost;

  constructor(host: ShopperHost) {
    this.#host = host;
  }

  view(): ProfileView {
    const recommender = this.#host.recommender();
    const events = [...this.#host.events()].sort((a, b) => a.time - b.time);
    const { categories, brands } = recommender?.tastes() ?? { categories: [], brands: [] };
    const { name, share } = recommender?.segment() ?? {};
    const segment = name === undefined || share === undefined ? null : { name, share };
    const muted = fromMuteKeys(this.#muted);
    const model = recommender?.engine.model;
    const items = toProfileItems({ events, muted: muted.items, model }, (item) => this.#host.nameOf(item));
    return { events, categories, brands, stated: this.#stated, segment, items, muted };
  }

  /** What the shopper said of themselves, or a guest in their place. */
  get #stated(): StatedProfile {
    return this.#host.guest.stated ?? this.#host.store.stated;
  }

  get #muted(): readonly string[] {
    return this.#host.guest.muted ?? this.#host.store.muted;
  }

  /** What is muted comes in no list from now on. */
  async mute(target: MuteTarget, on: boolean): Promise<void> {
    const { store, guest, retell, tellTabs } = this.#host;
    const keys = [toMuteKey(target)];
    if (guest.isOn) {
      guest.mute(store.muted, keys, on);
      retell();
      return;
    }
    const muted = store.mute(keys, on);
    retell();
    await muted;
    tellTabs();
  }

  content(): ProfileContent {
    const { store } = this.#host;
    return { events: store.events, muted: fromMuteKeys(store.muted) };
  }

  /** @throws RecommenderError `profile/bad-file`: then nothing was taken. */
  async take(content: unknown): Promise<ImportedProfile> {
    const { store } = this.#host;
    const parsed = parseProfileContent(content);
    if (store.mode === 'off') return { events: 0, muted: 0 };
    const events = withoutThose(parsed.events, store.events);
    const muted = parsed.muted.filter((key) => !store.muted.includes(key));
    const stored = Promise.all([store.append(events), store.mute(muted, true)]);
    this.#host.retell();
    await stored;
    this.#host.tellTabs();
    return { events: events.length, muted: muted.length };
  }

  /** What lists heed beside the events. `muted`: ids of what may come in none. */
  told(): { readonly stated: StatedProfile; readonly muted: readonly string[] } {
    return { stated: this.#stated, muted: this.#mutedIds() };
  }

  #mutedIds(): readonly string[] {
    const muted = this.#muted;
    const model = this.#host.recommender()?.engine.model;
    return model === undefined || muted.length === 0 ? [] : toMutedIds(fromMuteKeys(muted), model);
  }
}
