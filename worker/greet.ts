import { RecommenderError } from '../core/errors.js';
import { PROTOCOL_VERSION } from '../core/protocol.js';
import { withDeadline } from './deadline.js';

/** The hand-shake with another worker. @throws RecommenderError `worker/…` where it does not greet, or in another version. */
export async function greet(remote: { hello(version: number): Promise<number> }, limitMs: number): Promise<void> {
  const version = await withDeadline(remote.hello(PROTOCOL_VERSION), limitMs, 'worker/timeout');
  if (version !== PROTOCOL_VERSION) {
    throw new RecommenderError('worker/refused', `expected protocol ${PROTOCOL_VERSION}, got ${version}`);
  }
}
