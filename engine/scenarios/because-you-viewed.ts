import type { Engine } from '../engine.js';
import type { Profile } from '../profile.js';
import { goesWith } from './goes-with.js';
import type { ScenarioModel } from './scenario-model.js';

/** How far back an item may lie, in steps, and how its weight fades with each. */
const LOOK_BACK = 8;
const FADE = 0.3;

/** What goes with one item the shopper met lately; the list names it as its anchor. A newcomer gets what is popular. */
export const becauseYouViewed: ScenarioModel = {
  name: 'because-you-viewed',
  rank: (engine, profile, request) => {
    const anchor = chooseAnchor(engine, profile);
    const isAllowed = (item: number): boolean => !profile.known.has(item) && request.isAllowed(item);
    const anchors = anchor === undefined ? [] : [anchor];
    return { anchors, items: goesWith(engine, 'viewed', anchors, { ...request, isAllowed }) };
  },
};

/** The strongest of the latest items: weight · e^(-0.3 · steps back); one of which nothing was learned counts half. */
function chooseAnchor({ model }: Engine, profile: Profile): number | undefined {
  const last = profile.steps.length - 1;
  let best: number | undefined;
  let most = 0;
  for (const { index, weight, lastStep } of profile.known.values()) {
    const back = last - lastStep;
    if (back >= LOOK_BACK) continue;
    const hasRow = model.next.start[index + 1]! > model.next.start[index]!;
    const strength = weight * Math.exp(-FADE * back) * (hasRow ? 1 : 0.5);
    if (strength > most) {
      most = strength;
      best = index;
    }
  }
  return best;
}
