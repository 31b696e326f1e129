import { RecommenderError } from '../../core/errors.js';
import type { Recommender } from '../api.js';
import { CAPTURE_SOURCES, type CaptureOptions, type CaptureSource } from './captured.js';
import { PageCapture, type Capture } from './start-capture.js';

export type {
  CaptureEntry,
  CaptureOptions,
  CaptureSource,
  CaptureTap,
  ItemIdChoice,
  Refusal,
  RefusalCode,
} from './captured.js';
export type { Capture } from './start-capture.js';

/** What a server has to capture. */
const NOTHING: Capture = { log: () => [], listen: () => () => undefined, close: () => undefined };

/**
 * Tracks what the shop tells other systems already: what stands in their queues and what they are told from now on. The
 * shop's calls do and return what they did, and nothing of this reaches them. docs/capture.md says what is read of each.
 * @throws RecommenderError `request/bad-option` for a source that is none.
 * @example
 * const capture = startCapture(recommender, { sources: ['ga4', 'jsonld'] });
 * capture.listen(({ name, event, refusal }) => console.table({ name, ...(event ?? refusal) }));
 */
export function startCapture(recommender: Recommender, options: CaptureOptions): Capture {
  const { sources } = options as { sources: unknown };
  if (!Array.isArray(sources) || !sources.every((source) => CAPTURE_SOURCES.includes(source as CaptureSource))) {
    throw new RecommenderError('request/bad-option', `sources: expected ${CAPTURE_SOURCES.join(', ')}`);
  }
  if (typeof document === 'undefined') return NOTHING;
  const capture = new PageCapture(recommender, options);
  if (options.debug ?? new URLSearchParams(location.search).has('shelfwise-debug')) {
    void import('./debug-view.js').then(({ showDebugView }) => showDebugView(capture)).catch(() => undefined);
  }
  return capture;
}
