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
import { toEngineStatus } from './device-status.js';
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

/** A guest's events are few: beyond this the oldest go. */
const MAX_GUEST_EVENTS = 1000;

/** One shop on this device: events, model, recommender, and the shop's other tabs. */
export class Device {
  readonly lists: Lists;
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
  #isReloading = false;
  /** What was tracked in guest mode, on top of what is stored; undefined while that is off. */
  #guest: readonly ShopEvent[] | undefined;
  /** What was said in guest mode, if anything: it stands for what is stored. */
  #guestStated: StatedProfile | undefined;
  /** Changes that other tabs told of. */
  #changes = 0;

  /** @throws RecommenderError `request/bad-option` where `modelUrl` is no address of a model. */
  constructor(options: Omit<OpenOptions, 'mode'>, ports: DevicePorts, notify: (notice: Notice) => void) {
    const { modelUrl, shop, scenarios } = options;
    this.#notify = notify;
    this.#now = () => ports.now();
    this.#store = new DeviceStore(() => ports.openDisk(toShopName('shelfwise', shop)));
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
      told: (without) => ({ ...this.#supposing(without), stated: this.#stated, muted: this.#shopper.mutedIds() }),
      now: () => this.#now() / 1000,
      nameOf: (item) => this.#nameOf(item),
      onRendered: (scenario) => this.#reports.noteRendered(scenario),
    });
    this.#personal = new PersonalLink({
      // Nothing is learned from a guest.
      recommender: () => (this.#guest === undefined ? this.#recommender : undefined),
      onChange: () => notify({ kind: 'changed' }),
    });
    this.#shopper = new ShopperSide({
      store: this.#store,
      recommender: () => this.#recommender,
      events: () => this.#events(),
      stated: () => this.#stated,
      nameOf: (item) => this.#nameOf(item),
      retell: () => this.#retell(),
      tellTabs: () => this.#tabs.post({ kind: 'changed' }),
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

  /** Takes up a mode and looks for a newer model, without waiting for it. */
  async open(mode: ConsentMode, isGuest = false): Promise<void> {
    if (isGuest) this.#guest ??= [];
    this.#opened = this.setMode(mode);
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
    const own = events.filter((event) => event.guest !== true).map((event) => this.#toMarked(event));
    const guests = this.#guest === undefined ? [] : events.filter((event) => event.guest === true).map(toShopEvent);
    if (own.length + guests.length === 0) return;
    if (this.#guest !== undefined) this.#guest = [...this.#guest, ...guests].slice(-MAX_GUEST_EVENTS);
    const stored = this.#store.append(own);
    for (const event of [...own, ...guests]) this.#recommender?.track(toShopEvent(event));
    this.#personal.review();
    // What was only seen changes no list: a row that tells of itself must not be made anew for it.
    if (events.some(({ name }) => name !== 'view_item_list')) this.#notify({ kind: 'changed' });
    await stored;
    if (this.#store.place === 'disk' && own.length > 0) this.#tabs.post({ kind: 'changed' });
  }

  /** Leaving forgets what the guest did, the lists made from it, and whatever may have been learned from it. */
  async setGuestMode(on: boolean): Promise<void> {
    if (on === (this.#guest !== undefined)) return;
    this.#guest = on ? [] : undefined;
    this.#guestStated = undefined;
    if (!on) {
      this.lists.clear();
      if (this.#recommender !== undefined) this.#recommender = this.#toRecommender(this.#recommender.engine);
      this.#retell();
    }
    await this.#reports.setMode(this.#store.mode, on);
  }

  /** @throws RecommenderError `request/bad-option`. */
  async setProfile(input: StatedProfile): Promise<void> {
    const stated = parseStatedProfile(input);
    if (this.#store.mode === 'off') return;
    if (this.#guest !== undefined) {
      this.#guestStated = stated;
      this.#notify({ kind: 'changed' });
      return;
    }
    const stored = this.#store.setStated(stated);
    this.#notify({ kind: 'changed' });
    await stored;
    if (this.#store.place === 'disk') this.#tabs.post({ kind: 'changed' });
  }

  get #stated(): StatedProfile {
    return this.#guestStated ?? this.#store.stated;
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
    if (this.#guest !== undefined) this.#guest = allWithoutItems(this.#guest, itemIds);
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
      guest: this.#guest !== undefined,
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
      this.#clearGuest();
    }
    const stores = allowsStorage(mode);
    this.#tabs.setOpen(stores);
    const settled = Promise.all([
      this.#store.setMode(mode),
      this.#source.setStorage(stores),
      this.#reports.setMode(mode, this.#guest !== undefined),
    ]);
    this.#setEvents();
    await settled;
    this.#retell();
  }

  async #forgetAll(): Promise<void> {
    this.lists.clear();
    this.#clearGuest();
    const deleted = Promise.all([this.#store.forget(), this.#source.forgetCache(), this.#reports.forget()]);
    this.#setEvents();
    this.#notify({ kind: 'forgotten' });
    await deleted;
  }

  #clearGuest(): void {
    if (this.#guest !== undefined) this.#guest = [];
    this.#guestStated = undefined;
  }

  #hear(message: TabMessage): void {
    if (message.kind === 'forgotten') {
      void this.#forgetToo();
    } else if (message.kind === 'withdrawn') {
      if (isLower(message.mode, this.#store.mode)) void this.#applyMode(message.mode);
    } else {
      this.#changes++;
      void this.#reload();
    }
  }

  /** This tab may have been writing just now: it deletes too, so that the database stays gone, and tells who read it. */
  async #forgetToo(): Promise<void> {
    await this.#forgetAll().catch(() => undefined);
    this.#tabs.post({ kind: 'changed' });
  }

  /** Many messages that come during one reading lead to one more. */
  async #reload(): Promise<void> {
    if (this.#isReloading) return;
    this.#isReloading = true;
    let seen: number;
    do {
      seen = this.#changes;
      await this.#store.reload();
    } while (seen !== this.#changes);
    this.#isReloading = false;
    this.#retell();
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
    return this.#guest === undefined ? this.#store.events : [...this.#store.events, ...this.#guest];
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
