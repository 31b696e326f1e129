import type { TrackedEvent } from '../api.js';

/** A system that can be listened to, in the words of `data-capture`. */
export type CaptureSource = 'ga4' | 'segment' | 'shopify' | 'snowplow' | 'data' | 'jsonld';

export const CAPTURE_SOURCES: readonly CaptureSource[] = ['ga4', 'segment', 'shopify', 'snowplow', 'data', 'jsonld'];

/** Where an entry came from. Shopify tells things in two places: its theme's DOM events, and the pixel in its sandbox. */
export type CaptureTap = Exclude<CaptureSource, 'shopify'> | 'shopify-theme' | 'shopify-pixel';

/**
 * Why something that was heard did not become an event:
 * - `unknown-event`: its name is none of GA4's, Segment's, Shopify's or Snowplow's for what is tracked here
 * - `no-item-id`: it is about items and names none by an id
 * - `malformed`: it has not the form that the system documents
 * - `duplicate`: another source told the same, or the order was told before
 * - `not-a-product-page`: a product in a list, or several products on one page
 * - `later-step`: a step of a checkout that has begun
 * - `not-done`: the shop's cart declined the change
 * - `no-consent`: personalization is off
 */
export type RefusalCode =
  | 'unknown-event'
  | 'no-item-id'
  | 'malformed'
  | 'duplicate'
  | 'not-a-product-page'
  | 'later-step'
  | 'not-done'
  | 'no-consent';

/** Why something that was heard became no event. */
export interface Refusal {
  /** What a program may switch over. */
  readonly code: RefusalCode;
  /** One sentence for a developer. */
  readonly reason: string;
}

/** What one thing that was heard means. */
export type Mapped =
  | { readonly name: string; readonly event: TrackedEvent; readonly orderId?: string | undefined }
  | { readonly name: string; readonly refusal: Refusal };

/** What a source heard, as the debug view and `log()` show it. */
export interface CaptureEntry {
  /** Who told it. */
  readonly tap: CaptureTap;
  /** The other system's own name for it. */
  readonly name: string;
  /** Epoch milliseconds. */
  readonly time: number;
  /** What was tracked; absent where it was refused. */
  readonly event?: TrackedEvent;
  /** Why nothing was tracked. */
  readonly refusal?: Refusal;
}

/** Which of a product's ids is the catalog's `item_id`. */
export type ItemIdChoice = 'product' | 'variant' | 'sku';

/** What to listen to, and how. */
export interface CaptureOptions {
  /** Which systems to listen to. */
  readonly sources: readonly CaptureSource[];
  /** Name of the data layer. Default `dataLayer`. */
  readonly dataLayer?: string;
  /** Name of Segment's global. Default `analytics`. */
  readonly segment?: string;
  /** Which id of Shopify's, Segment's and JSON-LD's products the catalog uses. Default: the product's own, else its SKU. */
  readonly itemId?: ItemIdChoice;
  /** Shows the debug view. Default: where the page's address has `?shelfwise-debug`. */
  readonly debug?: boolean;
}

/**
 * Takes one thing that a source heard. It is mapped after the code that caused it, and whatever mapping throws is a refusal.
 * @param map what it means; undefined where it is no event at all.
 * @param time epoch milliseconds. Default: now.
 */
export type Take = (map: () => Mapped | undefined, time?: number) => void;

/** One system on the page. */
export interface Source {
  /** Looks for what is not there yet; called again and again. May throw what the page's own code throws. */
  look(): void;
  close?(): void;
}

export function refuse(name: string, code: RefusalCode, reason: string): Mapped {
  return { name, refusal: { code, reason } };
}
