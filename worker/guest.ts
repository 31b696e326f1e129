import type { ShopEvent } from '../core/events/shop-event.js';
import { withKeys } from '../core/muted.js';
import type { TrackedShopEvent } from '../core/protocol.js';
import type { StatedProfile } from '../core/stated-profile.js';
import { withoutThose, type DeviceStore } from './store/open-store.js';

/** A guest's events are few: beyond this the oldest go. */
const MAX_EVENTS = 1000;

/** So long after the last page that was opened in it guest mode ends by itself, or an owner who forgot it would never be known. */
const LASTING_MS = 12 * 3_600_000;

/** What a guest did and said here, in memory, on top of what is stored. */
interface Visit {
  readonly events: readonly ShopEvent[];
  /** Undefined: nothing was said, and what is stored holds. */
  readonly stated?: StatedProfile;
  readonly muted?: readonly string[];
}

const NOTHING: Visit = { events: [] };

/** What guest mode needs of its device. */
interface GuestHost {
  readonly store: Pick<DeviceStore, 'events' | 'guestUntil' | 'setGuest'>;
  /** The clock, epoch milliseconds. */
  now(): number;
  /** It was switched on or off, here or elsewhere. */
  onSwitch(on: boolean): Promise<void>;
  /** Tells the tabs that share the store. */
  tellTabs(): void;
}

/**
 * Guest mode: whether it is on, in all tabs that share a store, and what the guest did, which lives in the memory of this tab
 * and as long as the mode. The store keeps until when it holds and nothing else of it.
 */
export class Guest {
  readonly #host: GuestHost;
  #visit: Visit | undefined;
  /** It was not the page that switched it on: what the page tracked before it heard of that is the guest's too. */
  #isFollowing = false;
  /** What the store said when this tab last heeded it. */
  #heeded = 0;
  #isKnown = false;

  constructor(host: GuestHost) {
    this.#host = host;
  }

  get isOn(): boolean {
    return this.#visit !== undefined;
  }

  /** Before the store was read too, since a guest may be here: no report may be made. */
  get mayBeOn(): boolean {
    return this.isOn || !this.#isKnown;
  }

  get events(): readonly ShopEvent[] {
    return this.#visit?.events ?? NOTHING.events;
  }

  get stated(): StatedProfile | undefined {
    return this.#visit?.stated;
  }

  /** Keys of what is muted (core/muted.ts), in place of those that are stored. */
  get muted(): readonly string[] | undefined {
    return this.#visit?.muted;
  }

  /** Leaving forgets what the guest did, and has the device forget what came of it. */
  async set(on: boolean): Promise<void> {
    if (on !== this.isOn) await Promise.all([this.#switch(on), this.#keep(on)]);
  }

  /**
   * Around a device's taking up of its mode: `taken` settles when the store is read.
   * @param wanted what the page says; undefined: as the tabs before it.
   */
  async open(wanted: boolean | undefined, taken: () => Promise<void>): Promise<void> {
    if (wanted === true) this.#visit ??= NOTHING;
    await taken();
    if (wanted !== undefined && wanted !== this.isOn) await this.#switch(wanted);
    this.#isKnown = true;
    // It lasts from this visit on; what ran out is tidied away.
    if (this.isOn || this.#host.store.guestUntil > 0) await this.#keep(this.isOn);
  }

  /**
   * Another tab, or an earlier page, may have switched it.
   * @param events what this tab knew before it read the store: where a guest is here, it is the guest's if it is not in there.
   */
  async heed(events: readonly ShopEvent[] = []): Promise<void> {
    const { guestUntil } = this.#host.store;
    const isNews = guestUntil !== this.#heeded;
    this.#heeded = guestUntil;
    const on = guestUntil > this.#host.now();
    if (!isNews || on === this.isOn) return;
    const switched = this.#switch(on, true);
    this.add(withoutThose(events, this.#host.store.events));
    await switched;
  }

  /** Forgets what was done so far, as the store does; the mode stays as it is in this tab. */
  clear(): void {
    this.#heeded = 0;
    if (this.isOn) this.#visit = NOTHING;
  }

  /** The shopper's own events, and those of a guest who is here. A guest's who has gone are in neither. */
  sort<Event extends TrackedShopEvent>(events: readonly Event[]): { own: Event[]; guests: Event[] } {
    const isGuests = ({ guest }: Event): boolean => guest === true || (this.isOn && this.#isFollowing);
    return {
      own: events.filter((event) => !isGuests(event)),
      guests: this.isOn ? events.filter(isGuests) : [],
    };
  }

  add(events: readonly ShopEvent[]): void {
    this.#change(({ events: before }) => ({ events: [...before, ...events].slice(-MAX_EVENTS) }));
  }

  replace(change: (events: readonly ShopEvent[]) => readonly ShopEvent[]): void {
    this.#change(({ events }) => ({ events: change(events) }));
  }

  say(stated: StatedProfile): void {
    this.#change(() => ({ stated }));
  }

  /** @param stored what is muted where the guest muted nothing yet. @param on false: takes the keys off. */
  mute(stored: readonly string[], keys: readonly string[], on: boolean): void {
    this.#change(({ muted = stored }) => ({ muted: withKeys(muted, keys, on) }));
  }

  async #switch(on: boolean, isFollowing = false): Promise<void> {
    this.#visit = on ? NOTHING : undefined;
    this.#isFollowing = isFollowing;
    await this.#host.onSwitch(on);
  }

  async #keep(on: boolean): Promise<void> {
    this.#heeded = on ? this.#host.now() + LASTING_MS : 0;
    await this.#host.store.setGuest(this.#heeded);
    this.#host.tellTabs();
  }

  #change(change: (visit: Visit) => Partial<Visit>): void {
    if (this.#visit !== undefined) this.#visit = { ...this.#visit, ...change(this.#visit) };
  }
}
