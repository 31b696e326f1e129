import { RecommenderError } from '../core/errors.js';
import { LIMITS, type Section } from '../core/artifact/manifest.js';
import { assertSecureContext, verifySection } from './verify-section.js';

export interface LoaderLimits {
  /** No byte for so long ends a download. */
  readonly stallMs: number;
  /** A file that is not here by then will not come. */
  readonly totalMs: number;
}

export const LOADER_LIMITS: LoaderLimits = { stallMs: 10_000, totalMs: 60_000 };

/** The same request for every shopper: no cookies, no query string, no referrer. The page's own pictures and scripts go first. */
const REQUEST: RequestInit = { credentials: 'omit', referrerPolicy: 'no-referrer', priority: 'low' };

/**
 * The address of `latest.json` as requests use it.
 * @throws RecommenderError `request/bad-option` unless it is an absolute http(s) address without query, user or fragment:
 * such parts could tell shoppers apart.
 */
export function parseModelUrl(address: string): URL {
  const url = toUrl(address);
  if (url === undefined || !/^https?:$/.test(url.protocol) || /[?#]/.test(address) || url.username !== '') {
    throw new RecommenderError(
      'request/bad-option',
      'expected the absolute address of latest.json, without query string',
    );
  }
  return url;
}

/** Undefined for what is no absolute address. `URL.canParse` is younger than the browsers that are served. */
function toUrl(address: string): URL | undefined {
  try {
    return new URL(address);
  } catch {
    return undefined;
  }
}

/** Sections stand beside the manifest. */
export function toSectionUrl(modelUrl: URL, section: Section): URL {
  return new URL(section.file, modelUrl);
}

/**
 * Downloads `latest.json`, asking the shop's server each time whether it changed.
 * @throws RecommenderError `model/…`, `artifact/too-large`.
 */
export async function fetchManifest(
  modelUrl: URL,
  limits: LoaderLimits,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  assertSecureContext();
  const buffer = new Uint8Array(LIMITS.manifestBytes);
  const length = await download(modelUrl, buffer, limits, { signal, cache: 'no-cache' });
  if (length > buffer.length) {
    throw new RecommenderError('artifact/too-large', `expected a manifest of at most ${String(buffer.length)} bytes`);
  }
  return buffer.slice(0, length);
}

/**
 * Downloads a section and verifies it. Reads not one byte more than the manifest names.
 * @throws RecommenderError `model/…`, `artifact/wrong-length`, `artifact/wrong-hash`.
 */
export async function fetchSection(
  modelUrl: URL,
  section: Section,
  limits: LoaderLimits,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(section.bytes);
  const length = await download(toSectionUrl(modelUrl, section), bytes, limits, { signal });
  if (length > bytes.length) {
    const message = `section "${section.name}": expected ${String(bytes.length)} bytes, more came`;
    throw new RecommenderError('artifact/wrong-length', message);
  }
  await verifySection(section, length < bytes.length ? bytes.slice(0, length) : bytes);
  return bytes;
}

/**
 * Fills `target` and answers how many bytes came: `target.length + 1` means more than fit, where the download was cut off.
 */
async function download(url: URL, target: Uint8Array, limits: LoaderLimits, init: RequestInit): Promise<number> {
  const clock = createAbortClock(limits, init.signal);
  try {
    const response = await fetch(url, { ...REQUEST, ...init, signal: clock.signal });
    if (!response.ok) {
      const message = `expected status 200 from ${url.pathname}, got ${String(response.status)}`;
      throw new RecommenderError('model/bad-status', message);
    }
    return response.body === null ? 0 : await drain(response.body.getReader(), target, clock);
  } catch (cause) {
    if (cause instanceof RecommenderError) throw cause;
    if (clock.isLate()) {
      throw new RecommenderError('model/timeout', `expected ${url.pathname} in time, the download stalled`, { cause });
    }
    throw new RecommenderError('model/unreachable', `expected ${url.pathname} to be reachable`, { cause });
  } finally {
    clock.stop();
  }
}

async function drain(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  target: Uint8Array,
  clock: AbortClock,
): Promise<number> {
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return length;
    clock.tick();
    if (length + value.length > target.length) return target.length + 1;
    target.set(value, length);
    length += value.length;
  }
}

interface AbortClock {
  readonly signal: AbortSignal;
  /** A byte came: the stall begins anew. */
  tick(): void;
  isLate(): boolean;
  /** Ends the download too, if it goes on. */
  stop(): void;
}

/** Aborts on a stall, at the end of all patience, or when `outer` does. */
function createAbortClock(limits: LoaderLimits, outer: AbortSignal | null | undefined): AbortClock {
  const controller = new AbortController();
  let late = false;
  const abort = (): void => controller.abort();
  const giveUp = (): void => {
    late = true;
    abort();
  };
  const total = setTimeout(giveUp, limits.totalMs);
  let stall = setTimeout(giveUp, limits.stallMs);
  outer?.addEventListener('abort', abort);
  if (outer?.aborted === true) abort();
  return {
    signal: controller.signal,
    tick: () => {
      clearTimeout(stall);
      stall = setTimeout(giveUp, limits.stallMs);
    },
    isLate: () => late,
    stop: () => {
      clearTimeout(total);
      clearTimeout(stall);
      outer?.removeEventListener('abort', abort);
      abort();
    },
  };
}
