import type { Explanation, Recommendation } from '../../../core/protocol.js';

export interface Faults {
  /** Throws while its script runs. */
  readonly throwsAtStart?: boolean;
  /** Never answers. */
  readonly isDead?: boolean;
  /** Answers hello only after this time. */
  readonly helloDelayMs?: number;
  readonly version?: number;
  /** Hangs for ever in this method, with the whole thread. */
  readonly hangsIn?: string;
  /** Throws outside of any call once this method was called; goes on working. */
  readonly throwsAfter?: string;
  /** Rejects this method with this code. */
  readonly rejects?: { readonly method: string; readonly code: string };
  readonly items?: readonly Recommendation[];
  /** What it says of every item's place in a list. */
  readonly causes?: Explanation['events'];
  /** Wants the reports' worker as soon as the page listens. */
  readonly wantsReports?: boolean;
  /** Plays a worker beside the main one instead. */
  readonly sideWorker?: 'personal' | 'reports';
}

export function madeItem(
  id: string,
  values: Recommendation['values'] = {},
  reason = 'Because you looked at a lamp',
): Recommendation {
  return {
    id,
    values,
    score: 1,
    source: 'factors',
    reason: { kind: 'because-you-viewed', text: reason, itemId: 'lamp' },
  };
}

/**
 * The script of a worker that answers the page's calls from memory and fails on demand. It tells what it was asked over a
 * BroadcastChannel, and takes another list from there.
 */
export function faultyWorker(faults: Faults): string {
  return `'use strict';
const faults = ${JSON.stringify({ items: ['a', 'b', 'c'].map((id) => madeItem(id)), ...faults })};
if (faults.throwsAtStart) throw new Error('no start');
const wire = new BroadcastChannel('test');
let notices;
let tracked = 0;
const status = (mode) => ({ mode, storage: 'memory', events: tracked, model: null, modelSource: null, experiment: null,
  answering: 'closed-form', backend: 'js', sentBytes: 0, lastError: null });
let mode = 'off';
wire.onmessage = ({ data }) => {
  if (!data.items) return;
  faults.items = data.items;
  notices.postMessage({ kind: 'changed' });
};
const api = {
  hello: () => new Promise((resolve) => setTimeout(() => resolve(faults.version ?? 1), faults.helloDelayMs ?? 0)),
  open: (options) => status((mode = options.mode)),
  setMode: (next) => status((mode = next)),
  track: (events) => { tracked += events.length; notices?.postMessage({ kind: 'changed' }); },
  recommend: ({ count }) => ({ recommId: 'r' + tracked, recomms: faults.items.slice(0, count) }),
  explain: (recommId, itemId) => ({ recommId, itemId, score: 1, events: faults.causes ?? [], rest: 1 }),
  profile: () => ({ events: [], categories: [], brands: [] }),
  forget: () => { tracked = 0; },
  ledger: () => ({ reports: [], next: null, spent: { week: 0, all: 0 } }),
  setGuestMode: () => {},
  status: () => status(mode),
  subscribe: (port) => {
    notices = port;
    if (faults.wantsReports) port.postMessage({ kind: 'reports' });
  },
  connectPersonal: (port) => { port.onmessage = ({ data }) => wire.postMessage({ personal: data }); },
  connectReports: (end) => {
    if (end instanceof MessagePort) end.onmessage = ({ data }) => wire.postMessage({ reports: data });
    else wire.postMessage({ reports: end.code });
  },
  close: () => {},
};
self.onmessage = async ({ data, ports }) => {
  if (faults.sideWorker) {
    ports[0].postMessage(faults.sideWorker + ' is here: ' + data.kind);
    return;
  }
  if (faults.isDead) return;
  const name = data.path[0];
  const args = data.argumentList.map(({ value }) => value);
  wire.postMessage({ call: name, args: name === 'subscribe' || name.startsWith('connect') ? [] : args });
  if (faults.hangsIn === name) for (;;);
  if (faults.throwsAfter === name) setTimeout(() => { throw new Error('later'); });
  const rejects = faults.rejects?.method === name;
  const value = rejects
    ? { ok: false, error: { code: faults.rejects.code, message: 'made' } }
    : { ok: true, value: await api[name](...args) };
  self.postMessage({ id: data.id, type: 'RAW', value });
};
`;
}
