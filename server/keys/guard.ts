import { NOT_FOUND, toProblemResponse } from '../problem.js';
import type { Database } from '../storage/database.js';
import { checkAdminKey } from './admin-keys.js';

export interface GuardOptions {
  readonly database: Database;
  readonly shop: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/**
 * Answers whoever comes without the shop's admin key; undefined for who has it. The key of another shop finds nothing here.
 * @throws RecommenderError `server/database`.
 */
export async function refuseStrangers(
  { database, shop, now }: GuardOptions,
  request: Request,
): Promise<Response | undefined> {
  const access = await checkAdminKey(database, shop, request.headers.get('authorization'), now());
  if (access === 'granted') return undefined;
  if (access === 'elsewhere') return toProblemResponse(NOT_FOUND);
  const response = toProblemResponse({
    status: 401,
    title: 'Admin key needed',
    detail: 'Send the shop’s admin key as "Authorization: Bearer KEY".',
    code: 'server/unauthorized',
  });
  response.headers.set('www-authenticate', 'Bearer');
  return response;
}
