import type { Recommender } from './api.js';
import { NO_LEDGER, NO_PROFILE } from './empty-answers.js';
import type { WorkerClient } from './worker-client.js';

type ShopperCalls = Pick<Recommender, 'profile' | 'ledger' | 'mute' | 'unmute' | 'exportProfile' | 'importProfile'>;

/** Runs a question where the worker can be asked; `empty` elsewhere. */
type Ask = <T>(question: (client: WorkerClient) => Promise<T>, empty: T) => Promise<T>;

/** The shopper's own verbs; the code of those that change or carry a profile comes in idle time. */
export function createShopperCalls(ask: Ask): ShopperCalls {
  const load = () => import('./side-workers.js');
  return {
    profile: () => ask((client) => client.call('profile'), NO_PROFILE),
    ledger: () => ask((client) => client.call('ledger'), NO_LEDGER),
    mute: (what) => ask(async (client) => (await load()).mute(client, what, true), false),
    unmute: (what) => ask(async (client) => (await load()).mute(client, what, false), false),
    exportProfile: (options) => ask(async (client) => (await load()).exportProfile(client, options), null),
    importProfile: (file, passphrase) =>
      ask(async (client) => (await load()).importProfile(client, file, passphrase), null),
  };
}
