import type { DisplayValues } from './artifact/display-section.js';
import type { Repeats } from './artifact/blend-section.js';
import type { VisitContext } from './context.js';
import type { ConsentMode } from './consent.js';
import type { ErrorCode, ErrorRecord } from './errors.js';
import type { EventName } from './events/event-names.js';
import type { ShopEvent } from './events/shop-event.js';
import type { Muted, MuteTarget } from './muted.js';
import type { EvidenceSource } from './privacy/evidence.js';
import type { ListRules } from './list-rules.js';
import type { ScenarioSettings } from './scenario-settings.js';
import type { Scenario } from './scenarios.js';
import type { StatedProfile } from './stated-profile.js';

/** Page and worker refuse to talk across different versions. */
export const PROTOCOL_VERSION = 1;

export interface OpenOptions {
  /** Absolute address of `latest.json`. */
  readonly modelUrl: string;
  /** Separates the stores of several shops on one origin. Default `default`. */
  readonly shop: string;
  readonly mode: ConsentMode;
  /** Absolute address that reports go to. Left out: none is made. */
  readonly reportsUrl?: string;
  /** Categories of the model, or the beginnings of their paths, whose items feed no report. Default: none. */
  readonly sensitiveCategories?: readonly string[];
  /** The page's own rules for its rows, unchecked. Default: none. */
  readonly scenarios?: ScenarioSettings;
  /** Whether it opens in guest mode. Default: as the tabs before it. */
  readonly guest?: boolean | undefined;
}

/** An event as the page hands it over, with how things stood there when it was tracked. */
export interface TrackedShopEvent extends ShopEvent {
  /** It may feed a report, as far as the page knows: there was consent to aggregates. Left out: it may not. */
  readonly eligible?: true;
  /** Tracked in guest mode: it lives in memory until that ends. */
  readonly guest?: true;
}

/** What the page says of the visit: its own words. The hour and weekday are the device's to add. */
export interface RequestContext extends VisitContext {
  /** The item that the page is about, if it is about one. */
  readonly item_id?: string;
}

/** What a recommendation is asked for. */
export interface RecommendRequest extends ListRules {
  readonly kind: 'user' | 'item' | 'items';
  /** The item that `kind: 'item'` starts from. */
  readonly itemId?: string;
  /** What `kind: 'items'` starts from: a cart, or (scenario `rerank`) the list to put in order. At most 1000 ids. */
  readonly items?: readonly string[];
  /** 1-1000; checked by the caller's side. */
  readonly count: number;
  /**
   * Name of the placement, such as `home`, `buy-again` or one of the shop's own; kept for attribution. A scenario that fits
   * the kind (core/scenarios.ts) decides what the row is made of; with any other name the kind does.
   */
  readonly scenario?: string;
  readonly context?: RequestContext;
  /** As though the shopper had never met these items: the list of a profile without them. Nothing stored changes. */
  readonly without?: readonly string[];
  /** Default true. False: `values` stay empty. */
  readonly returnProperties?: boolean;
  /** Only these catalog fields in `values`. Default: all that the model ships. */
  readonly includedProperties?: readonly string[];
}

/** Why an item is in a list. `text` is a short English sentence; `itemId` the shopper's own item it follows from. */
export interface Reason {
  readonly kind:
    | 'because-you-viewed'
    | 'because-you-bought'
    | 'goes-with'
    | 'bought-together'
    | 'your-taste'
    | 'this-visit'
    | 'your-own'
    | 'trending'
    | 'popular'
    | 'same-kind'
    | 'as-given'
    | 'shop-choice'
    | 'something-new';
  readonly text: string;
  readonly itemId?: string;
}

/** Which part of the model put an item where it is. */
export type ScoreSource =
  | 'factors'
  | 'next'
  | 'prototypes'
  | 'content'
  | 'context'
  | 'together'
  | 'trend'
  | 'popularity'
  | 'category'
  | 'history'
  | 'exploration'
  | 'given'
  | 'pinned';

export interface Recommendation {
  readonly id: string;
  /** Catalog fields for display; empty until the display section is there. */
  readonly values: DisplayValues;
  readonly score: number;
  readonly source: ScoreSource;
  readonly reason: Reason;
}

export interface RecommendationList {
  readonly recommId: string;
  readonly recomms: readonly Recommendation[];
}

/** One of the shopper's own events and its share of an item's score. Shares and `rest` add up to `score`. */
export interface Explanation {
  readonly recommId: string;
  readonly itemId: string;
  readonly score: number;
  readonly events: readonly {
    readonly itemId: string;
    readonly name: EventName;
    readonly time: number;
    readonly share: number;
    /** The catalog's name of the item, its id where it has none; left out where nobody knows. */
    readonly itemName?: string;
  }[];
  /** What does not come from the shopper: popularity, trend and the like. */
  readonly rest: number;
}

/** What this device knows, for the shopper's own eyes. */
export interface ProfileView {
  readonly events: readonly ShopEvent[];
  /** Tastes, strongest first: share of the history's weight. */
  readonly categories: readonly { readonly name: string; readonly share: number }[];
  readonly brands: readonly { readonly name: string; readonly share: number }[];
  /** What the shopper said of themselves. */
  readonly stated: StatedProfile;
  /** The group of shoppers with a like taste, and the part of all shoppers that is of it. Null: not known. */
  readonly segment: { readonly name: string; readonly share: number } | null;
  /** The items of the events, each once, the one met last first; then those that are muted and were never met. */
  readonly items: readonly ProfileItem[];
  /** What never comes in a list. */
  readonly muted: Muted;
}

/** An item the shopper met or muted. */
export interface ProfileItem {
  readonly itemId: string;
  /** The shop's title; the id where that is not known. */
  readonly name: string;
  /** As the model names it; empty where the model does not know it. */
  readonly category: string;
}

/** A profile as it is carried from one browser to another: what the shopper did and muted, and nothing derived from it. */
export interface ProfileContent {
  readonly events: readonly ShopEvent[];
  readonly muted: Muted;
}

/** What an import has added to what was known: events and muted things that were not there. */
export interface ImportedProfile {
  readonly events: number;
  readonly muted: number;
}

/** What became of a report. `waiting`: not acknowledged yet. `withdrawn`: consent ended before it was sent. */
export type ReportOutcome = 'waiting' | 'sent' | 'refused' | 'expired' | 'withdrawn';

/** One report that this browser made, for the shopper's own eyes. */
export interface LedgerEntry {
  /** The public question it answers, as an English sentence. */
  readonly question: string;
  /** All of it, exactly as it travels. */
  readonly bytes: string;
  /** What it spent of the privacy budget, sent or not. */
  readonly epsilon: number;
  /** ISO 8601, as the next. */
  readonly madeAt: string;
  /** When the server acknowledged it; null: it did not. */
  readonly sentAt: string | null;
  readonly outcome: ReportOutcome;
}

/** Everything that left this browser or is about to. */
export interface ReportLedger {
  /** Oldest first. */
  readonly reports: readonly LedgerEntry[];
  /** The earliest time of another report, ISO 8601; null: none will be made as things stand. */
  readonly next: string | null;
  /** ε of the reports made: in the last 7 days, and of all. */
  readonly spent: { readonly week: number; readonly all: number };
}

/** Of a browser that has made none and will make none as things stand. */
export const NO_LEDGER: ReportLedger = { reports: [], next: null, spent: { week: 0, all: 0 } };

/** `all`: everything. Otherwise the events of one item, or of the items of a category or brand as the model names them. */
export type ForgetTarget =
  'all' | { readonly itemId: string } | { readonly category: string } | { readonly brand: string };

export interface DeviceStatus {
  readonly mode: ConsentMode;
  /** Where events live now. `memory` also where the disk refused. */
  readonly storage: 'disk' | 'memory' | 'none';
  readonly events: number;
  /** Whether guest mode is on. */
  readonly guest: boolean;
  readonly model: {
    readonly sequence: number;
    readonly asOf: string | null;
    readonly items: number;
    /** Of all sections a device loads. */
    readonly sizeBytes: number;
  } | null;
  /** Where the model came from. */
  readonly modelSource: 'network' | 'cache' | null;
  /** The experiment that the model is one of two of, and which: 0 is A, which a device without storage has, 1 is B. */
  readonly experiment: { readonly name: string; readonly arm: 0 | 1 } | null;
  /** Which model answers: the shipped closed form, or the personal one trained here. */
  readonly answering: 'fallback' | 'closed-form' | 'personal';
  readonly backend: 'js' | 'wasm';
  /** Bytes of the reports that the server has acknowledged: all that ever left this browser. */
  readonly sentBytes: number;
  readonly lastError: { readonly code: ErrorCode; readonly message: string } | null;
}

/** Something changed on the device that a page may want to show; `reports`: the reports' worker is wanted. */
export interface Notice {
  readonly kind: 'changed' | 'forgotten' | 'model' | 'reports';
  /** Guest mode was switched on or off, here or in another tab. */
  readonly guest?: boolean;
}

/** The worker's interface: few coarse methods, plain data. Rejections carry an ErrorRecord. */
export interface WorkerApi {
  /** Answers with the worker's protocol version: the hand-shake. */
  hello(version: number): Promise<number>;
  open(options: OpenOptions): Promise<DeviceStatus>;
  setMode(mode: ConsentMode): Promise<DeviceStatus>;
  track(events: readonly TrackedShopEvent[]): Promise<void>;
  recommend(request: RecommendRequest): Promise<RecommendationList>;
  /** More of a list that was given, on the same terms. */
  recommendNext(recommId: string, count: number): Promise<RecommendationList>;
  explain(recommId: string, itemId: string): Promise<Explanation>;
  profile(): Promise<ProfileView>;
  /** What the shopper says of themselves, in place of what was said before. */
  setProfile(profile: StatedProfile): Promise<void>;
  forget(target: ForgetTarget): Promise<void>;
  /** What is muted comes in no list. @param on false: it may come again. */
  mute(target: MuteTarget, on: boolean): Promise<void>;
  /** What was stored or is in memory, without what a guest did. */
  exportProfile(): Promise<ProfileContent>;
  /** Adds what is not there yet, all of it or (rejecting with `profile/bad-file`) nothing. It feeds no report. */
  importProfile(content: unknown): Promise<ImportedProfile>;
  /** Every report this browser has made, and when the next may be. */
  ledger(): Promise<ReportLedger>;
  /** On: what is tracked as a guest's counts in lists, lives in memory and is gone when it is off again. */
  setGuestMode(on: boolean): Promise<void>;
  status(): Promise<DeviceStatus>;
  /** Notices flow to this port as plain messages (`Notice`). */
  subscribe(port: MessagePort): Promise<void>;
  /** Hands over the port to the personal model's worker. */
  connectPersonal(port: MessagePort): Promise<void>;
  /** Hands over the port to the reports' worker, or says why there is none. */
  connectReports(end: MessagePort | ErrorRecord): Promise<void>;
  close(): Promise<void>;
}

/** Where a shop's reports go; none is made without an address. */
export interface ReportAddress {
  readonly shop: string;
  readonly reportsUrl?: string | undefined;
}

/** What became of reports, as far as their worker has looked. */
export interface ReportsStatus {
  /** Of reports that the server acknowledged. */
  readonly sentBytes: number;
  /** Why the ledger could not be used when it was last needed. */
  readonly lastError: ErrorRecord | null;
}

/** The reports' worker, spoken to by the main worker only. */
export interface ReportsApi {
  hello(version: number): Promise<number>;
  /** @param source a port on which the main worker answers as `SourceApi`. */
  open(address: ReportAddress, source: MessagePort): Promise<void>;
  /** @param isWithdrawal consent to reports has ended, though this worker may not have known of it. */
  setMode(mode: ConsentMode, isGuest: boolean, isWithdrawal: boolean): Promise<void>;
  /** A row of this scenario was answered with a list. */
  noteRendered(scenario: Scenario): Promise<void>;
  ledger(): Promise<ReportLedger>;
  /** Deletes the ledger. */
  forget(): Promise<void>;
  status(): Promise<ReportsStatus>;
  close(): Promise<void>;
}

/** The main worker, as the reports' worker asks it. */
export interface SourceApi extends EvidenceSource {
  hello(version: number): Promise<number>;
}

/** The personal model's worker, spoken to by the main worker only. */
export interface PersonalApi {
  hello(version: number): Promise<number>;
  train(problem: PersonalProblem): Promise<PersonalResult>;
  close(): Promise<void>;
}

/**
 * Everything the personal model needs, as flat arrays; no item id travels. Rows are the items that stood in the lists below,
 * so that a large catalog is not copied from worker to worker.
 */
export interface PersonalProblem {
  /** The policy of the lists it is about. */
  readonly repeats: Repeats;
  readonly dimension: number;
  /** Rows of the tables below. */
  readonly itemCount: number;
  /** f32[itemCount x dimension], row-major: the shipped factors, dequantised. */
  readonly factors: Float32Array;
  /** u16[itemCount] and the number of categories, brands; 0: unknown. */
  readonly category: Uint16Array;
  readonly categoryCount: number;
  readonly brand: Uint16Array;
  readonly brandCount: number;
  /** u8[itemCount], 0-10. */
  readonly priceDecile: Uint8Array;
  /** f64[d x d], lower triangle: L of the fold-in's own system A = LLᵀ, its prior included. */
  readonly foldIn: Float64Array;
  readonly choices: PersonalChoices;
}

/**
 * The shopper's latest steps, oldest first: each is the list the shipped model would have given just before it, and what
 * of that list was taken.
 */
export interface PersonalChoices {
  /** u32[choices + 1]: the candidates `start[c] .. start[c + 1]` are those of choice c. */
  readonly start: Uint32Array;
  /** u32[choices]: so many of them, the first ones, were taken; at least 1. */
  readonly taken: Uint32Array;
  /** u32[candidates]: row of the tables above. */
  readonly row: Uint32Array;
  /** f32[candidates]: score in the list. */
  readonly score: Float32Array;
  /** f32[candidates]: the part of the score that comes of the shopper's own history with the item itself. */
  readonly ownScore: Float32Array;
  /** f32[candidates]: log of how many candidates of the list it stands for (logQ correction). */
  readonly logWeight: Float32Array;
}

/**
 * `kept` false: the shipped list stands and nothing else is set. `gain` is the mean rise of the log-likelihood (nats) of the
 * shopper's latest items, each judged by what was known before it; `standardError` is that mean's.
 */
export type PersonalResult =
  | { readonly kept: false; readonly gain: number; readonly standardError: number; readonly steps: number }
  | {
      readonly kept: true;
      readonly gain: number;
      readonly standardError: number;
      readonly steps: number;
      /** The policy of the lists it was learned from and proved on: others stay as they are. */
      readonly repeats: Repeats;
      /** f32[d]: its product with an item's factors is added to the item's score. */
      readonly userDelta: Float32Array;
      /** Added to the score, f32 a category, brand, price decile (11). */
      readonly categoryOffset: Float32Array;
      readonly brandOffset: Float32Array;
      readonly priceOffset: Float32Array;
      /** So many times the part of the score that comes of the shopper's own history with the item is added to it. */
      readonly ownWeight: number;
    };
