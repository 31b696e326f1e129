import type { Manifest } from '../core/artifact/manifest.js';
import { allowsStorage, type ConsentMode } from '../core/consent.js';
import { RecommenderError, toErrorRecord } from '../core/errors.js';
import type { ShopEvent } from '../core/events/shop-event.js';
import type {
  DeviceStatus,
  Explanation,
  ForgetTarget,
  Notice,
  OpenOptions,
  ProfileView,
  RecommendationList,
  RecommendRequest,
} from '../core/protocol.js';
import { createEngine } from '../engine/engine.js';
import { createRecommender, type Recommender } from '../engine/recommender.js';
import type { ArtifactCache } from './artifact-cache.js';
import { parseModelUrl } from './artifact-loader.js';
import { checkRequest } from './check-request.js';
import { explainServed } from './explain-served.js';
import { ModelSource, type SourceLimits } from './model-source.js';
import { PersonalLink } from './personal-link.js';
import { answer, toRowRequest } from './recommend.js';
import { createServedLists } from './served-lists.js';
import { toShopName } from './shop-name.js';
import { DeviceStore } from './store/open-store.js';
import type { Store } from './store/store.js';
import { createTabs, isLower, type TabMessage } from './tabs.js';

/** What a device is made of; neither store nor cache touches the browser's storage before its first call. */
export interface DevicePorts {
  openDisk(name: string): Store;
  openCache(name: string): ArtifactCache;
  /** The clock, epoch milliseconds. */
  now(): number;
  readonly limits: SourceLimits;
}

/** One shop on this device: events, model, recommender, and the shop's other tabs. */
export class Device {
  readonly modelUrl: string;
  readonly shop: string;
  readonly #store: DeviceStore;
  readonly #source: ModelSource;
  readonly #tabs;
  readonly #lists = createServedLists();
  readonly #personal: PersonalLink;
  readonly #notify: (notice: Notice) => void;
  readonly #now: () => number;
  #recommender: Recommender | undefined;
  #opened: Promise<void> = Promise.resolve();
  #isReloading = false;
  /** Changes that other tabs told of. */
  #changes = 0;

  /** @throws RecommenderError `request/bad-option` where `modelUrl` is no address of a model. */
  constructor({ modelUrl, shop }: Omit<OpenOptions, 'mode'>, ports: DevicePorts, notify: (notice: Notice) => void) {
    this.modelUrl = modelUrl;
    this.shop = shop;
    this.#notify = notify;
    this.#now = () => ports.now();
    this.#store = new DeviceStore(() => ports.openDisk(toShopName('shelfwise', shop)));
    this.#source = new ModelSource({
      modelUrl: parseModelUrl(modelUrl),
      cache: ports.openCache(toShopName('shelfwise-model', shop)),
      limits: ports.limits,
      onModel: () => this.#useModel(),
    });
    this.#personal = new PersonalLink({
      recommender: () => this.#recommender,
      onChange: () => notify({ kind: 'changed' }),
    });
    this.#tabs = createTabs(toShopName('shelfwise', shop), (message) => this.#hear(message));
  }

  /** Takes up a mode and looks for a newer model, without waiting for it. */
  async open(mode: ConsentMode): Promise<void> {
    this.#opened = this.setMode(mode);
    void this.#source.refresh();
    await this.#opened;
  }

  /** Withdrawal of storage deletes at once, in all tabs. */
  async setMode(mode: ConsentMode): Promise<void> {
    if (allowsStorage(this.#store.mode) && (mode === 'off' || mode === 'session')) {
      this.#tabs.post({ kind: 'withdrawn', mode });
    }
    await this.#applyMode(mode);
  }

  async track(events: readonly ShopEvent[]): Promise<void> {
    if (this.#store.mode === 'off' || events.length === 0) return;
    const stored = this.#store.append(events);
    for (const event of events) this.#recommender?.track(event);
    this.#personal.review();
    this.#notify({ kind: 'changed' });
    await stored;
    if (this.#store.place === 'disk') this.#tabs.post({ kind: 'changed' });
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
    const { kind } = request;
    const { events } = this.#store;
    const served = { kind, asked, shownAt: now, events, personal: recommender?.personal, recomms };
    return { recommId: this.#lists.add(served), recomms };
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
    return { recommId, ...explainServed(list, itemId, this.#recommender) };
  }

  async profile(): Promise<ProfileView> {
    await this.#opened;
    const events = [...this.#store.events].sort((a, b) => a.time - b.time);
    const { categories, brands } = this.#recommender?.tastes() ?? { categories: [], brands: [] };
    const { name, share } = this.#recommender?.segment() ?? {};
    return { events, categories, brands, segment: name === undefined || share === undefined ? null : { name, share } };
  }

  /** @throws RecommenderError `worker/…`. */
  async connectPersonal(port: MessagePort): Promise<void> {
    await this.#personal.connect(port);
  }

  /** @throws RecommenderError `storage/…` where the disk does not confirm that everything is deleted. */
  async forget(target: ForgetTarget): Promise<void> {
    if (target === 'all') {
      this.#tabs.post({ kind: 'forgotten' });
      await this.#forgetAll();
      return;
    }
    this.#lists.clear();
    const deleted = this.#store.deleteItem(target.itemId);
    this.#retell();
    await deleted;
    this.#retell();
    this.#tabs.post({ kind: 'changed' });
  }

  status(): DeviceStatus {
    const { current } = this.#source;
    const error = this.#source.lastError ?? this.#store.lastError ?? this.#personal.lastError;
    return {
      mode: this.#store.mode,
      storage: this.#store.place,
      events: this.#store.events.length,
      model: current === undefined ? null : toModelStatus(current.manifest),
      modelSource: current?.source ?? null,
      answering: toAnswering(this.#recommender),
      backend: this.#recommender?.engine.kernel.name ?? 'js',
      sentBytes: 0, // Nothing in this worker sends anything.
      lastError: error === undefined ? null : { code: error.code, message: toErrorRecord(error).message },
    };
  }

  async close(): Promise<void> {
    this.#source.close();
    this.#personal.close();
    this.#tabs.setOpen(false);
    this.#lists.clear();
    await this.#store.close();
  }

  async #applyMode(mode: ConsentMode): Promise<void> {
    if (mode === 'off') this.#lists.clear();
    const stores = allowsStorage(mode);
    this.#tabs.setOpen(stores);
    const settled = Promise.all([this.#store.setMode(mode), this.#source.setStorage(stores)]);
    this.#setEvents();
    await settled;
    this.#retell();
  }

  async #forgetAll(): Promise<void> {
    this.#lists.clear();
    const deleted = Promise.all([this.#store.forget(), this.#source.forgetCache()]);
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
    this.#recommender?.setEvents(this.#store.events);
    this.#personal.review();
  }

  #useModel(): void {
    const model = this.#source.current?.model;
    if (model !== undefined && model !== this.#recommender?.engine.model) {
      this.#recommender = createRecommender(createEngine(model), (item) => this.#nameOf(item));
      this.#setEvents();
    }
    this.#notify({ kind: 'model' });
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

function toAnswering(recommender: Recommender | undefined): DeviceStatus['answering'] {
  if (recommender === undefined) return 'fallback';
  return recommender.personal === undefined ? 'closed-form' : 'personal';
}
