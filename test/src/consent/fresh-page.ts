import { afterEach, beforeEach, vi } from 'vitest';
import { createConsentKeeper, type ConsentKeeper } from '../../../src/consent/consent-keeper.js';
import { installConsentTools, type ConsentTools } from '../../helpers/consent-tools.js';

const GLOBALS = ['__tcfapi', '__gpp', 'Shopify', 'dataLayer', 'consentTools'];

export interface FreshPage {
  readonly tools: ConsentTools;
  /** How often the keeper told of another mode. */
  changes: number;
  /** A keeper that heeds the page. */
  keep(consent?: unknown): ConsentKeeper;
}

/** Around each test: a page with a document, a browser's settings and the controls of its consent tools, and no time passing by itself. */
export function useFreshPage(): FreshPage {
  const open: ConsentKeeper[] = [];
  const page: { -readonly [Name in keyof FreshPage]: FreshPage[Name] } = {
    tools: undefined as unknown as ConsentTools,
    changes: 0,
    keep(consent) {
      const keeper = createConsentKeeper(consent, () => page.changes++);
      keeper.watch();
      open.push(keeper);
      return keeper;
    },
  };
  beforeEach(() => {
    vi.useFakeTimers();
    startPage(page);
  });
  afterEach(() => {
    for (const keeper of open.splice(0)) keeper.close();
    clearPage();
    vi.useRealTimers();
  });
  return page;
}

/** Begins anew, for tests that run many pages one after another. */
export function startPage(page: { tools: ConsentTools; changes: number }): void {
  clearPage();
  vi.stubGlobal('document', new EventTarget());
  vi.stubGlobal('navigator', {});
  Object.assign(page, { tools: installConsentTools(), changes: 0 });
}

function clearPage(): void {
  vi.unstubAllGlobals();
  for (const name of GLOBALS) Reflect.deleteProperty(globalThis, name);
}
