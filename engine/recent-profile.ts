import { Profile } from './profile.js';

/**
 * The profile of the latest `steps` steps alone: what the shopper wants now, beside what the shopper likes in general.
 * Weights and counts of the items are those of the whole history.
 */
export function toRecentProfile(profile: Profile, steps: number): Profile {
  const recent = new Profile(profile.weights);
  profile.steps.slice(-steps).forEach((step, lastStep) => {
    recent.steps.push(step);
    for (const item of step.items) {
      const known = profile.known.get(item);
      if (known !== undefined) recent.known.set(item, { ...known, lastStep });
    }
  });
  return recent;
}
