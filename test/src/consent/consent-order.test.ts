import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import type { Consent, ConsentMode } from '../../../core/consent.js';
import type { ConsentKeeper } from '../../../src/consent/consent-keeper.js';
import { gppPing, tcData } from '../../helpers/consent-tools.js';
import { startPage, useFreshPage } from './fresh-page.js';

const page = useFreshPage();

/** One thing that happens to the consent of a page. */
type Step =
  | { readonly kind: 'own'; readonly word: Partial<Consent> }
  | { readonly kind: 'tcf'; readonly purposes: readonly number[]; readonly status: string; readonly applies: boolean }
  | { readonly kind: 'tcf-stub' | 'tcf-fault' | 'gpp-stub' }
  | { readonly kind: 'gpp'; readonly optOut: number; readonly gpc: boolean; readonly isReady: boolean }
  | { readonly kind: 'shopify'; readonly preferences: boolean; readonly analytics: boolean }
  | { readonly kind: 'google'; readonly command: string; readonly choices: Readonly<Record<string, string>> }
  | { readonly kind: 'gpc'; readonly on: boolean }
  | { readonly kind: 'time'; readonly ms: number };

const choice = fc.constantFrom('granted', 'denied');
const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('own' as const),
    word: fc.record(
      { personalization: fc.boolean(), storage: fc.boolean(), aggregates: fc.boolean() },
      { requiredKeys: [] },
    ),
  }),
  fc.record({
    kind: fc.constant('tcf' as const),
    purposes: fc.oneof(fc.constant([1, 5, 6, 8, 10]), fc.subarray([1, 5, 6, 8, 10])),
    status: fc.constantFrom('tcloaded', 'useractioncomplete', 'cmpuishown'),
    applies: fc.boolean(),
  }),
  fc.record({ kind: fc.constantFrom('tcf-stub' as const, 'tcf-fault' as const, 'gpp-stub' as const) }),
  fc.record({
    kind: fc.constant('gpp' as const),
    optOut: fc.constantFrom(0, 1, 2),
    gpc: fc.boolean(),
    isReady: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('shopify' as const), preferences: fc.boolean(), analytics: fc.boolean() }),
  fc.record({
    kind: fc.constant('google' as const),
    command: fc.constantFrom('default', 'update'),
    choices: fc.record(
      { personalization_storage: choice, functionality_storage: choice, analytics_storage: choice },
      { requiredKeys: [] },
    ),
  }),
  fc.record({ kind: fc.constant('gpc' as const), on: fc.boolean() }),
  fc.record({ kind: fc.constant('time' as const), ms: fc.integer({ min: 1, max: 8000 }) }),
);

type Word = 'granted' | 'denied' | undefined;

/** What each source has said, written down as plainly as the rules are. */
class Ledger {
  own: Partial<Consent> = {};
  tcf: 'absent' | 'undecided' | 'exempt' | readonly number[] = 'absent';
  gpp: 'absent' | 'undecided' | 'opt-out' | 'none' = 'absent';
  shopify: { readonly preferences: boolean; readonly analytics: boolean } | undefined;
  readonly google = new Map<string, string>();
  gpc = false;

  /** Who denies storage, and who aggregates. */
  denials(): { off: boolean; storage: boolean; aggregates: boolean } {
    const words = this.#words();
    return {
      off: this.own.personalization === false,
      storage: words.some(({ storage }) => storage === 'denied'),
      aggregates: words.some(({ aggregates }) => aggregates === 'denied'),
    };
  }

  isUndecided(): boolean {
    return this.tcf === 'undecided' || this.gpp === 'undecided';
  }

  mode(): ConsentMode {
    const words = this.#words();
    const denied = this.denials();
    if (denied.off) return 'off';
    if (this.isUndecided() || denied.storage || !words.some(({ storage }) => storage === 'granted')) return 'session';
    return !denied.aggregates && words.some(({ aggregates }) => aggregates === 'granted') ? 'aggregates' : 'local';
  }

  #words(): readonly { readonly storage: Word; readonly aggregates: Word }[] {
    const { own, tcf, shopify } = this;
    const toWord = (given: boolean | undefined): Word =>
      given === undefined ? undefined : given ? 'granted' : 'denied';
    const hasGranted = Object.values(own).includes(true);
    const purposes = Array.isArray(tcf) ? (tcf as readonly number[]) : undefined;
    return [
      {
        storage: toWord(own.storage ?? (hasGranted ? false : undefined)),
        aggregates: toWord(own.aggregates ?? (hasGranted ? false : undefined)),
      },
      {
        storage: purposes && toWord([1, 5, 6].every((id) => purposes.includes(id))),
        aggregates: purposes && toWord([8, 10].every((id) => purposes.includes(id))),
      },
      { storage: undefined, aggregates: this.gpp === 'opt-out' || this.gpc ? 'denied' : undefined },
      { storage: toWord(shopify?.preferences), aggregates: toWord(shopify?.analytics) },
      this.#googleWord(),
    ];
  }

  #googleWord(): { storage: Word; aggregates: Word } {
    const of = (type: string): Word =>
      (this.google.get(`update ${type}`) ?? this.google.get(`default ${type}`)) as Word;
    const both = [of('personalization_storage'), of('functionality_storage')];
    const storage = both.includes('denied') ? 'denied' : both.includes(undefined) ? undefined : 'granted';
    return { storage, aggregates: of('analytics_storage') };
  }
}

type Handlers = {
  readonly [Kind in Step['kind']]: (step: Extract<Step, { kind: Kind }>, ledger: Ledger, keeper: ConsentKeeper) => void;
};

const HANDLERS: Handlers = {
  own({ word }, ledger, keeper) {
    ledger.own = { ...ledger.own, ...word };
    keeper.say(word);
  },
  'tcf-stub'(_step, ledger) {
    if (ledger.tcf !== 'absent') return;
    ledger.tcf = 'undecided';
    page.tools.tcf.stub();
  },
  'tcf-fault'(_step, ledger) {
    if (page.tools.tcf.listeners() > 0) ledger.tcf = 'undecided';
    page.tools.tcf.tell(null, false);
  },
  tcf({ purposes, status, applies }, ledger) {
    const isLoaded = page.tools.tcf.listeners() > 0;
    if (!applies) ledger.tcf = 'exempt';
    else if (status !== 'cmpuishown') ledger.tcf = purposes;
    else if (!isLoaded) ledger.tcf = 'undecided';
    page.tools.tcf[isLoaded ? 'tell' : 'load'](tcData(purposes, status, applies));
  },
  'gpp-stub'(_step, ledger) {
    if (ledger.gpp !== 'absent') return;
    ledger.gpp = 'undecided';
    page.tools.gpp.stub();
  },
  gpp({ optOut, gpc, isReady }, ledger) {
    if (ledger.gpp === 'absent') return;
    if (isReady) ledger.gpp = optOut === 1 || gpc ? 'opt-out' : 'none';
    page.tools.gpp.tell({ ...gppPing({ SaleOptOut: optOut }, gpc), signalStatus: isReady ? 'ready' : 'not ready' });
  },
  shopify(choice, ledger) {
    page.tools.shopify[ledger.shopify === undefined ? 'load' : 'choose'](choice);
    ledger.shopify = choice;
  },
  google({ command, choices }, ledger) {
    for (const [type, said] of Object.entries(choices)) {
      const key = `${command} ${type}`;
      if (command === 'update' || ledger.google.get(key) !== 'denied') ledger.google.set(key, said);
    }
    page.tools.google.gtag('consent', command, choices);
  },
  gpc({ on }, ledger) {
    ledger.gpc = on;
    page.tools.gpc.set(on);
  },
  time({ ms }) {
    vi.advanceTimersByTime(ms);
  },
};

function happen(step: Step, ledger: Ledger, keeper: ConsentKeeper): void {
  (HANDLERS[step.kind] as (step: Step, ledger: Ledger, keeper: ConsentKeeper) => void)(step, ledger, keeper);
}

it('the mode is the minimum of all that was said, under any order of words and events', () => {
  fc.assert(
    fc.property(fc.array(steps, { maxLength: 25 }), (list) => {
      startPage(page);
      const ledger = new Ledger();
      const keeper = page.keep();
      for (const step of list) {
        happen(step, ledger, keeper);
        keeper.say({}); // looks for what has come without telling
        expect(keeper.mode).toBe(ledger.mode());
      }
      keeper.close();
    }),
    { numRuns: 500 },
  );
});

it('the mode never exceeds a denial, also where a worker stores already and a signal turns up late', () => {
  fc.assert(
    fc.property(fc.array(steps, { maxLength: 25 }), (list) => {
      startPage(page);
      const ledger = new Ledger();
      const keeper = page.keep({ storage: true, aggregates: true });
      ledger.own = { storage: true, aggregates: true };
      keeper.takeOpeningMode(); // there is a worker now
      for (const step of list) {
        happen(step, ledger, keeper);
        keeper.say({});
        const denied = ledger.denials();
        if (denied.off) expect(keeper.mode).toBe('off');
        if (denied.storage) expect(['off', 'session']).toContain(keeper.mode);
        if (denied.aggregates) expect(keeper.mode).not.toBe('aggregates');
        if (ledger.isUndecided()) expect(keeper.mode).not.toBe('aggregates');
      }
      vi.advanceTimersByTime(3000); // nobody is waited for any longer
      expect(keeper.mode).toBe(ledger.mode());
      keeper.close();
    }),
    { numRuns: 500 },
  );
});

it('whatever the globals of the page are, nothing throws and nothing is stored without a grant', () => {
  const refuse = (): never => {
    throw new Error('broken');
  };
  const value = fc.oneof(
    fc.anything(),
    fc.anything().map((data) => (...args: unknown[]): void => {
      const callback = args.find((arg) => typeof arg === 'function') as ((...data: unknown[]) => void) | undefined;
      callback?.(data, true);
      callback?.(data, false);
    }),
    fc.constant(refuse),
    fc.anything().map((data) => ({ customerPrivacy: data, loadFeatures: data })),
    fc.array(
      fc.oneof(fc.anything(), fc.tuple(fc.constant('consent'), fc.constantFrom('default', 'update'), fc.anything())),
    ),
  );
  fc.assert(
    fc.property(
      fc.constantFrom('__tcfapi', '__gpp', 'Shopify', 'dataLayer'),
      value,
      fc.boolean(),
      (name, global, isGetter) => {
        startPage(page);
        if (isGetter) Object.defineProperty(globalThis, name, { configurable: true, get: refuse });
        else vi.stubGlobal(name, global);
        const keeper = page.keep();
        keeper.say({ aggregates: true });
        vi.advanceTimersByTime(5000);
        expect(keeper.mode).toBe('session');
        keeper.close();
      },
    ),
    { numRuns: 1000 },
  );
});
