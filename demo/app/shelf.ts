import type { connectPrivacy } from '../../src/privacy/index.js';
import type { createRecommender, Recommender, RecommendationList, TrackedEvent } from '../../src/index.js';

export interface RowRequest {
  readonly scenario: string;
  readonly count: number;
  /** The item the row starts from; without it the row is for the shopper. */
  readonly itemId?: string;
  readonly exclude: readonly string[];
}

export type ShelfState = 'waiting' | 'ready' | 'failed';

/** Shelfwise as the shop sees it: loaded late, and absent without harm. */
export interface Shelf {
  state(): ShelfState;
  track(event: TrackedEvent): void;
  recommend(request: RowRequest): Promise<RecommendationList>;
  /** Brings the shopper's panel to life. */
  connectPanel(): Promise<void>;
  /** On this device, or for this visit only. */
  setKeeping(keeping: boolean): Promise<boolean>;
}

export interface ShelfOptions {
  readonly load: () => Promise<{ readonly createRecommender: typeof createRecommender }>;
  readonly loadPanel: () => Promise<{ readonly connectPrivacy: typeof connectPrivacy }>;
  readonly keeping: boolean;
  /** Lists may look different now. */
  readonly onChange: () => void;
  /** The shopper has changed in the panel whether things are kept. */
  readonly onKeeping: (keeping: boolean) => void;
}

const MODEL = '/v1/model/latest.json';
const MAX_WAITING_EVENTS = 50;

/** Starts loading at once; events wait until the SDK is there and are let go if it never comes. */
export function createShelf({ load, loadPanel, keeping, onChange, onKeeping }: ShelfOptions): Shelf {
  const waiting: TrackedEvent[] = [];
  let keep = keeping;
  let recommender: Recommender | undefined;
  let failed = false;

  const loading = load().then((sdk) => {
    const loaded = sdk.createRecommender({ model: MODEL, consent: toConsent(keep) });
    loaded.on('change', ({ kind }) => {
      const { storage } = loaded.consent();
      if (kind === 'consent' && storage !== keep) onKeeping((keep = storage));
      onChange();
    });
    for (const event of waiting.splice(0)) loaded.track(event);
    recommender = loaded;
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
    async recommend({ scenario, count, itemId, exclude }) {
      const loaded = await loading;
      const options = { scenario, exclude, includedProperties: [] };
      if (itemId === undefined) return loaded.recommendItemsToUser(count, options);
      return loaded.recommendItemsToItem(itemId, count, options);
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
