import type { Arm } from '../../core/artifact/manifest.js';
import type { ModelVersions } from '../../core/artifact/model-versions.js';
import type { Aggregates } from '../../core/privacy/publish/aggregates.js';
import type { Question } from '../../core/privacy/questions.js';
import type { ScenarioSettings } from '../../core/scenario-settings.js';

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
  /** Default: all six. */
  readonly question?: Question;
}

/** What the server tells the shop's own people. All promises reject with `AskFailed`. */
export interface ShopServer {
  /** Asked once for the same question; what failed is asked again. */
  aggregates(options: AskOptions): Promise<Aggregates>;
  models(): Promise<ModelVersions>;
  /** Serves a model again, of an experiment one arm alone. @returns the number it has now. */
  publish(sequence: number, arm?: Arm): Promise<number>;
  /** Makes these the shop's rules. @returns the number the model has with them. */
  setScenarios(scenarios: ScenarioSettings): Promise<number>;
}

const REFUSED =
  'This key does not open this shop. It may be mistyped, expired, replaced by a newer one, or the key of another shop.';

/** @param folder of the shop on its server. */
export function createShopServer(folder: URL, key: string): ShopServer {
  const asked = new Map<string, Promise<Aggregates>>();
  const ask = async <T>(address: string, init: RequestInit = {}): Promise<T> =>
    (await (
      await request(new URL(address, folder), { ...init, headers: { authorization: `Bearer ${key}` } })
    ).json()) as T;
  return {
    aggregates({ weeks, question }) {
      const query = `weeks=${String(weeks)}${question === undefined ? '' : `&question=${question}`}`;
      const answer = asked.get(query) ?? ask<Aggregates>(`v1/aggregates?${query}`);
      asked.set(query, answer);
      answer.catch(() => asked.delete(query));
      return answer;
    },
    models: () => ask<ModelVersions>('v1/models'),
    async publish(sequence, arm) {
      const body = JSON.stringify({ sequence, ...(arm !== undefined && { arm }) });
      const published = await ask<{ readonly sequence: number }>('v1/models', { method: 'POST', body });
      asked.clear();
      return published.sequence;
    },
    async setScenarios(scenarios) {
      const init = { method: 'PUT', body: JSON.stringify(scenarios) };
      return (await ask<{ readonly sequence: number }>('v1/scenarios', init)).sequence;
    },
  };
}

async function request(address: URL, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(address, init);
  } catch {
    throw new AskFailed('failed', 'The server does not answer. See whether it runs, then try again.');
  }
  if (response.ok) return response;
  if (response.status === 401 || response.status === 404) throw new AskFailed('refused', REFUSED);
  throw new AskFailed('failed', await toWords(response));
}

async function toWords(response: Response): Promise<string> {
  const problem = (await response.json().catch(() => ({}))) as { readonly title?: unknown; readonly detail?: unknown };
  const { title, detail } = problem;
  if (typeof title === 'string' && typeof detail === 'string') return `${title}: ${detail}`;
  return 'The server could not answer. Try again in a minute; /readyz says more.';
}
