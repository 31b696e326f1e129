import { RecommenderError } from '../../core/errors.js';

/**
 * What can be done about a failure of IndexedDB. `reopen`: a new connection may work. `full`: make room. `poison`: one
 * value is at fault. `fatal`: nothing helps.
 */
export type StorageFault = 'reopen' | 'full' | 'poison' | 'fatal';

/** By the names browsers use; what was seen where stands in the project's table of faults. */
const FAULTS: ReadonlyMap<string, StorageFault> = new Map<string, StorageFault>([
  ['InvalidStateError', 'reopen'],
  ['UnknownError', 'reopen'],
  ['AbortError', 'reopen'],
  ['TransactionInactiveError', 'reopen'],
  ['QuotaExceededError', 'full'],
  ['DataError', 'poison'],
  ['DataCloneError', 'poison'],
  ['NotReadableError', 'poison'],
]);

export function toStorageFault(error: unknown): StorageFault {
  return FAULTS.get(nameOf(error)) ?? 'fatal';
}

/** The coded error for a failure that nothing could be done about. */
export function toStorageError(error: unknown): RecommenderError {
  if (error instanceof RecommenderError) return error;
  const name = nameOf(error);
  const details = { cause: error };
  if (name === 'QuotaExceededError') {
    return new RecommenderError('storage/quota', 'expected room for the events, the browser has none left', details);
  }
  if (name === 'VersionError') {
    const message = 'expected a database of this version or older, a newer one is there';
    return new RecommenderError('storage/newer-version', message, details);
  }
  return new RecommenderError('storage/unavailable', `expected IndexedDB to answer, got ${name}`, details);
}

function nameOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : typeof error;
}
