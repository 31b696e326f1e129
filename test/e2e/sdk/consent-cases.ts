import type { Consent, ConsentMode } from '../../../core/consent.js';
import { gppPing, tcData, TCF_ALL } from '../../helpers/consent-tools.js';
import type { ToolCall } from './consent-page.js';

export const CONSENTS: Readonly<Record<ConsentMode, Consent>> = {
  off: { personalization: false, storage: false, aggregates: false },
  session: { personalization: true, storage: false, aggregates: false },
  local: { personalization: true, storage: true, aggregates: false },
  aggregates: { personalization: true, storage: true, aggregates: true },
};
/** A shop that says yes to everything. */
export const YES = CONSENTS.aggregates;

export const granted = (...types: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    ['personalization_storage', 'functionality_storage', 'analytics_storage'].map((type) => [
      type,
      types.length === 0 || types.includes(type) ? 'granted' : 'denied',
    ]),
  );
export const google = (command: string, choices: object): ToolCall => ['google', 'gtag', 'consent', command, choices];
export const refused = granted('none');
const [NO_SALE, ANY_SALE] = [
  gppPing({ SaleOptOut: 1, SharingOptOut: 2 }),
  gppPing({ SaleOptOut: 2, SharingOptOut: 2 }),
];

/** A signal in one state: what was done before the SDK ran, what the shop says itself, what then holds, what happens later. */
export interface ConsentCase {
  readonly name: string;
  readonly before?: readonly ToolCall[];
  readonly own?: Partial<Consent>;
  readonly mode: ConsentMode;
  readonly later?: readonly (readonly [what: ToolCall, mode: ConsentMode])[];
}

/** Every signal: granted, denied, in part, undecided, late, withdrawn. */
export const CASES: readonly ConsentCase[] = [
  { name: 'nobody says anything', mode: 'session' },
  { name: 'own: off', own: { personalization: false }, mode: 'off' },
  { name: 'own: local', own: { storage: true }, mode: 'local' },
  { name: 'own: aggregates', own: YES, mode: 'aggregates' },

  {
    name: 'Shopify granted, then withdrawn',
    before: [['shopify', 'load', { preferences: true, analytics: true }]],
    mode: 'aggregates',
    later: [[['shopify', 'choose', { preferences: false, analytics: false }], 'session']],
  },
  {
    name: 'Shopify undecided or denied, then granted in part',
    before: [['shopify', 'load', { preferences: false, analytics: false }]],
    own: YES,
    mode: 'session',
    later: [[['shopify', 'choose', { preferences: true, analytics: false }], 'local']],
  },
  {
    name: 'Shopify still loading its API, which then grants',
    before: [['shopify', 'loader']],
    own: YES,
    mode: 'session',
    later: [[['shopify', 'load', { preferences: true, analytics: true }], 'aggregates']],
  },
  { name: 'TCF granted', before: [['tcf', 'load', tcData(TCF_ALL, 'tcloaded')]], mode: 'aggregates' },
  {
    name: 'TCF granted in part, then withdrawn',
    before: [['tcf', 'load', tcData([1, 5, 6, 10], 'tcloaded')]],
    own: YES,
    mode: 'local',
    later: [[['tcf', 'tell', tcData([])], 'session']],
  },
  { name: 'TCF denied', before: [['tcf', 'load', tcData([], 'tcloaded')]], own: YES, mode: 'session' },
  {
    name: 'TCF where the GDPR does not apply',
    before: [['tcf', 'load', tcData([], 'tcloaded', false)]],
    mode: 'session',
  },
  {
    name: 'TCF where the GDPR does not apply and the shop says yes',
    before: [['tcf', 'load', tcData([], 'tcloaded', false)]],
    own: YES,
    mode: 'aggregates',
  },
  {
    name: 'TCF undecided, then its dialogue, then granted',
    before: [['tcf', 'stub']],
    own: YES,
    mode: 'session',
    later: [
      [['tcf', 'load', tcData(TCF_ALL, 'cmpuishown')], 'session'],
      [['tcf', 'tell', tcData(TCF_ALL)], 'aggregates'],
    ],
  },
  {
    name: 'TCF loaded late, granted',
    mode: 'session',
    later: [[['tcf', 'load', tcData(TCF_ALL, 'tcloaded')], 'aggregates']],
  },
  {
    name: 'TCF with data that make no sense',
    before: [['tcf', 'load', { purpose: 'x' }]],
    own: YES,
    mode: 'session',
  },

  {
    name: 'GPP undecided, then no opt-out, then opted out',
    before: [['gpp', 'stub']],
    own: YES,
    mode: 'session',
    later: [
      [['gpp', 'tell', ANY_SALE], 'aggregates'],
      [['gpp', 'tell', NO_SALE], 'local'],
    ],
  },
  {
    name: 'GPP opted out',
    before: [
      ['gpp', 'stub'],
      ['gpp', 'tell', NO_SALE],
    ],
    own: YES,
    mode: 'local',
  },
  {
    name: 'GPP with its GPC segment',
    before: [
      ['gpp', 'stub'],
      ['gpp', 'tell', gppPing({ SaleOptOut: 2 }, true)],
    ],
    own: YES,
    mode: 'local',
  },
  {
    name: 'GPP without an opt-out grants nothing',
    before: [
      ['gpp', 'stub'],
      ['gpp', 'tell', ANY_SALE],
    ],
    mode: 'session',
  },

  {
    name: 'Google denied by default, then granted, then withdrawn',
    before: [google('default', refused)],
    mode: 'session',
    later: [
      [google('update', granted()), 'aggregates'],
      [google('update', { functionality_storage: 'denied' }), 'session'],
    ],
  },
  { name: 'Google granted', before: [google('update', granted())], mode: 'aggregates' },
  {
    name: 'Google granted in part',
    before: [google('update', granted('personalization_storage', 'functionality_storage'))],
    mode: 'local',
  },
  {
    name: 'Google with half of storage',
    before: [google('update', granted('personalization_storage'))],
    own: YES,
    mode: 'session',
  },
  {
    name: 'Google about analytics alone',
    before: [google('default', { analytics_storage: 'denied' })],
    own: YES,
    mode: 'local',
  },

  { name: 'Global Privacy Control', before: [['gpc', 'set', true]], own: YES, mode: 'local' },
  { name: 'Global Privacy Control alone', before: [['gpc', 'set', true]], mode: 'session' },
  {
    name: 'all of them, one of which denies at the end',
    before: [
      ['shopify', 'load', { preferences: true, analytics: true }],
      ['tcf', 'load', tcData(TCF_ALL)],
      ['gpp', 'stub'],
      ['gpp', 'tell', ANY_SALE],
      google('default', granted()),
      ['gpc', 'set', false],
    ],
    mode: 'aggregates',
    later: [[['tcf', 'tell', tcData([1, 5, 8, 10])], 'session']],
  },
];
