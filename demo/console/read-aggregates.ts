import type { Aggregates } from '../../core/privacy/publish/aggregates.js';
import type { Question } from '../../core/privacy/questions.js';

/** Why nothing came, in words for whoever reads the console. */
export class AskFailed extends Error {
  constructor(
    /** `refused`: the key does not open this shop. `failed`: ask again. */
    readonly kind: 'refused' | 'failed',
    message: string,
  ) {
    super(message);
  }
}

export interface AskOptions {
  /** 1 to 52. */
  readonly weeks: number;
  /** Default: all five. */
  readonly question?: Question;
}

export type AskAggregates = (options: AskOptions) => Promise<Aggregates>;

const REFUSED =
  'This key does not open this shop. It may be mistyped, expired, replaced by a newer one, or the key of another shop.';

/**
 * Asks a server for what it publishes, once for the same question; what failed is asked again.
 * @param folder of the shop on its server. The promises reject with `AskFailed`.
 */
export function createAskAggregates(folder: URL, key: string): AskAggregates {
  const asked = new Map<string, Promise<Aggregates>>();
  return ({ weeks, question }) => {
    const query = `weeks=${String(weeks)}${question === undefined ? '' : `&question=${question}`}`;
    const answer = asked.get(query) ?? ask(new URL(`v1/aggregates?${query}`, folder), key);
    asked.set(query, answer);
    answer.catch(() => asked.delete(query));
    return answer;
  };
}

async function ask(address: URL, key: string): Promise<Aggregates> {
  let response: Response;
  try {
    response = await fetch(address, { headers: { authorization: `Bearer ${key}` } });
  } catch {
    throw new AskFailed('failed', 'The server does not answer. See whether it runs, then try again.');
  }
  if (response.status === 401 || response.status === 404) throw new AskFailed('refused', REFUSED);
  if (!response.ok) {
    throw new AskFailed('failed', 'Reports cannot be read at the moment. Try again in a minute; /readyz says more.');
  }
  return (await response.json()) as Aggregates;
}
