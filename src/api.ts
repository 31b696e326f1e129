import type { Consent } from '../core/consent.js';
import type { RecommenderError } from '../core/errors.js';
import type { ListRules } from '../core/list-rules.js';
import type { MuteTarget } from '../core/muted.js';
import type {
  DeviceStatus,
  Explanation,
  ForgetTarget,
  ImportedProfile,
  ProfileView,
  RecommendationList,
  ReportLedger,
} from '../core/protocol.js';
import type { ScenarioSettings } from '../core/scenario-settings.js';
import type { StatedProfile } from '../core/stated-profile.js';

/** Where the shopper is in the shop. Set again on each navigation of a single-page shop. Texts of up to 200 characters. */
export interface PageContext {
  /** Such as `home`, `category`, `product`, `cart`: the scenario of a recommendation that names none. */
  readonly page_type?: string;
  readonly item_id?: string;
  readonly category?: string;
  readonly search_term?: string;
  readonly locale?: string;
  /** From the shop, never from geolocation. */
  readonly country?: string;
}

/** One item of a tracked event, with GA4's field names. Other fields may stand there and are not kept. */
export interface TrackedItem {
  readonly item_id: string | number;
  readonly quantity?: number;
  readonly price?: number;
  /** The placement's scenario and the slot in it, where the item came from a list. */
  readonly item_list_id?: string;
  readonly index?: number;
  readonly [field: string]: unknown;
}

/** A GA4-shaped event. Other fields may stand there and are not kept. */
export interface TrackedEvent {
  /** GA4's name of the event, or Segment's, Shopify's or Snowplow's. */
  readonly event_name: string;
  readonly items?: readonly TrackedItem[];
  /** ISO 8601, or epoch seconds or milliseconds. Default: now. */
  readonly timestamp?: string | number;
  /** Of `rate_item`, 1-5. */
  readonly rating?: number;
  readonly search_term?: string;
  readonly [field: string]: unknown;
}

export interface RecommenderOptions {
  /** Address of the model's `latest.json`, relative to the page or absolute. */
  readonly model: string;
  /**
   * Address that privatised reports go to: https, or the page's own origin or localhost, without query string. A report is
   * made with consent to aggregates alone, at most one in 7 days, and costs ε = 4. Default: none is made.
   */
  readonly reports?: string;
  /**
   * Categories as the model names them, or the beginnings of their paths, whose items feed no report: health and the like.
   * Lists are not affected. Default: none.
   */
  readonly sensitiveCategories?: readonly string[];
  /** Separates the stores of several shops on one origin. Default `default`. */
  readonly shop?: string;
  /** BCP 47, for the elements' prices. Default: the page's `lang`. */
  readonly locale?: string;
  /** ISO 4217, for items that name none. */
  readonly currency?: string;
  /** Same-origin address of the worker's file, for shops that allow no `blob:` workers. */
  readonly workerUrl?: string;
  /** Name of the Trusted Types policy to create. Default `shelfwise`. */
  readonly trustedTypesPolicy?: string;
  /**
   * The shop's own word. Default: it says nothing, and the page's consent tools decide; where there is none, personalization
   * in this session only, nothing stored, no aggregates.
   */
  readonly consent?: Partial<Consent>;
  readonly context?: PageContext;
  /**
   * Rules for rows by scenario or placement, `*` for all: docs/scenario-settings.md. Read with the first list: a mistake in
   * them rejects every call. Default: those of the model alone.
   */
  readonly scenarios?: ScenarioSettings;
}

/** What a call may ask for beside its count. Rules are added to those that the settings have for the scenario. */
export interface RecommendOptions extends ListRules {
  /**
   * Name of the placement, kept for attribution. For the shopper `trending`, `bestsellers`, `buy-again`, `recently-viewed`,
   * `because-you-viewed` and `cart`, for an item `viewed-together`, `bought-together` and `cart` are rows of their own; any
   * other name gets the call's usual row. Default: the context's `page_type`.
   */
  readonly scenario?: string;
  /**
   * Item ids that this one list does as though the shopper had never met: "what if I had not bought that gift?" Nothing stored
   * changes, and the personal model, which may have learned from them, is left out.
   */
  readonly without?: readonly string[];
  /** Default true. False: `values` stay empty. */
  readonly returnProperties?: boolean;
  /** Only these catalog fields in `values`. Default: all that the model ships. */
  readonly includedProperties?: readonly string[];
}

export interface ExportOptions {
  /** 8 characters or more: the file is encrypted with it. Default: the file is readable JSON. */
  readonly passphrase?: string;
}

/**
 * idle: not needed yet. starting: asked for, no answer yet. running. fallback: given up for this page, lists are empty.
 * inert: no browser, as on a server.
 */
export type WorkerState = 'idle' | 'starting' | 'running' | 'fallback' | 'closed' | 'inert';

export interface RecommenderStatus extends DeviceStatus {
  /** Version of this script. */
  readonly version: string;
  readonly worker: WorkerState;
  /** The worker of the personal model: not wanted yet, started, or impossible on this page. */
  readonly personalWorker: 'idle' | 'started' | 'failed';
  /** Events that wait for the worker, were dropped because too many waited, or were refused as malformed. */
  readonly tracked: { readonly queued: number; readonly dropped: number; readonly rejected: number };
}

export interface RecommenderEvents {
  /** Lists may look different now: the shopper did something, erased something, or the model arrived. */
  readonly change: { readonly kind: 'changed' | 'forgotten' | 'model' | 'consent' };
  readonly status: RecommenderStatus;
  /** An event given to `track` was malformed: which field, never its value. */
  readonly rejected: RecommenderError;
}

/**
 * Recommendations that are computed in this browser. Programmer errors reject with a `RecommenderError`; whatever the
 * environment refuses gives an empty result, and `status()` says why.
 */
export interface Recommender {
  readonly locale: string | undefined;
  readonly currency: string | undefined;
  /**
   * Takes a GA4-shaped event. Never throws, never blocks; a malformed one goes to the listeners of `rejected`.
   * @example recommender.track({ event_name: 'add_to_cart', items: [{ item_id: 'A-17', price: 12.5 }] });
   */
  readonly track: (event: TrackedEvent) => void;
  /**
   * @param count how many items, 1-1000.
   * @returns best first; `{ recommId: '', recomms: [] }` where this environment cannot recommend.
   * @throws RecommenderError `request/bad-count`, `request/bad-option`, `request/bad-expression`, `request/closed`.
   * @example const { recomms } = await recommender.recommendItemsToUser(8, { scenario: 'home' });
   */
  readonly recommendItemsToUser: (count: number, options?: RecommendOptions) => Promise<RecommendationList>;
  /**
   * Items that go with one item. As `recommendItemsToUser`, and
   * @throws RecommenderError `request/unknown-item`, `request/bad-item`.
   * @example const { recomms } = await recommender.recommendItemsToItem('A-17', 8, { scenario: 'product' });
   */
  readonly recommendItemsToItem: (
    itemId: string,
    count: number,
    options?: RecommendOptions,
  ) => Promise<RecommendationList>;
  /**
   * What completes a cart; its items do not come back. Without items: what goes with those the shopper met last. As
   * `recommendItemsToUser`, and
   * @throws RecommenderError `request/bad-item`.
   * @example const { recomms } = await recommender.recommendItemsToCart(['A-17', 'B-2'], 8);
   */
  readonly recommendItemsToCart: (
    itemIds: readonly string[],
    count: number,
    options?: RecommendOptions,
  ) => Promise<RecommendationList>;
  /**
   * More of a list: as it was asked for, without what it gave before, as of now. It keeps the list's `recommId`.
   * @throws RecommenderError `request/bad-count`, `request/unknown-recommendation` (the latest 50 are kept), `request/closed`.
   * @example const { recomms } = await recommender.recommendNextItems(recommId, 8);
   */
  readonly recommendNextItems: (recommId: string, count: number) => Promise<RecommendationList>;
  /**
   * A given list of up to 1000 items, such as a category page or search results, in the shopper's own order. None is lost
   * but by rules that leave something out, given in the call or for the scenario `rerank`.
   * @throws RecommenderError `request/bad-count`, `request/bad-item`, `request/bad-option`, `request/bad-expression`,
   *   `request/closed`.
   * @example const { recomms } = await recommender.rerank(['A-17', 'B-2', 'C-30']);
   */
  readonly rerank: (itemIds: readonly string[], options?: RecommendOptions) => Promise<RecommendationList>;
  /**
   * Which of the shopper's own events put an item where it is.
   * @throws RecommenderError `request/unknown-recommendation`, `request/unknown-item`, `request/closed`.
   */
  readonly explain: (recommId: string, itemId: string) => Promise<Explanation>;
  /** What this device knows. */
  readonly profile: () => Promise<ProfileView>;
  /**
   * What the shopper says of themselves, in place of what was said before; `{}` takes it back. It lifts items of the lists
   * that are theirs, stays on the device, is kept where storage is allowed, and feeds no report. While personalization is off
   * nothing is taken.
   * @returns false where the device could not take it now.
   * @throws RecommenderError `request/bad-option`, `request/closed`.
   * @example await recommender.setProfile({ favourite_brands: ['Oak & Co'], price_level: 'middle' });
   */
  readonly setProfile: (profile: StatedProfile) => Promise<boolean>;
  /**
   * Erases everything (default), or the events of one item, of a category's or of a brand's items.
   * @returns false where the device could not do it now.
   */
  readonly forget: (what?: ForgetTarget) => Promise<boolean>;
  /**
   * What is muted comes in no list any more: an item, or all of a category as the model names it (`profile()`) and of those
   * below it. Kept as the profile is; erased by `forget()`.
   * @returns false where the device could not do it now.
   * @throws RecommenderError `request/bad-item`, `request/bad-option`, `request/closed`.
   * @example await recommender.mute({ category: 'Garden > Grills' });
   */
  readonly mute: (what: string | MuteTarget) => Promise<boolean>;
  /** Takes back a `mute`. */
  readonly unmute: (what: string | MuteTarget) => Promise<boolean>;
  /**
   * What the shopper did and muted, as a file for another browser (docs/profile-file.md), encrypted here where a passphrase is
   * given. A guest's events are not in it.
   * @returns null where the device cannot tell now.
   * @throws RecommenderError `request/bad-option`, `request/closed`.
   * @example const file = await recommender.exportProfile({ passphrase: 'correct horse battery staple' });
   */
  readonly exportProfile: (options?: ExportOptions) => Promise<Blob | null>;
  /**
   * Adds a file of `exportProfile` to what is known, all of it or nothing; what is there already is not doubled. What was imported
   * feeds no report.
   * @returns how much was new; null where the device cannot take it now.
   * @throws RecommenderError `profile/bad-file`, `profile/other-version`, `profile/bad-passphrase`, `request/bad-option`,
   * `request/closed`.
   */
  readonly importProfile: (
    file: Blob | ArrayBuffer | Uint8Array,
    passphrase?: string,
  ) => Promise<ImportedProfile | null>;
  /** Every report this browser has made, byte by byte, what they spent, and when the next may be made. */
  readonly ledger: () => Promise<ReportLedger>;
  /**
   * For somebody else at the device, or a gift: what is tracked while it is on counts in lists on top of what is known, stays
   * in memory and is forgotten when it is off again, with the page at the latest. Meanwhile no report is made. With consent to
   * storage it holds in all of the shop's tabs and on later pages, until twelve hours after the last of them was opened.
   * @returns false where the device could not do it now.
   */
  readonly setGuestMode: (on: boolean) => Promise<boolean>;
  /**
   * The shop's or the shopper's own word. Fields left out stay as they are; only `true` grants, and a field never given is
   * denied once another was granted. It cannot raise what a consent tool of the page denies.
   * @returns false where the device could not apply it now.
   */
  readonly setConsent: (consent: Partial<Consent>) => Promise<boolean>;
  /** The consent in force: the minimum over the own word, the page's consent tools and Global Privacy Control. */
  readonly consent: () => Consent;
  readonly status: () => Promise<RecommenderStatus>;
  /** Replaces the page's context. Unknown fields and values that are not texts are ignored. */
  readonly setContext: (context: PageContext) => void;
  readonly context: () => PageContext;
  /** @returns a function that takes the listener off again. @throws RecommenderError `request/bad-option`. */
  readonly on: <Name extends keyof RecommenderEvents>(
    name: Name,
    listener: (event: RecommenderEvents[Name]) => void,
  ) => () => void;
  /** Hands over what waits and ends the workers. */
  readonly close: () => Promise<void>;
}
