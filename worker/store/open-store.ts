import { allowsStorage, type ConsentMode } from '../../core/consent.js';
import type { RecommenderError } from '../../core/errors.js';
import type { ShopEvent } from '../../core/events/shop-event.js';
import { withKeys } from '../../core/muted.js';
import type { StatedProfile } from '../../core/stated-profile.js';
import { MemoryStore } from './memory-store.js';
import { toStorageError } from './storage-fault.js';
import {
  allWithoutItems,
  evictedCount,
  MAX_EVENTS,
  withoutMark,
  type KeyedEvent,
  type MarkedEvent,
  type Store,
} from './store.js';

/**
 * One shopper's events under consent. In memory they are always whole and at hand; where the mode allows storage they
 * are on disk as well. `openDisk` is not called, and so no storage of the browser is touched, in any other mode. Where the
 * disk fails, memory goes on alone until the next `setMode` into storage.
 *
 * Memory changes at once; the disk follows in the order of the calls, and the promises settle when it has.
 */
export class DeviceStore {
  readonly #openDisk: () => Store;
  readonly #now: () => number;
  #mode: ConsentMode = 'off';
  #store: Store = new MemoryStore();
  /** Events handed to `#store`, and those waiting: while one transaction runs the next batch gathers. */
  #saved: readonly ShopEvent[] = [];
  #pending: readonly MarkedEvent[] = [];
  /** Both of the above; a new array after every change. */
  #all: readonly ShopEvent[] = [];
  #stated: StatedProfile = {};
  /** Keys of what is muted; a new array after every change. */
  #muted: readonly string[] = [];
  #guestUntil = 0;
  /** How often everything was forgotten: what was read before the last time counts no more. */
  #wipes = 0;
  #tail: Promise<unknown> = Promise.resolve();
  #lastError: RecommenderError | undefined;

  /** @param now the clock, epoch milliseconds. */
  constructor(openDisk: () => Store, now: () => number) {
    this.#openDisk = openDisk;
    this.#now = now;
  }

  get mode(): ConsentMode {
    return this.#mode;
  }

  get place(): 'disk' | 'memory' | 'none' {
    return this.#mode === 'off' ? 'none' : this.#store.place;
  }

  /** Why the disk was given up; undefined while it works or is not wanted. */
  get lastError(): RecommenderError | undefined {
    return this.#lastError;
  }

  /** In the order they were tracked. The array changes identity with its content. */
  get events(): readonly ShopEvent[] {
    return this.#all;
  }

  /** What the shopper said of themselves. */
  get stated(): StatedProfile {
    return this.#stated;
  }

  /** Keys of what is muted (core/muted.ts). The array changes identity with its content. */
  get muted(): readonly string[] {
    return this.#muted;
  }

  /** Until when guest mode holds, epoch ms: for all tabs where this is on disk. 0 where it does not. */
  get guestUntil(): number {
    return this.#guestUntil;
  }

  /**
   * Into storage: what is in memory joins what is on disk, but for a visit that began without storage while a guest was here. Out of it: the database is deleted, memory stays. `off`: both
   * go. Never rejects: `place` and `lastError` tell what became of it.
   */
  setMode(mode: ConsentMode): Promise<void> {
    const hadStorage = allowsStorage(this.#mode);
    this.#mode = mode;
    if (mode === 'off') this.#wipe();
    return this.#enqueue(async () => {
      if (allowsStorage(mode)) await this.#toDisk();
      else if (hadStorage) await this.#leaveDisk();
    });
  }

  /** Never rejects; in mode `off` nothing is remembered. */
  append(events: readonly MarkedEvent[]): Promise<void> {
    if (this.#mode === 'off') return Promise.resolve();
    this.#set(this.#saved, [...this.#pending, ...events]);
    return this.#enqueue(() => this.#flush());
  }

  /** Never rejects; in mode `off` nothing is remembered. */
  setStated(stated: StatedProfile): Promise<void> {
    return this.#say(
      () => (this.#stated = stated),
      (store) => store.writeStated(stated),
    );
  }

  /** Never rejects; in mode `off` nothing is remembered. @param until epoch ms; 0 ends it. */
  setGuest(until: number): Promise<void> {
    return this.#say(
      () => (this.#guestUntil = until),
      (store) => store.writeGuest(until),
    );
  }

  /** Takes a word in at once, and again before it is written: a reading that was under way may have taken the older one. */
  #say(take: () => void, write: (store: Store) => Promise<void>): Promise<void> {
    if (this.#mode === 'off') return Promise.resolve();
    const wipes = this.#wipes;
    take();
    return this.#enqueue(async () => {
      if (wipes !== this.#wipes) return;
      take();
      await this.#guard(write);
    });
  }

  /**
   * What is on disk after a key, all that was appended so far included; undefined where events are not on disk: in memory
   * alone nothing is reported.
   * @throws RecommenderError `storage/…`.
   */
  async readSince(key: number): Promise<readonly KeyedEvent[] | undefined> {
    let events: readonly KeyedEvent[] | undefined;
    await this.#enqueue(async () => {
      if (this.#store.place === 'disk') events = await this.#store.readSince(key);
    });
    return events;
  }

  /** Takes in what other tabs wrote. Never rejects. */
  reload(): Promise<void> {
    return this.#enqueue(() => this.#reread());
  }

  /** Never rejects. */
  deleteItems(itemIds: ReadonlySet<string>): Promise<void> {
    this.#set(allWithoutItems(this.#saved, itemIds), allWithoutItems(this.#pending, itemIds));
    return this.#enqueue(async () => {
      await this.#guard((store) => store.deleteItems(itemIds));
      await this.#reread();
    });
  }

  /** Never rejects; in mode `off` nothing is remembered. @param on false: takes the keys off. */
  mute(keys: readonly string[], on: boolean): Promise<void> {
    if (this.#mode === 'off') return Promise.resolve();
    this.#muted = withKeys(this.#muted, keys, on);
    return this.#enqueue(async () => {
      await this.#guard((store) => store.setMuted(keys, on));
      await this.#reread();
    });
  }

  /**
   * Forgets everything, down to the database: in modes without storage too, because an earlier visit may have left one.
   * To erase is the shopper's own word; it is the one storage call such a mode makes.
   * @throws RecommenderError `storage/…` where the disk does not confirm; memory is empty all the same. In a mode without
   * storage a disk that refuses to open counts as empty.
   */
  forget(): Promise<void> {
    this.#wipe();
    return this.#enqueue(async () => {
      const disk = this.#store.place === 'disk' ? this.#store : this.#openDisk();
      if (!allowsStorage(this.#mode)) {
        await disk.clear().catch(() => undefined);
        await disk.close();
        return;
      }
      await disk.clear();
      this.#store = disk;
      this.#lastError = undefined;
    });
  }

  close(): Promise<void> {
    return this.#enqueue(() => this.#store.close());
  }

  async #toDisk(): Promise<void> {
    if (this.#store.place === 'disk' || !allowsStorage(this.#mode)) return;
    const wipes = this.#wipes;
    const disk = this.#openDisk();
    try {
      const onDisk = await disk.readAll();
      const isGuests = this.#guestUntil === 0 && (await disk.readGuest()) > this.#now();
      const joins = wipes === this.#wipes && !isGuests;
      const carried = joins ? withoutThose(this.#saved, onDisk) : [];
      await disk.append(carried);
      const said = await this.#joinSaid(disk, joins);
      this.#store = disk;
      this.#lastError = undefined;
      if (wipes !== this.#wipes) return;
      this.#set([...onDisk, ...carried], this.#pending);
      [this.#stated, this.#muted, this.#guestUntil] = [said.stated, said.muted, said.guestUntil];
    } catch (error) {
      this.#lastError = toStorageError(error);
      await disk.close();
    }
  }

  /** What was said in this visit is the newer word where it `joins`, and goes to the disk; what was not comes from there. */
  async #joinSaid(disk: Store, joins: boolean) {
    if (joins && isSaid(this.#stated)) await disk.writeStated(this.#stated);
    if (joins && this.#guestUntil > 0) await disk.writeGuest(this.#guestUntil);
    if (joins) await disk.setMuted(this.#muted, true);
    return { stated: await disk.readStated(), muted: await disk.readMuted(), guestUntil: await disk.readGuest() };
  }

  async #leaveDisk(): Promise<void> {
    const disk = this.#store.place === 'disk' ? this.#store : this.#openDisk();
    await this.#toMemory();
    this.#lastError = undefined;
    try {
      await disk.clear();
    } catch (error) {
      this.#lastError = toStorageError(error);
    }
  }

  async #flush(): Promise<void> {
    const batch = this.#pending;
    if (batch.length === 0) return;
    this.#set([...this.#saved, ...batch.map(withoutMark)], []);
    await this.#guard((store) => store.append(batch));
  }

  async #reread(): Promise<void> {
    if (this.#store.place === 'memory') return;
    const wipes = this.#wipes;
    await this.#guard(async (disk) => {
      const [events, stated, muted] = [await disk.readAll(), await disk.readStated(), await disk.readMuted()];
      const guestUntil = await disk.readGuest();
      if (wipes !== this.#wipes) return;
      this.#set(events, this.#pending);
      this.#stated = stated;
      this.#muted = muted;
      this.#guestUntil = guestUntil;
    });
  }

  /** Runs a call on the store; where the disk fails, memory takes over with all there is. */
  async #guard(call: (store: Store) => Promise<void>): Promise<void> {
    try {
      await call(this.#store);
    } catch (error) {
      this.#lastError = toStorageError(error);
      await this.#store.close();
      await this.#toMemory();
    }
  }

  async #toMemory(): Promise<void> {
    const memory = new MemoryStore();
    await memory.append(this.#saved);
    await memory.writeStated(this.#stated);
    await memory.setMuted(this.#muted, true);
    await memory.writeGuest(this.#guestUntil);
    this.#store = memory;
  }

  #wipe(): void {
    this.#wipes++;
    this.#stated = {};
    this.#muted = [];
    this.#guestUntil = 0;
    this.#set([], []);
  }

  #set(saved: readonly ShopEvent[], pending: readonly MarkedEvent[]): void {
    this.#saved = saved.length > MAX_EVENTS ? saved.slice(evictedCount(saved.length)) : saved;
    this.#pending = pending;
    this.#all = [...this.#saved, ...pending.map(withoutMark)];
  }

  #enqueue(task: () => Promise<void>): Promise<void> {
    const run = this.#tail.then(task);
    this.#tail = run.catch(() => undefined);
    return run;
  }
}

function isSaid(stated: StatedProfile): boolean {
  return Object.keys(stated).length > 0;
}

/**
 * The events that are not there yet. A disk that was lost and came back has most of what memory holds; what it lacks goes back
 * without its mark: it may have fed a report before.
 */
export function withoutThose(events: readonly ShopEvent[], stored: readonly ShopEvent[]): ShopEvent[] {
  const toKey = ({ name, time, items }: ShopEvent): string =>
    JSON.stringify([name, time, items.map((item) => item.item_id)]);
  const keys = new Set(stored.map(toKey));
  return events.filter((event) => !keys.has(toKey(event)));
}
