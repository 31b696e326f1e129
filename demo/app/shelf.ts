import type { connectElements } from '../../src/elements/index.js';
import type { createRecommender, Recommender, TrackedEvent } from '../../src/index.js';
import type { connectPrivacy } from '../../src/privacy/index.js';
import { LOCALE } from '../shop/shop-info.js';

export type ShelfState = 'waiting' | 'ready' | 'failed';

/** Shelfwise as the shop sees it: loaded late, and absent without harm. */
export interface Shelf {
  state(): ShelfState;
  track(event: TrackedEvent): void;
  /** Brings the shopper's panel to life. */
  connectPanel(): Promise<void>;
  /** On this device, or for this visit only. */
  setKeeping(keeping: boolean): Promise<boolean>;
}

/** What is loaded once the page is there. */
export interface ShelfFiles {
  readonly load: () => Promise<{ readonly createRecommender: typeof createRecommender }>;
  readonly loadElements: () => Promise<{ readonly connectElements: typeof connectElements }>;
  readonly loadPanel: () => Promise<{ readonly connectPrivacy: typeof connectPrivacy }>;
}

export interface ShelfOptions extends ShelfFiles {
  readonly keeping: boolean;
  /** ISO 4217, for products that name none. */
  readonly currency: string;
  /** It is there now, or will not be. */
  readonly onChange: () => void;
  /** The shopper has changed in the panel whether things are kept. */
  readonly onKeeping: (keeping: boolean) => void;
}

const MODEL = '/v1/model/latest.json';
const MAX_WAITING_EVENTS = 50;

/** Starts loading at once; events wait until the SDK is there and are let go if it never comes. Then the rows come to life. */
export function createShelf(options: ShelfOptions): Shelf {
  const { load, loadElements, loadPanel, keeping, currency, onChange, onKeeping } = options;
  const waiting: TrackedEvent[] = [];
  let keep = keeping;
  let recommender: Recommender | undefined;
  let failed = false;

  const loading = Promise.all([load(), loadElements()]).then(([sdk, elements]) => {
    const loaded = sdk.createRecommender({ model: MODEL, consent: toConsent(keep), locale: LOCALE, currency });
    loaded.on('change', ({ kind }) => {
      const { storage } = loaded.consent();
      if (kind === 'consent' && storage !== keep) onKeeping((keep = storage));
    });
    for (const event of waiting.splice(0)) loaded.track(event);
    recommender = loaded;
    elements.connectElements(loaded);
    onChange();
    return loaded;
  });
  loading.catch(() => {
    failed = true;
    waiting.length = 0;
    onChange();
  });

  return {
    state: () => (failed ? 'failed' : recommender === undefined ? 'waiting' : 'ready'),
    track(event) {
      if (recommender !== undefined) recommender.track(event);
      else if (!failed && waiting.length < MAX_WAITING_EVENTS) waiting.push(event);
    },
    async connectPanel() {
      const [recommender, panel] = await Promise.all([loading, loadPanel()]);
      panel.connectPrivacy(recommender);
    },
    async setKeeping(keeping) {
      keep = keeping;
      return (await loading).setConsent(toConsent(keeping));
    },
  };
}

function toConsent(keeping: boolean) {
  return { personalization: true, storage: keeping, aggregates: false };
}
