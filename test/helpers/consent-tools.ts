/** The data of a TCF event, as a consent tool hands them over. */
export interface TcData {
  readonly gdprApplies?: boolean;
  readonly eventStatus?: string;
  readonly purpose?: { readonly consents: Readonly<Record<number, boolean>> };
}

/** What GPP tells in each event. */
export interface GppPing {
  readonly signalStatus: 'ready' | 'not ready';
  readonly parsedSections?: Readonly<Record<string, unknown>>;
}

export interface ShopifyChoice {
  readonly preferences: boolean;
  readonly analytics: boolean;
}

/** The consent tools of a page, as remote controls: each call does what the real tool would do at that moment. */
export interface ConsentTools {
  readonly tcf: {
    /** The snippet for the page's head: a function that queues. */
    stub(): void;
    /** The tool itself: takes the queue over, and tells everybody what is. */
    load(data: TcData): void;
    /** The shopper did something: tells everybody. */
    tell(data: unknown, success?: boolean): void;
    listeners(): number;
  };
  readonly gpp: {
    stub(): void;
    tell(ping: unknown): void;
  };
  readonly shopify: {
    /** What a storefront has before the API is loaded. */
    loader(): void;
    load(choice: ShopifyChoice): void;
    choose(choice: ShopifyChoice): void;
  };
  readonly google: {
    /** Makes `dataLayer` where there is none. */
    gtag(...command: unknown[]): void;
  };
  readonly gpc: {
    /** The browser's own setting. */
    set(on: boolean): void;
  };
}

interface Page {
  __tcfapi?: unknown;
  __gpp?: unknown;
  Shopify?: Record<string, unknown>;
  dataLayer?: unknown[];
  consentTools?: ConsentTools;
}

type Callback = (data: unknown, success: boolean) => void;

/**
 * Puts the controls on the page as `consentTools` and gives them back; nothing else is there until they are used. Stands
 * on its own, so that it can run in a browser before the page's first script.
 */
export function installConsentTools(): ConsentTools {
  const page = globalThis as unknown as Page;
  const tcfListeners = new Map<number, Callback>();
  const gppListeners = new Map<number, Callback>();
  let tcfQueue: unknown[][] = [];
  let tcData: TcData | undefined;
  let ping: unknown = { cmpStatus: 'stub', signalStatus: 'not ready', parsedSections: {}, applicableSections: [] };
  let shopifyChoice: ShopifyChoice = { preferences: false, analytics: false };
  let count = 0;

  const tcfapi = (command: string, _version: number, callback: Callback, parameter?: unknown): void => {
    if (command === 'addEventListener') {
      const listenerId = ++count;
      tcfListeners.set(listenerId, callback);
      callback({ ...tcData, listenerId }, true);
    } else if (command === 'removeEventListener') {
      callback(tcfListeners.delete(parameter as number), true);
    }
  };
  const tools: ConsentTools = {
    tcf: {
      stub() {
        page.__tcfapi = (...args: unknown[]) => void tcfQueue.push(args);
      },
      load(data) {
        tcData = data;
        page.__tcfapi = tcfapi;
        const queue = tcfQueue;
        tcfQueue = [];
        for (const args of queue) tcfapi(...(args as Parameters<typeof tcfapi>));
      },
      tell(data, success = true) {
        tcData = data as TcData;
        const isObject = typeof data === 'object' && data !== null;
        for (const [listenerId, callback] of tcfListeners) callback(isObject ? { ...data, listenerId } : data, success);
      },
      listeners: () => tcfListeners.size,
    },
    gpp: {
      stub() {
        page.__gpp = (command: string, callback: Callback) => {
          if (command !== 'addEventListener') return;
          const listenerId = ++count;
          gppListeners.set(listenerId, callback);
          callback({ eventName: 'listenerRegistered', listenerId, data: true, pingData: ping }, true);
        };
      },
      tell(next) {
        ping = next;
        for (const [listenerId, callback] of gppListeners) {
          callback({ eventName: 'signalStatus', listenerId, data: 'ready', pingData: next }, true);
        }
      },
    },
    shopify: {
      loader() {
        page.Shopify = { shop: 'lamps.myshopify.com', loadFeatures: () => undefined };
      },
      load(choice) {
        shopifyChoice = choice;
        page.Shopify ??= {};
        page.Shopify['customerPrivacy'] = {
          preferencesProcessingAllowed: () => shopifyChoice.preferences,
          analyticsProcessingAllowed: () => shopifyChoice.analytics,
          marketingAllowed: () => false,
          currentVisitorConsent: () => ({ preferences: '', analytics: '', marketing: '', sale_of_data: '' }),
        };
      },
      choose(choice) {
        shopifyChoice = choice;
        const { preferences: preferencesAllowed, analytics: analyticsAllowed } = choice;
        const detail = { preferencesAllowed, analyticsAllowed, marketingAllowed: false, saleOfDataAllowed: false };
        document.dispatchEvent(new CustomEvent('visitorConsentCollected', { detail }));
      },
    },
    google: {
      gtag() {
        page.dataLayer ??= [];
        // eslint-disable-next-line prefer-rest-params -- as in Google's snippet: the arguments object itself is pushed, no array
        page.dataLayer.push(arguments);
      },
    },
    gpc: {
      set(on) {
        Object.defineProperty(navigator, 'globalPrivacyControl', { value: on, configurable: true });
      },
    },
  };
  page.consentTools = tools;
  return tools;
}

/** Purposes that a TCF tool says are consented to, everything else refused. */
export function tcData(purposes: readonly number[], eventStatus = 'useractioncomplete', gdprApplies = true): TcData {
  return { gdprApplies, eventStatus, purpose: { consents: Object.fromEntries(purposes.map((id) => [id, true])) } };
}

export const TCF_ALL = [1, 5, 6, 8, 10];

/** GPP's ready signal with one national US section, its GPC segment beside the core as the specification has it. */
export function gppPing(core: Readonly<Record<string, number>>, gpc?: boolean): GppPing {
  const segments = [{ Version: 1, ...core }, ...(gpc === undefined ? [] : [{ GpcSegmentType: 1, Gpc: gpc }])];
  return { signalStatus: 'ready', parsedSections: { usnat: segments } };
}
