import { pageGlobal, type SignalFactory } from './consent-signal.js';

/** What `gtag` pushes: its arguments, an object that is like an array. */
interface Command {
  readonly 0: unknown;
  readonly 1: string;
  readonly 2: Readonly<Record<string, unknown>>;
}

/**
 * Google's Consent Mode, as the commands `gtag('consent', 'default' | 'update', {…})` leave it in `window.dataLayer`.
 * `personalization_storage` and `functionality_storage` together grant storage, `analytics_storage` grants aggregates; a
 * type nobody named says nothing, and only `granted` grants. An update goes before the defaults. Of several defaults the
 * lowest counts, and one for some regions never grants, since no region is known here. Later commands are seen through
 * `dataLayer.push`, which goes on to do what it did. What a template inside Tag Manager decides does not come by here: the
 * shop forwards it.
 * Source: developers.google.com, "Set up consent mode on websites".
 */
export const createGoogleSignal: SignalFactory = (onChange) => {
  /** Whether it was granted, by command and type. */
  const said: Record<string, boolean> = {};
  let layer: unknown;

  /** @returns whether it was about consent. */
  const take = (entry: unknown): boolean => {
    try {
      const { 0: name, 1: command, 2: choices } = entry as Command;
      if (name !== 'consent') return false;
      for (const [type, choice] of Object.entries(choices)) {
        const key = command + type;
        const canGrant = command === 'update' || (choices['region'] === undefined && said[key] !== false);
        said[key] = choice === 'granted' && canGrant;
      }
      return true;
    } catch {
      return false; // no command of Google's
    }
  };
  const given = (type: string): boolean | undefined => said[`update${type}`] ?? said[`default${type}`];
  return () => {
    const found = pageGlobal('dataLayer');
    if (found !== layer && Array.isArray(found)) {
      found.forEach(take);
      const push: (...entries: unknown[]) => number = found.push;
      found.push = (...entries) => {
        if (entries.filter(take).length > 0) onChange();
        return push.apply(found, entries);
      };
      layer = found;
    }
    const isPersonal = given('personalization_storage');
    return {
      storage: isPersonal === false ? false : given('functionality_storage') && isPersonal,
      aggregates: given('analytics_storage'),
    };
  };
};
