import type { Recommender, RecommenderOptions } from './api.js';
import { createPageRecommender } from './recommender.js';

export { RecommenderError } from '../core/errors.js';
export type { DisplayValues } from '../core/artifact/display-section.js';
export type { Consent, ConsentMode } from '../core/consent.js';
export type { ListRules, MinRelevance, Pin } from '../core/list-rules.js';
export type { ScenarioSettings } from '../core/scenario-settings.js';
export type { PriceLevel, StatedProfile } from '../core/stated-profile.js';
export type { ErrorCode, ErrorDetails, ErrorPlace } from '../core/errors.js';
export type { EventName } from '../core/events/event-names.js';
export type { EventItem, ShopEvent } from '../core/events/shop-event.js';
export type { Muted, MuteTarget } from '../core/muted.js';
export type {
  DeviceStatus,
  Explanation,
  ForgetTarget,
  ImportedProfile,
  LedgerEntry,
  ProfileItem,
  ProfileView,
  Reason,
  Recommendation,
  RecommendationList,
  ReportLedger,
  ReportOutcome,
  ScoreSource,
} from '../core/protocol.js';
export type {
  ExportOptions,
  PageContext,
  Recommender,
  RecommenderEvents,
  RecommenderOptions,
  RecommenderStatus,
  RecommendOptions,
  TrackedEvent,
  TrackedItem,
  WorkerState,
} from './api.js';

/**
 * Starts nothing by itself: the worker comes up in idle time after the page has loaded, or at the first call that needs
 * it. On a server every method gives an empty result.
 * @throws RecommenderError `request/bad-option` for options that are wrong; nothing for what an environment lacks.
 * @example
 * const recommender = createRecommender({ model: '/shelfwise/model/latest.json' });
 * recommender.track({ event_name: 'view_item', items: [{ item_id: 'A-17' }] });
 * const { recomms } = await recommender.recommendItemsToUser(8);
 */
export function createRecommender(options: RecommenderOptions): Recommender {
  return createPageRecommender(options, import.meta.url);
}
