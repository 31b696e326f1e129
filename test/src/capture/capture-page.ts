import { afterEach, beforeEach, vi } from 'vitest';
import type { Consent, Recommender, RecommenderEvents, TrackedEvent } from '../../../src/index.js';
import type { CaptureEntry, CaptureOptions } from '../../../src/capture/captured.js';
import { PageCapture, type Capture } from '../../../src/capture/start-capture.js';
import { Listeners } from '../../../src/listeners.js';

const GLOBALS = ['dataLayer', 'otherLayer', 'analytics', 'snowplow', 'GlobalSnowplowNamespace', 'sp2', 'localStorage'];

type Globals = Record<string, unknown>;

export interface CapturePage {
  /** What was tracked, oldest first. */
  readonly tracked: readonly TrackedEvent[];
  readonly refused: readonly CaptureEntry[];
  readonly globals: Globals;
  /** What is kept in the page's local storage. */
  readonly stored: Map<string, string>;
  start(options: CaptureOptions): Capture;
  /** Lets the page's tasks and timers of so long run. */
  pass(ms?: number): Promise<void>;
  setConsent(consent: Partial<Consent>): void;
  /** The shopper erases something. */
  forget(): void;
}

/** Around each test: a page without a layout, on which everything but the recommender is real. */
export function useCapturePage(): CapturePage {
  const globals = globalThis as unknown as Globals;
  let open: Capture[] = [];
  let tracked: TrackedEvent[] = [];
  let consent: Consent;
  let listeners: Listeners<RecommenderEvents>;
  const stored = new Map<string, string>();

  beforeEach(() => {
    vi.useFakeTimers();
    const document = Object.assign(new EventTarget(), { visibilityState: 'visible' });
    vi.stubGlobal('document', document);
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => void stored.set(key, value),
      removeItem: (key: string) => void stored.delete(key),
    });
    stored.clear();
    consent = { personalization: true, storage: true, aggregates: false };
    listeners = new Listeners<RecommenderEvents>(['change', 'status', 'rejected']);
    tracked = [];
    open = [];
  });
  afterEach(() => {
    for (const capture of open) capture.close();
    vi.unstubAllGlobals();
    for (const name of GLOBALS) Reflect.deleteProperty(globalThis, name);
    vi.useRealTimers();
  });
  return {
    get tracked() {
      return tracked;
    },
    get refused() {
      return open.flatMap((capture) => capture.log()).filter(({ refusal }) => refusal !== undefined);
    },
    globals,
    stored,
    start(options) {
      const recommender: Pick<Recommender, 'track' | 'consent' | 'on'> = {
        track: (event) => void tracked.push(event),
        consent: () => consent,
        on: (name, listener) => listeners.add(name, listener),
      };
      const capture = new PageCapture(recommender, options);
      open.push(capture);
      return capture;
    },
    async pass(ms = 0) {
      await vi.advanceTimersByTimeAsync(ms);
    },
    setConsent(change) {
      consent = { ...consent, ...change };
      listeners.emit('change', { kind: 'consent' });
    },
    forget: () => listeners.emit('change', { kind: 'forgotten' }),
  };
}

/** What `gtag` pushes: the arguments themselves. */
export function gtag(...args: unknown[]): unknown {
  return (
    function () {
      // eslint-disable-next-line prefer-rest-params -- as in Google's snippet: the arguments object itself, no array
      return arguments;
    } as (...args: unknown[]) => unknown
  )(...args);
}

export const idsOf = ({ items = [] }: TrackedEvent): readonly unknown[] => items.map(({ item_id }) => item_id);
