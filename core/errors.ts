/**
 * Every error Shelfwise raises on purpose carries one of these codes, `area/reason`. The list is closed: a caller can
 * switch over it, and documentation lists all of them.
 */
export const ERROR_CODES = [
  // The command line
  'usage/unknown-verb',
  'usage/missing-option',
  'usage/bad-option',
  // Files a shop hands in
  'input/missing-file',
  'input/empty-file',
  'input/binary-file',
  'input/unknown-format',
  'input/wrong-delimiter',
  'input/missing-column',
  'input/bad-map',
  'input/absent-map-column',
  'input/mixed-dates',
  'input/too-many-bad-rows',
  'input/no-events',
  'input/bad-line',
  'input/bad-aggregates',
  // The model artifact
  'artifact/missing',
  'artifact/not-a-manifest',
  'artifact/newer-format',
  'artifact/older-sequence',
  'artifact/wrong-length',
  'artifact/wrong-hash',
  'artifact/bad-section',
  'artifact/too-large',
  // Fetching the model in a browser
  'model/unreachable',
  'model/bad-status',
  'model/timeout',
  'model/insecure-context',
  // The worker and the calls a page makes
  'worker/not-started',
  'worker/timeout',
  'worker/crashed',
  'worker/refused',
  'request/bad-count',
  'request/unknown-item',
  'request/bad-item',
  'request/bad-event',
  'request/bad-option',
  'request/bad-expression',
  'request/unknown-recommendation',
  'request/closed',
  // Storage on the device
  'storage/unavailable',
  'storage/quota',
  'storage/timeout',
  'storage/newer-version',
  // A profile carried from one browser to another
  'profile/bad-file',
  'profile/other-version',
  'profile/bad-passphrase',
  // The personal model
  'personal/failed',
  // Reports and the answers of the server to them
  'report/wrong-length',
  'report/malformed',
  'report/unknown-question',
  'report/unknown-model',
  'report/wrong-epoch',
  'report/not-text',
  'report/refused-by-signal',
  'report/too-many',
  // The server
  'server/port-in-use',
  'server/not-found',
  'server/unauthorized',
  'server/open-console',
  'server/database',
  'server/database-in-use',
  'server/newer-database',
  'server/other-model',
  'server/unwritable-model',
  // Anything unforeseen
  'internal/unexpected',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** Where bad input stands: a file and, if known, a 1-based line. */
export interface ErrorPlace {
  readonly file: string;
  readonly line?: number;
}

/** What an error may carry beside code and message. */
export interface ErrorDetails {
  readonly cause?: unknown;
  readonly place?: ErrorPlace;
}

/**
 * The one error class. `message` says what was expected and what came, never what a shopper did.
 *
 * @example
 * try { await recommender.recommendItemsToUser(-1) } catch (error) { if (error.code === 'request/bad-count') … }
 */
export class RecommenderError extends Error {
  override readonly name = 'RecommenderError';
  readonly code: ErrorCode;
  readonly place: ErrorPlace | undefined;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, 'cause' in details ? { cause: details.cause } : undefined);
    this.code = code;
    this.place = details.place;
  }
}

/** Plain data of an error, for the way across a worker boundary. */
export interface ErrorRecord {
  readonly code: ErrorCode;
  readonly message: string;
  readonly place?: ErrorPlace;
}

/** What was thrown, as one of ours. */
export function toRecommenderError(error: unknown): RecommenderError {
  if (error instanceof RecommenderError) return error;
  return new RecommenderError('internal/unexpected', error instanceof Error ? error.message : String(error));
}

export function toErrorRecord(error: unknown): ErrorRecord {
  const { code, message, place } = toRecommenderError(error);
  return { code, message, ...(place && { place }) };
}

export function fromErrorRecord({ code, message, ...details }: ErrorRecord): RecommenderError {
  return new RecommenderError(code, message, details);
}

/** One line for a terminal: `CODE: message (file:line)`. */
export function formatError(error: RecommenderError): string {
  const { place } = error;
  if (place === undefined) return `${error.code}: ${error.message}`;
  return `${error.code}: ${error.message} (${place.file}${place.line === undefined ? '' : `:${String(place.line)}`})`;
}
