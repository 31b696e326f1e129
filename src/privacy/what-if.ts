import type { Recommendation } from '../../core/protocol.js';
import { toSafeText } from '../elements/safe-text.js';
import { make } from './dom.js';
import type { PanelContext } from './panel-context.js';

/** As long as a row on a wide screen. */
const COUNT = 12;
/** Names of products told of each difference. */
const MAX_NAMES = 4;

/**
 * Tells in `box` how the shopper's row would differ, had one item never been met: the others in it, since that item itself would
 * be new. Nothing stored changes.
 */
export async function supposeWithout(
  { recommender, words }: PanelContext,
  itemId: string,
  box: HTMLElement,
): Promise<void> {
  const options = { scenario: 'for-you', exclude: [itemId], includedProperties: ['item_name'] };
  const [now, supposed] = await Promise.all([
    recommender.recommendItemsToUser(COUNT, options),
    recommender.recommendItemsToUser(COUNT, { ...options, without: [itemId] }),
  ]);
  const gains = onlyIn(supposed.recomms, now.recomms);
  const loses = onlyIn(now.recomms, supposed.recomms);
  const isSame = now.recomms.every(({ id }, slot) => supposed.recomms[slot]?.id === id);
  const sentences = [
    gains.length > 0 && words.whatIfGains(toNames(gains)),
    loses.length > 0 && words.whatIfLoses(toNames(loses)),
    gains.length + loses.length === 0 && (isSame ? words.whatIfSame : words.whatIfOrder),
  ].filter((sentence) => sentence !== false);
  box.replaceChildren(...sentences.map((sentence) => make('span', {}, sentence)));
}

function onlyIn(list: readonly Recommendation[], other: readonly Recommendation[]): Recommendation[] {
  const ids = new Set(other.map(({ id }) => id));
  return list.filter(({ id }) => !ids.has(id));
}

function toNames(list: readonly Recommendation[]): string {
  const names = list.slice(0, MAX_NAMES).map(({ id, values }) => toSafeText(values.item_name) || toSafeText(id));
  return names.join(', ') + (list.length > MAX_NAMES ? ' …' : '');
}
