import type { Arm, Manifest } from '../core/artifact/manifest.js';
import { allowsStorage, isLower, type ConsentMode } from '../core/consent.js';
import { toErrorRecord, type ErrorRecord } from '../core/errors.js';
import type { ShopEvent } from '../core/events/shop-event.js';
import type { RandomBytes } from '../core/privacy/random-bytes.js';
import type {
  DeviceStatus,
  ForgetTarget,
  Notice,
  OpenOptions,
  ReportLedger,
  TrackedShopEvent,
} from '../core/protocol.js';
import { parseStatedProfile, type StatedProfile } from '../core/stated-profile.js';
import { createEngine, type Engine } from '../engine/engine.js';
import { createRecommender, type Recommender } from '../engine/recommender.js';
import type { ArtifactCache } from './artifact-cache.js';
import { parseModelUrl } from './artifact-loader.js';
import { coalesced } from './coalesced.js';
import { toEngineStatus } from './device-status.js';
import { Guest } from './guest.js';
import { Lists } from './lists.js';
import { ModelSource, type SourceLimits } from './model-source.js';
import { PersonalLink } from './personal-link.js';
import { idsOfTarget } from './profile-items.js';
import { ReportsLink, type LedgerPorts } from './reports-link.js';
import { toShopName } from './shop-name.js';
import { ShopperSide } from './shopper-side.js';
import { DeviceStore } from './store/open-store.js';
import { allWithoutItems, type MarkedEvent, type Store } from './store/store.js';
import { createTabs, type TabMessage } from './tabs.js';

/** What a device is made of; neither store nor cache touches the browser's storage before its first call. */
export interface DevicePorts extends LedgerPorts {
  openDisk(name: string): Store;
  openCache(name: string): ArtifactCache;
  /** The clock, epoch milliseconds. */
  now(): number;
  readonly randomBytes: RandomBytes;
  readonly limits: SourceLimits;
}

/** One shop on this device: events, model, recommender, and the shop's other tabs. */
export class Device {
  readonly lists: Lists;
  readonly guest: Guest;
  readonly #store: DeviceStore;
  readonly #source: ModelSource;
  readonly #tabs;
  readonly #personal: PersonalLink;
  readonly #reports: ReportsLink;
  readonly #shopper: ShopperSide;
  readonly #notify: (notice: Notice) => void;
  readonly #now: () => number;
  #recommender: Recommender | undefined;
  #opened: Promise<void> = Promise.resolve();
  readonly #reload = coalesced(async () => {
    await this.#store.reload();
    await this.guest.heed();
    this.#retell();
  });

  /** @throws RecommenderError `request/bad-option` where `modelUrl` is no address of a model. */
  constructor(options: Omit<OpenOptions, 'mode'>, ports: DevicePorts, notify: (notice: Notice) => void) {
    const { modelUrl, shop, scenarios } = options;
    this.#notify = notify;
    this.#now = () => ports.now();
    this.#store = new DeviceStore(() => ports.openDisk(toShopName('shelfwise', shop)), this.#now);
    this.#source = new ModelSource({
      modelUrl: parseModelUrl(modelUrl),
      cache: ports.openCache(toShopName('shelfwise-model', shop)),
      limits: ports.limits,
      randomBytes: ports.randomBytes,
      onModel: () => this.#useModel(),
    });
    this.lists = new Lists({
      scenarios,
      source: this.#source,
      opened: () => this.#opened,
      recommender: () => this.#recommender,
      told: (without) => ({ ...this.#supposing(without), ...this.#shopper.told() }),
      now: () => this.#now() / 1000,
      nameOf: (item) => this.#nameOf(item),
      onRendered: (scenario) => this.#reports.noteRendered(scenario),
    });
    this.guest = new Guest({
      store: this.#store,
      now: () => this.#now(),
      onSwitch: (on) => this.#onGuest(on),
      tellTabs: () => this.#tellTabs(),
    });
    this.#personal = new PersonalLink({
      // Nothing is learned from a guest.
      recommender: () => (this.guest.isOn ? undefined : this.#recommender),
      onChange: () => notify({ kind: 'changed' }),
    });
    this.#shopper = new ShopperSide({
      store: this.#store,
      recommender: () => this.#recommender,
      events: () => this.#events(),
      guest: this.guest,
      nameOf: (item) => this.#nameOf(item),
      retell: () => this.#retell(),
      tellTabs: () => this.#tellTabs(),
    });
    this.#tabs = createTabs(toShopName('shelfwise', shop), (message) => this.#hear(message));
    this.#reports = new ReportsLink(
      {
        ...options,
        model: () => this.#loaded(),
        readSince: (key) => this.#store.readSince(key),
        onWanted: () => notify({ kind: 'reports' }),
      },
      ports,
    );
  }

  /**
   * Takes up a mode and looks for a newer model, without waiting for it.
   * @param guest whether in guest mode; undefined: as the tabs before this one.
   */
  async open(mode: ConsentMode, guest?: boolean): Promise<void> {
    const taken = this.guest.open(guest, () => this.setMode(mode));
    this.#opened = taken.then(() => this.#reports.setMode(this.#store.mode, this.guest.isOn));
    void this.#source.refresh();
    await this.#opened;
  }

  /** Withdrawal deletes at once, in all tabs: what is stored, or what waits to be sent. */
  async setMode(mode: ConsentMode): Promise<void> {
    if (allowsStorage(this.#store.mode) && isLower(mode, this.#store.mode))
      this.#tabs.post({ kind: 'withdrawn', mode });
    await this.#applyMode(mode);
  }

  async track(told: readonly TrackedShopEvent[]): Promise<void> {
    if (this.#store.mode === 'off') return;
    const events = told.map((event) => this.lists.attribute(event));
    const sorted = this.guest.sort(events);
    const [own, guests] = [sorted.own.map((event) => this.#toMarked(event)), sorted.guests.map(toShopEvent)];
    if (own.length + guests.length === 0) return;
    this.guest.add(guests);
    const stored = this.#store.append(own);
    for (const event of [...own, ...guests]) this.#recommender?.track(toShopEvent(event));
    this.#personal.review();
    // What was only seen changes no list: a row that tells of itself must not be made anew for it.
    if (events.some(({ name }) => name !== 'view_item_list')) this.#notify({ kind: 'changed' });
    await stored;
    if (own.length > 0) this.#tellTabs();
  }

  /** @throws RecommenderError `request/bad-option`. */
  async setProfile(input: StatedProfile): Promise<void> {
    const stated = parseStatedProfile(input);
    if (this.#store.mode === 'off') return;
    if (this.guest.isOn) {
      this.guest.say(stated);
      this.#notify({ kind: 'changed' });
      return;
    }
    const stored = this.#store.setStated(stated);
    this.#notify({ kind: 'changed' });
    await stored;
    this.#tellTabs();
  }

  /** What the shopper may see and do, once the device has opened. */
  async shopper(): Promise<ShopperSide> {
    await this.#opened;
    return this.#shopper;
  }

  /** @throws RecommenderError `worker/…`. */
  async connectPersonal(port: MessagePort): Promise<void> {
    await this.#personal.connect(port);
  }

  /** Takes up the reports' worker, or why there is none. */
  connectReports(end: MessagePort | ErrorRecord): Promise<void> {
    return this.#reports.connect(end);
  }

  /** @throws RecommenderError `storage/…` where the disk does not confirm that everything is deleted. */
  async forget(target: ForgetTarget): Promise<void> {
    if (target === 'all') {
      this.#tabs.post({ kind: 'forgotten' });
      await this.#forgetAll();
      return;
    }
    this.lists.clear();
    const itemIds = idsOfTarget(target, this.#events(), this.#recommender?.engine.model);
    this.guest.replace((events) => allWithoutItems(events, itemIds));
    const deleted = this.#store.deleteItems(itemIds);
    this.#retell();
    await deleted;
    this.#retell();
    this.#tabs.post({ kind: 'changed' });
  }

  /** @throws RecommenderError `storage/…`, `worker/…`. */
  async ledger(): Promise<ReportLedger> {
    await this.#opened;
    return this.#reports.ledger();
  }

  async status(): Promise<DeviceStatus> {
    const { sentBytes, lastError } = await this.#reports.status();
    const { current } = this.#source;
    const error = this.#source.lastError ?? this.#store.lastError ?? this.#personal.lastError;
    return {
      mode: this.#store.mode,
      storage: this.#store.place,
      events: this.#events().length,
      guest: this.guest.isOn,
      ...toEngineStatus(current, this.#recommender),
      sentBytes,
      lastError: error === undefined ? lastError : { code: error.code, message: toErrorRecord(error).message },
    };
  }

  async close(): Promise<void> {
    this.#source.close();
    this.#personal.close();
    this.#tabs.setOpen(false);
    this.lists.clear();
    this.#reports.close();
    await this.#store.close();
  }

  async #applyMode(mode: ConsentMode): Promise<void> {
    if (mode === 'off') {
      this.lists.clear();
      this.guest.clear();
    }
    const stores = allowsStorage(mode);
    this.#tabs.setOpen(stores);
    const settled = Promise.all([
      this.#store.setMode(mode),
      this.#source.setStorage(stores),
      this.#reports.setMode(mode, this.guest.mayBeOn),
    ]);
    this.#setEvents();
    const { events } = this.#store;
    await settled;
    await this.guest.heed(events);
    this.#retell();
  }

  async #forgetAll(): Promise<void> {
    this.lists.clear();
    this.guest.clear();
    const deleted = Promise.all([this.#store.forget(), this.#source.forgetCache(), this.#reports.forget()]);
    this.#setEvents();
    this.#notify({ kind: 'forgotten' });
    await deleted;
  }

  #hear(message: TabMessage): void {
    if (message.kind === 'forgotten') {
      void this.#forgetToo();
    } else if (message.kind === 'withdrawn') {
      if (isLower(message.mode, this.#store.mode)) void this.#applyMode(message.mode);
    } else {
      void this.#reload();
    }
  }

  /** This tab may have been writing just now: it deletes too, so that the database stays gone, and tells who read it. */
  async #forgetToo(): Promise<void> {
    await this.#forgetAll().catch(() => undefined);
    this.#tabs.post({ kind: 'changed' });
  }

  async #onGuest(on: boolean): Promise<void> {
    this.#notify({ kind: 'changed', guest: on });
    if (!on) {
      this.lists.clear();
      if (this.#recommender !== undefined) this.#recommender = this.#toRecommender(this.#recommender.engine);
      this.#retell();
    }
    await this.#reports.setMode(this.#store.mode, on);
  }

  #tellTabs(): void {
    if (this.#store.place === 'disk') this.#tabs.post({ kind: 'changed' });
  }

  /** The events are others than before: the recommender starts over from them. */
  #retell(): void {
    this.#setEvents();
    this.#notify({ kind: 'changed' });
  }

  #setEvents(): void {
    this.#recommender?.setEvents(this.#events());
    this.#personal.review();
  }

  #events(): readonly ShopEvent[] {
    return this.guest.isOn ? [...this.#store.events, ...this.guest.events] : this.#store.events;
  }

  /** As though the shopper had never met some items: the personal model has learned from them, so it is left out. */
  #supposing(without?: readonly string[]): { recommender: Recommender | undefined; events: readonly ShopEvent[] } {
    if (without === undefined) return { recommender: this.#recommender, events: this.#events() };
    const events = allWithoutItems(this.#events(), new Set(without));
    const recommender = this.#recommender && this.#toRecommender(this.#recommender.engine);
    recommender?.setEvents(events);
    return { recommender, events };
  }

  #useModel(): void {
    const model = this.#source.current?.model;
    if (model !== undefined && model !== this.#recommender?.engine.model) {
      this.#recommender = this.#toRecommender(createEngine(model));
      this.#setEvents();
    }
    this.#notify({ kind: 'model' });
  }

  #toRecommender(engine: Engine): Recommender {
    return createRecommender(engine, (item) => this.#nameOf(item));
  }

  #loaded(): { readonly manifest: Manifest; readonly arm: Arm; readonly engine: Engine } | undefined {
    const { current } = this.#source;
    const engine = this.#recommender?.engine;
    return current && engine && { manifest: current.manifest, arm: current.arm, engine };
  }

  /** What came from elsewhere than this page and this moment, as an import would, must not get here with the mark. */
  #toMarked({ eligible, ...event }: TrackedShopEvent): MarkedEvent {
    return { ...toShopEvent(event), ...(eligible === true && this.#reports.isAllowed && { eligible }) };
  }

  #nameOf(item: number): string {
    const current = this.#source.current;
    return current?.display?.text.item_name?.[item] ?? current?.model.ids.itemIds[item] ?? '';
  }
}

/** The event alone, without what was said of the moment it was tracked in. */
function toShopEvent({ eligible: _, guest: __, ...event }: TrackedShopEvent): ShopEvent {
  return event;
}
