import type { Model } from '../core/artifact/model.js';
import type { Engine } from './engine.js';
import { toLeanings } from './leanings.js';
import type { Profile } from './profile.js';
import { arrangePool, vary } from './ranking/arrange.js';
import type { Ranked } from './ranking/ranked.js';
import { chooseBlend, createSlate, type SlateRequest } from './slate.js';
import { rankSlate, scoreSlate } from './slate-scores.js';

/**
 * A shopper's list, best first: candidates, features, the blend that suits the request, and the model's own variety. Scores
 * never rise along the list: an item that variety puts behind a lower score takes that score.
 */
export function rankList(
  engine: Engine,
  profile: Profile,
  request: SlateRequest & { readonly count: number },
): readonly Ranked[] {
  const { count } = request;
  const diversity = usualDiversity(engine.model, request);
  const slate = createSlate(engine, profile, request);
  const scores = scoreSlate(slate, chooseBlend(engine.model, profile, request));
  const best = rankSlate(scores, arrangePool(count, { diversity }));
  const ranked = best.map((row) => ({ item: slate.items[row]!, score: scores[row]! }));
  if (diversity === 0) return ranked;
  const { category: shares } = toLeanings(profile, engine.model, engine.categories);
  let least = Infinity;
  return vary(engine, ranked, { count, diversity, shares })
    .slice(0, count)
    .map(({ item, score }) => ({ item, score: (least = Math.min(least, score)) }));
}

/** The variety that the trainer chose, for the lists it was chosen on: what comes next and is new, of the whole catalog. */
export function usualDiversity(
  { settings }: Model,
  { among, repeats, task }: Pick<SlateRequest, 'among' | 'repeats' | 'task'>,
): number {
  return among === undefined && repeats === 'forbid' && task !== 'basket' ? settings.diversity : 0;
}
