import type { Arm, Manifest } from '../core/artifact/manifest.js';
import { allowsStorage, isLower, type ConsentMode } from '../core/consent.js';
import { RecommenderError, toErrorRecord, type ErrorRecord } from '../core/errors.js';
import type { ShopEvent } from '../core/events/shop-event.js';
import type { RandomBytes } from '../core/privacy/random-bytes.js';
import type {
  DeviceStatus,
  Explanation,
  ForgetTarget,
  Notice,
  OpenOptions,
  ProfileView,
  RecommendationList,
  RecommendRequest,
  ReportLedger,
  TrackedShopEvent,
} from '../core/protocol.js';
import { parseScenario } from '../core/scenarios.js';
import { createEngine, type Engine } from '../engine/engine.js';
import { createRecommender, type Recommender } from '../engine/recommender.js';
import type { ArtifactCache } from './artifact-cache.js';
import { parseModelUrl } from './artifact-loader.js';
import { checkRequest } from './check-request.js';
import { explainServed } from './explain-served.js';
import { ModelSource, type LoadedModel, type SourceLimits } from './model-source.js';
import { PersonalLink } from './personal-link.js';
import { answer, toRowRequest } from './recommend.js';
import { ReportsLink, type LedgerPorts } from './reports-link.js';
import { createServedLists } from './served-lists.js';
import { toShopName } from './shop-name.js';
import { DeviceStore } from './store/open-store.js';
import { withoutItem, type MarkedEvent, type Store } from './store/store.js';
import { createTabs, type TabMessage } from './tabs.js';
import { withNames } from './with-names.js';

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
  readonly #store: DeviceStore;
  readonly #source: ModelSource;
  readonly #tabs;
  readonly #lists = createServedLists();
  readonly #personal: PersonalLink;
  readonly #reports: ReportsLink;
  readonly #notify: (notice: Notice) => void;
  readonly #now: () => number;
  #recommender: Recommender | undefined;
  #opened: Promise<void> = Promise.resolve();
  #isReloading = false;
  /** What was tracked in guest mode, on top of what is stored; undefined while that is off. */
  #guest: readonly ShopEvent[] | undefined;
  /** Changes that other tabs told of. */
  #changes = 0;

  /** @throws RecommenderError `request/bad-option` where `modelUrl` is no address of a model. */
  constructor(options: Omit<OpenOptions, 'mode'>, ports: DevicePorts, notify: (notice: Notice) => void) {
    const { modelUrl, shop } = options;
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
    this.#personal = new PersonalLink({
      // Nothing is learned from a guest.
      recommender: () => (this.#guest === undefined ? this.#recommender : undefined),
      onChange: () => notify({ kind: 'changed' }),
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
    const events = told.map((event) => this.#lists.attribute(event));
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
    if (!on) {
      this.#lists.clear();
      if (this.#recommender !== undefined) this.#recommender = this.#toRecommender(this.#recommender.engine);
      this.#retell();
    }
    await this.#reports.setMode(this.#store.mode, on);
  }

  /**
   * Waits for a model that is on its way; where none comes the list is empty and the status says why.
   * @throws RecommenderError `request/…`.
   */
  async recommend(request: RecommendRequest): Promise<RecommendationList> {
    checkRequest(request);
    await this.#opened;
    const loaded = await this.#source.ready();
    const recommender = this.#recommender;
    const now = this.#now() / 1000;
    const asked = recommender && toRowRequest(recommender.engine.model, request, { now, shown: this.#lists.shown() });
    const recomms = recommender && asked ? answer(recommender, asked, request, loaded?.display) : [];
    const scenario = parseScenario(request.scenario ?? '') ?? asked?.scenario;
    if (scenario !== undefined && recomms.length > 0) this.#reports.noteRendered(scenario);
    const known = { shownAt: now, events: this.#events(), personal: recommender?.personal };
    const placement = { name: request.scenario, scenario };
    return { recommId: this.#lists.add({ kind: request.kind, asked, placement, ...known, recomms }), recomms };
  }

  /** @throws RecommenderError `request/unknown-recommendation`, `request/unknown-item`. */
  explain(recommId: string, itemId: string): Explanation {
    const list = this.#lists.get(recommId);
    if (list === undefined) {
      throw new RecommenderError(
        'request/unknown-recommendation',
        'expected the recommId of one of the latest 50 lists',
      );
    }
    const explained = explainServed(list, itemId, this.#recommender);
    const nameOf = (item: number): string => this.#nameOf(item);
    return { recommId, ...explained, events: withNames(explained.events, this.#recommender, nameOf) };
  }

  async profile(): Promise<ProfileView> {
    await this.#opened;
    const events = [...this.#events()].sort((a, b) => a.time - b.time);
    const { categories, brands } = this.#recommender?.tastes() ?? { categories: [], brands: [] };
    const { name, share } = this.#recommender?.segment() ?? {};
    return { events, categories, brands, segment: name === undefined || share === undefined ? null : { name, share } };
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
    this.#lists.clear();
    const { itemId } = target;
    this.#guest = this.#guest?.map((event) => withoutItem(event, itemId)).filter((event) => event !== undefined);
    const deleted = this.#store.deleteItem(itemId);
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
      model: current === undefined ? null : toModelStatus(current.manifest),
      modelSource: current?.source ?? null,
      experiment: current === undefined ? null : toExperimentStatus(current),
      answering: toAnswering(this.#recommender),
      backend: this.#recommender?.engine.kernel.name ?? 'js',
      sentBytes,
      lastError: error === undefined ? lastError : { code: error.code, message: toErrorRecord(error).message },
    };
  }

  async close(): Promise<void> {
    this.#source.close();
    this.#personal.close();
    this.#tabs.setOpen(false);
    this.#lists.clear();
    this.#reports.close();
    await this.#store.close();
  }

  async #applyMode(mode: ConsentMode): Promise<void> {
    if (mode === 'off') {
      this.#lists.clear();
      if (this.#guest !== undefined) this.#guest = [];
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
    this.#lists.clear();
    if (this.#guest !== undefined) this.#guest = [];
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

function toModelStatus({ sequence, asOf, items, sections }: Manifest): NonNullable<DeviceStatus['model']> {
  const loaded = sections.filter(({ name }) => name !== 'report');
  return { sequence, asOf, items, sizeBytes: loaded.reduce((sum, { bytes }) => sum + bytes, 0) };
}

function toExperimentStatus({ manifest, arm }: LoadedModel): DeviceStatus['experiment'] {
  return manifest.experiment === undefined ? null : { name: manifest.experiment.name, arm };
}

/** The event alone, without what was said of the moment it was tracked in. */
function toShopEvent({ eligible: _eligible, guest: _guest, ...event }: TrackedShopEvent): ShopEvent {
  return event;
}

function toAnswering(recommender: Recommender | undefined): DeviceStatus['answering'] {
  if (recommender === undefined) return 'fallback';
  return recommender.personal === undefined ? 'closed-form' : 'personal';
}
