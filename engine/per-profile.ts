import type { Profile } from './profile.js';

/**
 * Keeps what is derived from a profile until the profile changes. Keyed weakly: when a profile is forgotten, so is
 * everything derived from it.
 */
export function perProfile<T>(derive: (profile: Profile) => T): (profile: Profile) => T {
  const memo = new WeakMap<Profile, { readonly version: number; readonly value: T }>();
  return (profile) => {
    let kept = memo.get(profile);
    if (kept?.version !== profile.version) {
      kept = { version: profile.version, value: derive(profile) };
      memo.set(profile, kept);
    }
    return kept.value;
  };
}
