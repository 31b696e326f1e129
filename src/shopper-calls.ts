import type { Recommender } from './api.js';
import { NO_LEDGER } from '../core/protocol.js';
import { NO_PROFILE } from './empty-answers.js';
import type { ShopperVerbs } from './shopper-verbs.js';
import type { WorkerClient } from './worker-client.js';

/** Runs a question where the worker can be asked; `empty` elsewhere. */
type Ask = <T>(question: (client: WorkerClient) => Promise<T>, empty: T) => Promise<T>;

/** The shopper's own verbs; the code of those that change or carry a profile comes in idle time. */
export function createShopperCalls(
  ask: Ask,
): Pick<Recommender, 'profile' | 'setProfile' | 'ledger' | keyof ShopperVerbs> {
  const later =
    (name: keyof ShopperVerbs, empty: unknown) =>
    (...given: unknown[]) =>
      ask(async (client) => {
        const { SHOPPER_VERBS } = await import('./side-workers.js');
        const verb: (client: WorkerClient, ...given: unknown[]) => Promise<unknown> = SHOPPER_VERBS[name];
        return verb(client, ...given);
      }, empty) as never;
  return {
    profile: () => ask((client) => client.call('profile'), NO_PROFILE),
    setProfile: (profile) => ask((client) => client.call('setProfile', profile).then(() => true), false),
    ledger: () => ask((client) => client.call('ledger'), NO_LEDGER),
    mute: later('mute', false),
    unmute: later('unmute', false),
    exportProfile: later('exportProfile', null),
    importProfile: later('importProfile', null),
  };
}
