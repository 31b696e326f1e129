import { RecommenderError } from '../../core/errors.js';
import { createRandom } from '../../core/random.js';
import { addDirt } from './add-dirt.js';
import { createItemChooser } from './choose-items.js';
import { createEventLog } from './event-log.js';
import { generateCatalog } from './generate-catalog.js';
import { createItemAppeal } from './item-appeal.js';
import { liveShopper } from './live-shopper.js';
import { planStory } from './plan-story.js';
import type { SampleOptions, SampleShop } from './sample-shop.js';
import { TASTE_STYLES } from './shop-data/taste-styles.js';
import { createVisitPlans } from './shop-visits.js';

const MIN_ITEMS = 10;

/**
 * A home-and-garden shop with half a year of history, 2 January to 30 June 2026: about 40 events a shopper, a handful of
 * taste styles behind them, complements, paths, refills, seasons, sales, trends and launches, demand that leans with hour, weekday, device, referrer and
 * country (circumstances.ts), and a little dirt. A pure
 * function of its options. Each shopper has an own stream of chance: with more shoppers, the first ones stay the same.
 *
 * @throws RecommenderError `usage/bad-option` for fewer than 10 items or no users.
 */
export function generateSampleShop({ seed, users, items: itemCount }: SampleOptions): SampleShop {
  if (!Number.isInteger(users) || users < 1) throw badOption('users', 'at least 1', users);
  if (!Number.isInteger(itemCount) || itemCount < MIN_ITEMS)
    throw badOption('items', `at least ${MIN_ITEMS}`, itemCount);
  const random = createRandom(seed);
  const items = generateCatalog(itemCount, random.fork('catalog'));
  const appeal = createItemAppeal(items, random.fork('appeal'));
  const story = planStory(items, random.fork('story'));
  const chooser = createItemChooser({ items, appeal, story });
  const plans = createVisitPlans({ items, pairs: story.pairs, chooser });
  const log = createEventLog();
  let sessions = 0;
  const nextSession = (): number => (sessions += 1);
  const shopperStyles = new Float32Array(users * TASTE_STYLES.length);
  for (let user = 0; user < users; user++) {
    const shopper = liveShopper(user, { items, plans, log, nextSession }, random.fork(`shopper ${String(user)}`));
    shopperStyles.set(shopper.styles, user * TASTE_STYLES.length);
  }
  const inRange = (time: number): number[] => [...items.keys()].filter((item) => chooser.isInRange(item, time));
  const dirt = addDirt(log, { users, inRange }, { random: random.fork('dirt'), nextSession });
  const styles = TASTE_STYLES.map(({ name }) => name);
  const truth = { ...story, styles, shopperStyles, itemStyles: appeal.shares(), dirt };
  return { items, events: log.sorted(), truth };
}

function badOption(name: string, expected: string, came: number): RecommenderError {
  return new RecommenderError('usage/bad-option', `expected --${name} to be ${expected}, got ${came}`);
}
