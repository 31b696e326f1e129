import { allowsStorage, isLower, type Consent } from '../core/consent.js';
import { RecommenderError, toRecommenderError } from '../core/errors.js';
import { parseShopEvent } from '../core/events/shop-event.js';
import type { DeviceStatus, ForgetTarget, RecommendationList } from '../core/protocol.js';
import type {
  PageContext,
  Recommender,
  RecommenderEvents,
  RecommenderOptions,
  RecommenderStatus,
  RecommendOptions,
  WorkerState,
} from './api.js';
import { createConsentKeeper, type ConsentKeeper } from './consent/consent-keeper.js';
import { toConsent } from './consent/effective-mode.js';
import { NO_LIST, UNKNOWN_DEVICE } from './empty-answers.js';
import { EventQueue } from './event-queue.js';
import { Listeners } from './listeners.js';
import { warnOnce } from './log.js';
import {
  parseContext,
  parseCount,
  parseForgetTarget,
  parseItemId,
  parseItemIds,
  parsePlace,
  parseRecommenderOptions,
  parseRequest,
  type RequestStart,
} from './options.js';
import { afterLoad, whenHidden, whenIdle } from './page-moments.js';
import { ScriptTrust } from './script-trust.js';
import { createShopperCalls } from './shopper-calls.js';
import type { SideName, SideWorkers } from './side-workers.js';
import { closed, WorkerClient } from './worker-client.js';
import type { WorkerFile } from './worker-file.js';
import { canStartWorkers, WorkerStarter } from './worker-starter.js';

/** What the build writes in place of these names. */
declare const __SHELFWISE_VERSION__: string;
declare const __SHELFWISE_WORKERS__: { readonly worker?: WorkerFile };

/**
 * The recommender of one page. Its worker starts in idle time after the page has loaded, or at the first call that
 * needs it.
 * @param scriptUrl address of the script this code is in: the workers' files lie beside it.
 * @param trust what the page's own scripts share, where there are others.
 * @throws RecommenderError `request/bad-option` for options that are wrong anywhere; nothing for what an environment lacks.
 */
export function createPageRecommender(input: RecommenderOptions, scriptUrl: string, trust?: ScriptTrust): Recommender {
  return Object.freeze(new PageRecommender(parseRecommenderOptions(input), scriptUrl, trust));
}

/** Its verbs are its own properties, so that a page may take them off it: `const { track } = recommender`. */
class PageRecommender implements Recommender {
  readonly locale: string | undefined;
  readonly currency: string | undefined;
  readonly #listeners = new Listeners<RecommenderEvents>(['change', 'status', 'rejected']);
  readonly #consents: ConsentKeeper;
  #context: PageContext;
  readonly #options: RecommenderOptions;
  /** Undefined where there is no browser. */
  readonly #client: WorkerClient | undefined;
  readonly #starter: WorkerStarter;
  /** Workers beside the main one that were asked for, and what starts them, once its code is here. */
  readonly #wanted = new Set<SideName>();
  #sides: SideWorkers | undefined;
  readonly #queue: EventQueue;
  #stopWatching: (() => void) | undefined;
  #device: DeviceStatus | undefined;
  #lastError: DeviceStatus['lastError'] = null;
  #rejected = 0;
  /** A caller got an empty list since the worker was not there yet. */
  #isOwing = false;
  #isClosed = false;
  #isGuest: boolean | undefined;

  constructor(options: RecommenderOptions, scriptUrl: string, trust?: ScriptTrust) {
    this.#options = options;
    this.locale = options.locale;
    this.currency = options.currency;
    const onChange = (): void => void this.#applyConsent(true).catch(() => undefined);
    this.#consents = createConsentKeeper(options.consent, onChange);
    this.#context = parseContext(options.context);
    this.#starter = new WorkerStarter({
      scriptUrl,
      workerUrl: options.workerUrl,
      trust: trust ?? new ScriptTrust(options.trustedTypesPolicy),
    });
    this.#client = canStartWorkers() ? this.#createClient() : undefined;
    this.#queue = new EventQueue((events) => this.#client!.call('track', events));
    try {
      if (this.#client === undefined) return;
      this.#consents.watch();
      this.#watchPage();
    } catch (error) {
      this.#note(error); // a page that has replaced its own listeners: the worker starts with the first call
    }
  }

  readonly track = (event: unknown): void => {
    try {
      if (this.#client === undefined || this.#isClosed || this.#consents.mode === 'off') return;
      this.#queue.push({
        ...parseShopEvent(event, Date.now()),
        ...(this.#isGuest ? { guest: true } : this.#consents.mode === 'aggregates' && { eligible: true }),
      });
    } catch (error) {
      this.#rejected++;
      const other = new RecommenderError('request/bad-event', 'expected plain data');
      this.#listeners.emit('rejected', error instanceof RecommenderError ? error : other);
    }
  };

  readonly recommendItemsToUser: Recommender['recommendItemsToUser'] = (count, options) =>
    this.#recommend(() => ({ kind: 'user' }), count, options);

  readonly recommendItemsToItem: Recommender['recommendItemsToItem'] = (itemId, count, options) =>
    this.#recommend(() => ({ kind: 'item', itemId: parseItemId(itemId) }), count, options);

  readonly recommendItemsToCart: Recommender['recommendItemsToCart'] = (itemIds, count, options) =>
    this.#recommend(() => ({ kind: 'items', items: parseItemIds(itemIds) }), count, options, 'cart');

  readonly rerank: Recommender['rerank'] = async (itemIds, options) => {
    const items = parseItemIds(itemIds);
    if (items.length === 0) return NO_LIST;
    return this.#recommend(() => ({ kind: 'items', items }), items.length, options, 'rerank');
  };

  /** @param row the scenario of a call that is a row of its own, whatever the placement is called. */
  async #recommend(
    start: () => RequestStart,
    count: number,
    options?: RecommendOptions,
    row?: string,
  ): Promise<RecommendationList> {
    this.#assertOpen();
    const context = this.#context;
    const request = parseRequest(start(), count, options);
    void this.#queue.flush();
    const asked = { ...request, context, scenario: row ?? request.scenario ?? context.page_type ?? '' };
    const list = await this.#ask((client) => client.call('recommend', asked), NO_LIST);
    if (list === NO_LIST) this.#isOwing = true;
    else this.#bringUp('personal');
    return list;
  }

  readonly recommendNextItems: Recommender['recommendNextItems'] = async (recommId, count) => {
    parseCount(count);
    return this.#askNow((client) => client.call('recommendNext', recommId, count), NO_LIST);
  };

  readonly explain: Recommender['explain'] = async (recommId, itemId) => {
    const id = parseItemId(itemId);
    const nothing = { recommId, itemId: id, score: 0, events: [], rest: 0 };
    return this.#askNow((client) => client.call('explain', recommId, id), nothing);
  };

  readonly #shopper = createShopperCalls((question, empty) => this.#askNow(question, empty));
  readonly profile = this.#shopper.profile;
  readonly ledger = this.#shopper.ledger;
  readonly setProfile = this.#shopper.setProfile;
  readonly mute = this.#shopper.mute;
  readonly unmute = this.#shopper.unmute;
  readonly exportProfile = this.#shopper.exportProfile;
  readonly importProfile = this.#shopper.importProfile;

  /** What was tracked so far is in the answer. */
  async #askNow<T>(question: (client: WorkerClient) => Promise<T>, empty: T): Promise<T> {
    this.#assertOpen();
    void this.#queue.flush();
    return this.#ask(question, empty);
  }

  readonly forget = async (what?: unknown): Promise<boolean> => {
    this.#assertOpen();
    const target: ForgetTarget = parseForgetTarget(what);
    const { itemId } = Object(target) as { readonly itemId?: string };
    this.#queue.remove(({ items }) => target === 'all' || items.some((item) => item.item_id === itemId));
    void this.#queue.flush(); // of what is left some may be of the category or brand
    return this.#do((client) => client.call('forget', target));
  };

  readonly setGuestMode = async (on: unknown): Promise<boolean> => {
    this.#assertOpen();
    const isOn = (this.#isGuest = on === true);
    if (!isOn) this.#queue.remove(({ guest = false }) => guest);
    // A worker that has not started opens in the mode that holds then.
    return this.#client?.state === 'idle' || this.#do((client) => client.call('setGuestMode', isOn));
  };

  readonly setConsent = async (consent: unknown): Promise<boolean> => {
    this.#assertOpen();
    this.#consents.say(consent);
    // A withdrawal cannot wait: it erases what was stored.
    return this.#applyConsent(allowsStorage(this.#consents.mode));
  };

  /** @param mayWait a worker that has not started may do so later: it opens with what holds then. */
  async #applyConsent(mayWait: boolean): Promise<boolean> {
    if (this.#consents.mode === 'off') this.#queue.remove();
    const canWait = this.#client?.state === 'idle' && mayWait;
    const isApplied = canWait || (await this.#do((client) => this.#setMode(client)));
    this.#listeners.emit('change', { kind: 'consent' });
    this.#announce();
    return isApplied;
  }

  async #setMode(client: WorkerClient): Promise<void> {
    this.#device = await client.call('setMode', this.#consents.mode);
  }

  readonly consent = (): Consent => toConsent(this.#consents.mode);

  readonly status = async (): Promise<RecommenderStatus> => {
    const isRunning = this.#workerState === 'running';
    if (isRunning) this.#device = await this.#ask((client) => client.call('status'), this.#device);
    const device = this.#device ?? UNKNOWN_DEVICE;
    const { mode } = this.#consents;
    return {
      ...device,
      mode: isRunning && isLower(device.mode, mode) ? device.mode : mode, // another tab may have taken it back
      lastError: this.#lastError ?? device.lastError,
      version: __SHELFWISE_VERSION__,
      worker: this.#workerState,
      personalWorker: this.#sides?.stateOf('personal') ?? 'idle',
      tracked: { queued: this.#queue.length, dropped: this.#queue.dropped, rejected: this.#rejected },
    };
  };

  readonly setContext = (context: unknown): void => {
    this.#context = parseContext(context);
  };

  readonly context = (): PageContext => this.#context;

  readonly on: Recommender['on'] = (name, listener) => this.#listeners.add(name, listener);

  readonly close = async (): Promise<void> => {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#queue.flush();
    this.#stopWatching?.();
    this.#consents.close();
    this.#listeners.clear();
    this.#endSideWorkers();
    await this.#client?.close();
    this.#starter.close();
  };

  get #workerState(): WorkerState {
    return this.#isClosed ? 'closed' : (this.#client?.state ?? 'inert');
  }

  #createClient(): WorkerClient {
    const place = parsePlace(this.#options, document.baseURI);
    return new WorkerClient({
      startWorker: () => this.#starter.start('worker', __SHELFWISE_WORKERS__.worker),
      openOptions: () => ({ ...place, mode: this.#consents.takeOpeningMode(), guest: this.#isGuest }),
      takeEvents: () => this.#queue.take(),
      onOpen: (status) => {
        this.#device = status;
        if (status.mode !== this.#consents.mode)
          void this.#do((client) => this.#setMode(client)).catch(() => undefined);
      },
      onNotice: ({ kind, guest = this.#isGuest }) => {
        this.#isGuest = guest;
        if (kind === 'reports') {
          this.#wanted.delete(kind);
          this.#bringUp(kind);
        } else {
          this.#listeners.emit('change', { kind });
          if (kind === 'model') this.#announce();
        }
      },
      onState: (state, error) => {
        if (state === 'running') this.#onRunning();
        else this.#queue.shut();
        if (state === 'starting') this.#endSideWorkers();
        if (error !== undefined) this.#note(error);
        if (state === 'fallback') warnOnce(`${error!.code}: ${error!.message}. Rows keep the page’s own content.`);
        this.#announce();
      },
    });
  }

  /** In idle time, and once: the code for it is the same for every shopper. */
  #bringUp(name: SideName): void {
    if (this.#wanted.has(name)) return;
    this.#wanted.add(name);
    whenIdle(() => void this.#start(name).catch((error: unknown) => this.#note(error)));
  }

  async #start(name: SideName): Promise<void> {
    const { SideWorkers } = await import('./side-workers.js');
    if (!this.#wanted.has(name)) return; // the main worker went meanwhile
    this.#sides ??= new SideWorkers(this.#client!, this.#starter);
    await this.#sides.start(name);
  }

  #endSideWorkers(): void {
    this.#wanted.forEach((name) => this.#sides?.end(name));
    this.#wanted.clear();
  }

  #onRunning(): void {
    this.#lastError = null;
    this.#queue.open();
    if (this.#isOwing) this.#listeners.emit('change', { kind: 'model' });
    this.#isOwing = false;
  }

  #watchPage(): void {
    this.#stopWatching = whenHidden(() => void this.#queue.flush());
    afterLoad(() => {
      if (this.#consents.mode !== 'off' && !this.#isClosed) this.#client?.start();
    });
  }

  /** Asks the worker; `empty` where this environment cannot answer. @throws RecommenderError `request/…`, `profile/…` only. */
  async #ask<T>(question: (client: WorkerClient) => Promise<T>, empty: T): Promise<T> {
    if (this.#client === undefined) return empty;
    try {
      return await question(this.#client);
    } catch (error) {
      if (error instanceof RecommenderError && /^(request|profile)/.test(error.code)) throw error;
      this.#note(error);
      return empty;
    }
  }

  /** Tells the worker; false where this environment cannot take it. */
  async #do(task: (client: WorkerClient) => Promise<unknown>): Promise<boolean> {
    return this.#ask(async (client) => {
      await task(client);
      return true;
    }, this.#client === undefined);
  }

  #note(error: unknown): void {
    const { code, message } = toRecommenderError(error);
    this.#lastError = { code, message };
  }

  #announce(): void {
    if (this.#listeners.has('status'))
      void this.status().then(
        (status) => this.#listeners.emit('status', status),
        () => undefined,
      );
  }

  #assertOpen(): void {
    if (this.#isClosed) throw closed();
  }
}
