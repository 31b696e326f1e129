import { allowsStorage, type ConsentMode } from '../../core/consent.js';
import { UNDECIDED, type ConsentSignal, type Verdict } from './consent-signal.js';
import { toEffectiveMode } from './effective-mode.js';
import { createGoogleSignal } from './google-signal.js';
import { createGpcSignal } from './gpc-signal.js';
import { createGppSignal } from './gpp-signal.js';
import { mergeWord } from './own-word.js';
import { createShopifySignal } from './shopify-signal.js';
import { createTcfSignal } from './tcf-signal.js';

const FACTORIES = [createShopifySignal, createTcfSignal, createGppSignal, createGoogleSignal, createGpcSignal];

const FIRST_LOOK_MS = 200;
const LOOK_GROWTH = 1.25;

export interface ConsentKeeper {
  /** The mode in force. */
  readonly mode: ConsentMode;
  /** Heeds the page's signals from now on. */
  watch(): void;
  /** The own word, on top of what was said before. */
  say(consent: unknown): void;
  /**
   * The mode that a worker opens in. Where the own word took a consent back before the first one opened: that consent, to be
   * left at once, which erases what an earlier visit stored.
   */
  takeOpeningMode(): ConsentMode;
  close(): void;
}

/**
 * Keeps the consent in force on a page: the minimum over the own word, the page's consent tools and the browser's setting.
 * A tool may turn up late: it is looked for as long as the page lives, ever more rarely. None of the methods throws and
 * nothing is waited for, whatever the page does to its globals; what is broken counts as undecided.
 * @param consent the own word at the start.
 * @param onChange called when the page's signals have made another mode.
 */
export function createConsentKeeper(consent: unknown, onChange: () => void): ConsentKeeper {
  let word = mergeWord({}, consent);
  let signals: readonly ConsentSignal[] = [];
  let mode = toEffectiveMode([word]);
  let leaving: ConsentMode | undefined;
  let hasOpened = false;
  let isDeaf = false;
  let nextLook: ReturnType<typeof setTimeout> | undefined;

  const readMode = (): ConsentMode => {
    isDeaf = true;
    const [, verdicts] = [signals.map(readSafely), signals.map(readSafely)]; // the second hears what the first one started
    isDeaf = false;
    return toEffectiveMode([word, ...verdicts]);
  };
  const review = (): void => {
    if (isDeaf) return;
    const before = mode;
    mode = readMode();
    if (mode !== before) onChange();
  };
  const lookAfter = (delayMs: number): void => {
    nextLook = setTimeout(() => {
      review();
      lookAfter(delayMs * LOOK_GROWTH);
    }, delayMs);
  };
  return {
    get mode() {
      return mode;
    },
    watch() {
      signals = FACTORIES.map((create) => create(review, () => hasOpened && allowsStorage(mode)));
      mode = readMode();
      lookAfter(FIRST_LOOK_MS);
    },
    say(given) {
      const before = mode;
      word = mergeWord(word, given);
      mode = readMode();
      if (allowsStorage(before) && !allowsStorage(mode) && !hasOpened) leaving = before;
    },
    takeOpeningMode() {
      const opening = leaving ?? mode;
      leaving = undefined;
      hasOpened = true;
      return opening;
    },
    close() {
      isDeaf = true;
      clearTimeout(nextLook);
    },
  };
}

function readSafely(read: ConsentSignal): Verdict {
  try {
    return read();
  } catch {
    return UNDECIDED;
  }
}
