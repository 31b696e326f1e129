import { toHex } from '../../core/hex.js';

/** What became of one attempt to send a report. `later`: no answer that could be relied on. */
export type SendOutcome =
  { readonly kind: 'accepted' } | { readonly kind: 'refused' } | { readonly kind: 'later'; readonly afterMs?: number };

export interface SendRequest {
  readonly url: string;
  readonly id: string;
  /** The stored bytes, sent as they are. */
  readonly text: string;
  readonly signal: AbortSignal;
  /** Epoch milliseconds, for a Retry-After that names a date. */
  readonly now: number;
}

/** Statuses that a report will get again however often it comes. A 404 may be a server that is being replaced. */
const REFUSALS: readonly number[] = [400, 403, 410, 413, 415];

/** So much of the SHA-256 of a report's id acknowledges it. */
const ACK_BYTES = 8;

/** The same for every report: nothing in it but the bytes. */
const REQUEST: RequestInit = {
  method: 'POST',
  headers: { 'content-type': 'text/plain' },
  credentials: 'omit',
  referrerPolicy: 'no-referrer',
  cache: 'no-store',
  redirect: 'error',
  keepalive: true,
};

/** Sends a report once. Never rejects. */
export async function sendReport({ url, id, text, signal, now }: SendRequest): Promise<SendOutcome> {
  try {
    const response = await fetch(url, { ...REQUEST, body: text, signal });
    const { status, headers } = response;
    if (response.ok) return { kind: (await isAcknowledged(response, id)) ? 'accepted' : 'later' };
    if (REFUSALS.includes(status)) return { kind: 'refused' };
    const afterMs = status === 429 || status === 503 ? toWaitMs(headers.get('retry-after'), now) : undefined;
    return { kind: 'later', ...(afterMs !== undefined && { afterMs }) };
  } catch {
    return { kind: 'later' };
  }
}

/** Whoever knows the hash of the id has read the report: a captive portal's friendly page has not. */
async function isAcknowledged(response: Response, id: string): Promise<boolean> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(id)));
  const answer = (await response.json()) as { accepted?: unknown } | null;
  return answer?.accepted === toHex(hash.subarray(0, ACK_BYTES));
}

/** Retry-After, in seconds or as a date. */
function toWaitMs(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const waitMs = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return waitMs > 0 ? waitMs : undefined;
}
