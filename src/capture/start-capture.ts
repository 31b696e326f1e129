import type { Recommender } from '../api.js';
import { whenHidden, whenIdle } from '../page-moments.js';
import { CaptureLog } from './capture-log.js';
import {
  CAPTURE_SOURCES,
  type CaptureEntry,
  type CaptureOptions,
  type CaptureSource,
  type CaptureTap,
  type Mapped,
  type Refusal,
  type Source,
} from './captured.js';
import { Duplicates } from './duplicates.js';
import { Intake } from './intake.js';
import { createAttributeSource } from './sources/attributes.js';
import { createDataLayerSource } from './sources/data-layer.js';
import { createJsonLdSource } from './sources/json-ld.js';
import { createSegmentSource } from './sources/segment.js';
import { createShopifyPixelSource, createShopifyThemeSource } from './sources/shopify.js';
import { createSnowplowSource } from './sources/snowplow.js';

/** Libraries may load late, and the pixel's records arrive without a sign. */
const FIRST_LOOK_MS = 100;
const LOOK_GROWTH = 1.25;
const MAX_LOOK_MS = 2000;

const ATTRIBUTES = ['event', 'item', 'items', 'on'].map((name) => `data-shelfwise-${name}`);

/** What listens to the page. */
export interface Capture {
  /** The latest 200 things that were heard on this page, oldest first, with what became of each. */
  readonly log: () => readonly CaptureEntry[];
  /** Calls the listener with each new entry. @returns a function that takes it off again. */
  readonly listen: (listener: (entry: CaptureEntry) => void) => () => void;
  /** Nothing is taken any more. Wrapped functions of the page stay and do what they did. */
  readonly close: () => void;
}

export class PageCapture implements Capture {
  readonly #recommender: Pick<Recommender, 'track' | 'consent' | 'on'>;
  readonly #log = new CaptureLog();
  readonly #duplicates = new Duplicates();
  readonly #intake = new Intake((tap, mapped, time) => this.#note(tap, mapped, time));
  readonly #sources: Source[] = [];
  readonly #endings: (() => void)[] = [];
  #nextLook: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;
  #isWatching = false;

  constructor(recommender: Pick<Recommender, 'track' | 'consent' | 'on'>, options: CaptureOptions) {
    this.#recommender = recommender;
    for (const name of CAPTURE_SOURCES.filter((source) => options.sources.includes(source))) {
      this.#attempt(() => this.#add(name, options));
    }
    this.#attempt(() => this.#endings.push(whenHidden(() => this.#finish())));
    this.#look();
    this.#lookAfter(FIRST_LOOK_MS);
  }

  readonly log = (): readonly CaptureEntry[] => this.#log.entries;

  readonly listen = (listener: (entry: CaptureEntry) => void): (() => void) => this.#log.listen(listener);

  readonly close = (): void => {
    this.#isClosed = true;
    clearTimeout(this.#nextLook);
    for (const end of this.#endings) end();
    for (const source of this.#sources) source.close?.();
  };

  #add(name: CaptureSource, { dataLayer, segment, itemId }: CaptureOptions): void {
    const take = (tap: CaptureTap) => this.#intake.for(tap);
    if (name === 'ga4') this.#sources.push(createDataLayerSource(take(name), dataLayer));
    else if (name === 'segment') this.#sources.push(createSegmentSource(take(name), segment, itemId));
    else if (name === 'snowplow') this.#sources.push(createSnowplowSource(take(name)));
    else if (name === 'shopify') this.#addShopify(itemId);
    else {
      this.#sources.push(name === 'data' ? createAttributeSource(take(name)) : createJsonLdSource(take(name), itemId));
      this.#watchDocument();
    }
  }

  #addShopify(itemId: CaptureOptions['itemId']): void {
    const mayStore = (): boolean => this.#recommender.consent().storage;
    const pixel = createShopifyPixelSource(this.#intake.for('shopify-pixel'), mayStore, itemId);
    this.#sources.push(createShopifyThemeSource(this.#intake.for('shopify-theme'), itemId), pixel);
    let couldStore = mayStore();
    this.#endings.push(
      this.#recommender.on('change', ({ kind }) => {
        const isWithdrawn = couldStore && !mayStore();
        couldStore = mayStore();
        // As all that erases: also where nothing may be stored now, since an earlier visit may have.
        if (isWithdrawn || kind === 'forgotten') this.#attempt(() => pixel.discard());
      }),
    );
  }

  /** One observer for all that stands in the document. */
  #watchDocument(): void {
    if (this.#isWatching) return;
    this.#isWatching = true;
    let isScheduled = false;
    const observer = new MutationObserver(() => {
      if (isScheduled) return;
      isScheduled = true;
      whenIdle(() => {
        isScheduled = false;
        if (!this.#isClosed) this.#look();
      });
    });
    const kinds = { childList: true, subtree: true, characterData: true };
    observer.observe(document.documentElement, { ...kinds, attributes: true, attributeFilter: ATTRIBUTES });
    this.#endings.push(() => observer.disconnect());
  }

  #lookAfter(delayMs: number): void {
    this.#nextLook = setTimeout(() => {
      if (document.visibilityState === 'visible') this.#look();
      this.#lookAfter(Math.min(delayMs * LOOK_GROWTH, MAX_LOOK_MS));
    }, delayMs);
  }

  /** The page may be about to go. */
  #finish(): void {
    this.#look();
    this.#intake.flush();
  }

  #look(): void {
    for (const source of this.#sources) this.#attempt(() => source.look());
  }

  /** Whatever a page has done to its globals: one source less. */
  #attempt(task: () => void): void {
    try {
      task();
    } catch {
      // Looked for again.
    }
  }

  #note(tap: CaptureTap, mapped: Mapped, time: number): void {
    if (this.#isClosed) return;
    const entry = { tap, name: mapped.name, time };
    if ('refusal' in mapped) {
      this.#log.add({ ...entry, refusal: mapped.refusal });
      return;
    }
    const refusal = this.#check(tap, mapped, time);
    const event = { ...mapped.event, timestamp: time };
    if (refusal === undefined) this.#recommender.track(event);
    this.#log.add({ ...entry, ...(refusal === undefined ? { event } : { refusal }) });
  }

  #check(tap: CaptureTap, mapped: Extract<Mapped, { event: unknown }>, time: number): Refusal | undefined {
    const before = this.#duplicates.find(tap, mapped.event, time, mapped.orderId);
    if (before !== undefined) return { code: 'duplicate', reason: `Told by ${before} already.` };
    if (this.#recommender.consent().personalization) return undefined;
    return { code: 'no-consent', reason: 'Personalization is off.' };
  }
}
