import { ITEM_FLAGS } from '../../core/artifact/items-section.js';
import type { Random } from '../../core/random.js';
import type { Engine } from '../../engine/engine.js';
import { createTrends } from '../../engine/trends.js';
import type { TrendsAt } from '../fit/labelled-slates.js';
import type { StatisticsEngine } from '../fit/statistics.js';
import type { Validation } from '../fit/validation.js';
import type { History } from '../history.js';
import { lastTime } from './count-base.js';

/** Moments between the cut and the end at which trends are counted for the blend. */
const MOMENTS = 32;

/**
 * Popularity and trend as devices carry them: half the queries get them fresh, half as of a moment drawn between the cut and
 * the query, because one shop publishes every day and another once a month.
 */
export function createStaleTrends(
  engine: Engine,
  { cut, history }: Validation,
  { statistics, random }: { readonly statistics: StatisticsEngine; readonly random: Random },
): TrendsAt {
  if (engine.model.settings.asOf === null) return () => engine.trends;
  const exact = createTrendsAt(engine, history, statistics);
  const step = (lastTime(history) - cut) / MOMENTS;
  const moments = Array.from({ length: MOMENTS }, (_, k) => exact(cut + k * step));
  return (time) => {
    const now = step > 0 ? Math.min(MOMENTS - 1, Math.max(0, Math.floor((time - cut) / step))) : 0;
    return moments[random.next() < 0.5 ? random.int(now + 1) : now]!;
  };
}

/** Popularity and trend as of any moment of a history, for items the engine has behaviour of; without a clock the model's own. */
export function createTrendsAt(engine: Engine, history: History, statistics: StatisticsEngine): TrendsAt {
  const { items, settings } = engine.model;
  if (settings.asOf === null) return () => engine.trends;
  const supported = Uint8Array.from(items.flags, (flags) => ((flags & ITEM_FLAGS.cold) === 0 ? 1 : 0));
  const clock = statistics.createTrendClock(history, { eventWeights: settings.eventWeights, supported });
  return (time) => createTrends(clock(time));
}
