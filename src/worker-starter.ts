import { RecommenderError } from '../core/errors.js';
import type { ScriptTrust } from './script-trust.js';
import type { FAILURES } from './side-workers.js';
import type { WorkerFile } from './worker-file.js';

export type WorkerName = 'worker' | 'personal' | 'reports';

export interface StarterOptions {
  /** Address of this very script: its workers lie beside it. */
  readonly scriptUrl: string;
  /** Same-origin address of the main worker, where the shop names one; the others lie beside it. */
  readonly workerUrl?: string | undefined;
  readonly trust: ScriptTrust;
}

const FETCH_LIMIT_MS = 20_000;

/** False on a server, and in a page that took its workers away. */
export function canStartWorkers(): boolean {
  try {
    return typeof document !== 'undefined' && typeof Worker === 'function';
  } catch {
    return false;
  }
}

/**
 * Starts our own hash-named scripts as workers: the only place on the page that creates one and the only one that
 * fetches. From the page's origin a worker starts by address. From another origin that is forbidden, so its text is
 * fetched, checked by the browser against the hash this script was built with, and started from a blob.
 */
export class WorkerStarter {
  readonly #options: StarterOptions;
  readonly #blobs = new Map<WorkerName, string>();

  constructor(options: StarterOptions) {
    this.#options = options;
  }

  /**
   * A started worker; whether its script loads is told later, by an answer or by its `error` event.
   * @param file as built; a build without it has none.
   * @throws RecommenderError `worker/refused` naming what the page has to allow.
   */
  async start(name: WorkerName, file: WorkerFile | undefined): Promise<Worker> {
    const url = await this.#addressOf(name, file);
    const { trust } = this.#options;
    try {
      return new Worker(trust.trust(url));
    } catch (cause) {
      throw await toFailure((why) => why.type(trust.policyName, url, cause));
    }
  }

  /** Releases what was fetched. Workers that run go on. */
  close(): void {
    for (const url of this.#blobs.values()) URL.revokeObjectURL(url);
    this.#blobs.clear();
  }

  async #addressOf(name: WorkerName, file: WorkerFile | undefined): Promise<string> {
    const { scriptUrl, workerUrl } = this.#options;
    const own = workerUrl === undefined ? undefined : new URL(workerUrl, document.baseURI).href;
    if (own !== undefined && name === 'worker') return own;
    if (file === undefined) throw await toFailure((why) => why.build(name));
    const url = new URL(file.file, own ?? scriptUrl);
    return own !== undefined || url.origin === globalThis.origin
      ? url.href
      : this.#fetchBlob(name, url.href, file.sha256);
  }

  async #fetchBlob(name: WorkerName, url: string, sha256: string): Promise<string> {
    const known = this.#blobs.get(name);
    if (known !== undefined) return known;
    try {
      const response = await fetch(url, {
        credentials: 'omit',
        integrity: `sha256-${sha256}`,
        signal: AbortSignal.timeout(FETCH_LIMIT_MS),
      });
      if (!response.ok) throw new Error(String(response.status));
      const blob = URL.createObjectURL(new Blob([await response.text()], { type: 'text/javascript' }));
      this.#blobs.set(name, blob);
      return blob;
    } catch (cause) {
      throw await toFailure((why) => why.file(url, cause));
    }
  }
}

/** Why a worker does not start. The words for it are no part of what every page loads. Never rejects. */
export function toFailure(tell: (why: typeof FAILURES) => RecommenderError): Promise<RecommenderError> {
  return import('./side-workers.js')
    .then((words) => tell(words.FAILURES))
    .catch(() => new RecommenderError('worker/refused', 'no worker'));
}
