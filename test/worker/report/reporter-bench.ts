import { PLACEMENT_STAGES, PLACEMENTS, type QuestionWeights } from '../../../core/privacy/questions.js';
import type { ShopEvent } from '../../../core/events/shop-event.js';
import { createEngine, type Engine } from '../../../engine/engine.js';
import { MemoryLedger } from '../../../worker/report/memory-ledger.js';
import type { LedgerStore } from '../../../worker/report/ledger-store.js';
import { Reporter, type ReportBudget, type ReporterHost } from '../../../worker/report/reporter.js';
import { createReportSource, type SourceHost } from '../../../worker/report/report-source.js';
import type { ReportPorts } from '../../../worker/report/report-ports.js';
import type { SendOutcome, SendRequest } from '../../../worker/report/sender.js';
import { MemoryStore } from '../../../worker/store/memory-store.js';
import { seededBytes } from '../../helpers/seeded-bytes.js';
import { smallModel } from '../../helpers/small-model.js';
import { createVirtualClock, type VirtualClock } from '../../helpers/virtual-clock.js';
import { DAY, HOUR, START } from './made-ledgers.js';

/** Only one question is ever asked. */
export function only(question: keyof QuestionWeights): QuestionWeights {
  return { item: 0, category: 0, placement: 0, model: 0, weight: 0, dismissal: 0, [question]: 10 };
}

/** Under this budget every answer is the true one; an item's bucket is one of a million. */
export const TRUTHFUL: ReportBudget = {
  epsilon: 4,
  mechanisms: {
    item: { kind: 'hash', choices: 1_000_000, keep: 2 ** 32 },
    category: (choices) => ({ kind: 'choice', choices, keep: 2 ** 32 }),
    placement: { kind: 'choice', choices: PLACEMENT_STAGES.length, keep: 2 ** 32 },
    model: { kind: 'choice', choices: 2, keep: 2 ** 32 },
    weight: { kind: 'mean', cells: 1024, window: 1, keep: 2 ** 32 },
    dismissal: { kind: 'choice', choices: 1 + PLACEMENTS.length, keep: 2 ** 32 },
  },
};

export interface BenchOptions {
  readonly seed?: number;
  readonly engine?: Engine;
  readonly ledger?: LedgerStore;
  readonly policy?: QuestionWeights;
  /** Of the model in force. Default 0. */
  readonly arm?: 0 | 1;
  readonly budget?: ReportBudget;
}

/** The shop and what its evidence comes from. */
type BenchHost = Omit<ReporterHost, 'source'> & SourceHost;

/** One browser: a ledger, an event store, a clock, and a server that answers as told. */
export interface ReporterBench {
  readonly clock: VirtualClock;
  readonly ledger: LedgerStore;
  readonly events: MemoryStore;
  /** What arrived, byte by byte. */
  readonly sent: SendRequest[];
  /** What the server says from now on. */
  answer: SendOutcome;
  hasGpc: boolean;
  /** Appends events that may feed a report. */
  track(...events: readonly ShopEvent[]): Promise<void>;
  /** A tab: a reporter under a mode. */
  open(host?: Partial<BenchHost>, ports?: Partial<ReportPorts>): Reporter;
  /** Opens a tab with consent to aggregates and lets the fresh ledger's wait pass. */
  openDue(host?: Partial<BenchHost>): Promise<Reporter>;
}

const engine = createEngine(smallModel());

export function createBench(options: BenchOptions = {}): ReporterBench {
  const clock = createVirtualClock(START);
  const ledger = options.ledger ?? new MemoryLedger();
  const events = new MemoryStore();
  const randomBytes = seededBytes(options.seed ?? 1);
  const sent: SendRequest[] = [];
  const bench: ReporterBench = {
    clock,
    ledger,
    events,
    sent,
    answer: { kind: 'accepted' },
    hasGpc: false,
    track: (...tracked) => events.append(tracked.map((event) => ({ ...event, eligible: true }))),
    open: (host = {}, ports = {}) =>
      new Reporter(
        {
          shop: 'default',
          reportsUrl: 'https://shop.example/v1/reports',
          ...host,
          source: createReportSource({
            model: () => ({
              manifest: { sequence: 5, ...(options.policy && { reports: options.policy }) },
              engine: options.engine ?? engine,
              arm: options.arm ?? 0,
            }),
            readSince: (key) => events.readSince(key),
            ...host,
          }),
        },
        {
          openLedger: () => ledger,
          now: () => clock.now(),
          after: (delayMs, task) => clock.after(delayMs, task),
          randomBytes,
          hasGpc: () => bench.hasGpc,
          sendReport: (request) => {
            sent.push(request);
            return Promise.resolve(bench.answer);
          },
          ...ports,
        },
        options.budget,
      ),
    async openDue(host = {}) {
      const reporter = bench.open(host);
      await reporter.setMode('aggregates', false);
      await settle();
      await clock.pass((await ledger.read())!.waitUntil - clock.now());
      return reporter;
    },
  };
  return bench;
}

/** Lets what was begun without being waited for come to its end. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** Past any delay between making and sending. */
export const SENDING = DAY + HOUR;

/** How many reports the ledger knows of, and what became of each. */
export async function outcomes({ ledger }: ReporterBench): Promise<string[]> {
  return (await ledger.rows()).map(({ outcome }) => outcome);
}

export async function made(bench: ReporterBench): Promise<number> {
  return (await outcomes(bench)).length;
}
