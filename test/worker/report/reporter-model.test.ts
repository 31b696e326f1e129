import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConsentMode } from '../../../core/consent.js';
import { createHashFamily } from '../../../core/privacy/hashed-choice.js';
import { createEngine } from '../../../engine/engine.js';
import type { LedgerStore } from '../../../worker/report/ledger-store.js';
import type { LedgerRow, LedgerState, LedgerStep } from '../../../worker/report/ledger.js';
import { MemoryLedger } from '../../../worker/report/memory-ledger.js';
import type { Reporter } from '../../../worker/report/reporter.js';
import type { SendOutcome, SendRequest } from '../../../worker/report/sender.js';
import { smallModel } from '../../helpers/small-model.js';
import { itemId, shopEvent } from '../shop-events.js';
import { DAY, HOUR, WEEK } from './made-ledgers.js';
import { createBench, only, settle, TRUTHFUL } from './reporter-bench.js';

const BUCKETS = 1_000_000;
const ITEMS = 120;
const engine = createEngine(smallModel({ items: ITEMS }));

/** Something that can happen to a browser. */
interface Happening {
  readonly name: string;
  readonly run: (life: Life) => Promise<unknown>;
}

const happening = (name: string, run: (life: Life) => Promise<unknown>): Happening => ({ name, run });
const hours = (min: number, max: number, run: (life: Life, hours: number) => Promise<unknown>) =>
  fc.integer({ min, max }).map((count) => happening(`${run.name} ${String(count)} h`, (life) => run(life, count)));
const oneOf = <T>(what: string, values: readonly T[], run: (life: Life, value: T) => Promise<unknown>) =>
  fc.constantFrom(...values).map((value) => happening(`${what} ${String(value)}`, (life) => run(life, value)));
const pass = (life: Life, count: number): Promise<unknown> => life.pass(count);
const jump = (life: Life, count: number): Promise<unknown> => life.jump(count);
const MODES: readonly ConsentMode[] = ['off', 'session', 'local', 'aggregates', 'aggregates', 'aggregates'];

const anyHappening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 8, arbitrary: fc.constant(happening('event', (life) => life.track())) },
  { weight: 9, arbitrary: hours(1, 30, pass) },
  { weight: 7, arbitrary: hours(100, 350, pass) },
  { weight: 1, arbitrary: hours(-3000, 9000, jump) },
  { weight: 2, arbitrary: oneOf('mode', MODES, (life, mode) => life.setMode(mode)) },
  { weight: 1, arbitrary: oneOf('GPC', [true, false], (life, on) => life.setGpc(on)) },
  { weight: 1, arbitrary: oneOf('guest', [true, false], (life, on) => life.setGuestMode(on)) },
  { weight: 2, arbitrary: fc.constant(happening('tab', (life) => life.openTab())) },
  { weight: 2, arbitrary: fc.constant(happening('crash', (life) => life.crashTab())) },
  { weight: 4, arbitrary: fc.constant(happening('race', (life) => life.race())) },
  { weight: 2, arbitrary: oneOf('disk fails', ['before', 'after'] as const, (life, when) => life.failDisk(when)) },
  {
    weight: 3,
    arbitrary: oneOf('server', ['accepted', 'refused', 'later'] as const, (life, kind) => life.setServer(kind)),
  },
  { weight: 1, arbitrary: fc.constant(happening('forget', (life) => life.forget())) },
  { weight: 1, arbitrary: fc.constant(happening('clear site data', (life) => life.clearSiteData())) },
);

/** A ledger whose disk fails once where told to: before it has written, or after it has and before it could say so. */
class FaultyLedger implements LedgerStore {
  readonly #disk = new MemoryLedger();
  /** Every report that was ever committed, with the moment of it. */
  readonly committed: { readonly row: LedgerRow; readonly life: number; readonly waitUntil: number }[] = [];
  fails: 'before' | 'after' | undefined;
  /** How often it was erased. */
  life = 0;

  read(): Promise<LedgerState | undefined> {
    return this.#disk.read();
  }

  rows(): Promise<LedgerRow[]> {
    return this.#disk.rows();
  }

  async update(step: (state: LedgerState | undefined) => LedgerStep | undefined, mayCreate = false): Promise<boolean> {
    const { fails } = this;
    let written: LedgerStep | undefined;
    const spy = (state: LedgerState | undefined): LedgerStep | undefined => {
      written = step(state);
      if (written !== undefined) this.fails = undefined;
      if (written !== undefined && fails === 'before') throw new Error('lost');
      return written;
    };
    const isWritten = await Promise.resolve().then(() => this.#disk.update(spy, mayCreate));
    if (written?.row?.outcome === 'waiting') {
      this.committed.push({ row: written.row, life: this.life, waitUntil: written.state.waitUntil });
    }
    if (isWritten && fails === 'after') throw new Error('lost');
    return isWritten;
  }

  clear(): Promise<void> {
    this.life++;
    return this.#disk.clear();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** One browser's life, checked at every step. */
class Life {
  readonly ledger = new FaultyLedger();
  readonly texts = new Map<string, string>();
  readonly #bench;
  #tabs: Reporter[] = [];
  #mode: ConsentMode = 'aggregates';
  #isGuest = false;
  #hasJumped = false;
  #says: SendOutcome['kind'] = 'accepted';
  #elapsed = 0;
  /** Whether each event may feed a report, in the order they were tracked; its item is its position. */
  #events: { mayFeed: boolean }[] = [];
  #checked = 0;
  #lastMade = -Infinity;

  constructor(seed: number) {
    this.#bench = createBench({ seed, ledger: this.ledger, engine, policy: only('item'), budget: TRUTHFUL });
  }

  get #mayReport(): boolean {
    return this.#mode === 'aggregates' && !this.#isGuest && !this.#bench.hasGpc;
  }

  async play(happenings: readonly Happening[]): Promise<void> {
    await this.openTab();
    for (const { run } of happenings) {
      await run(this);
      await settle();
      await this.#check();
    }
    await this.#inAllTabs((tab) => tab.close());
    expect(this.#bench.clock.waiting).toBe(0);
  }

  async track(): Promise<void> {
    if (this.#events.length === ITEMS || this.#mode === 'off') return;
    const mayFeed = this.#tabs.some((tab) => tab.isAllowed);
    const event = shopEvent(this.#events.length, this.#events.length);
    this.#events.push({ mayFeed });
    await (mayFeed ? this.#bench.track(event) : this.#bench.events.append([event]));
  }

  /** In small steps, so that a report is checked against what had happened when it was made. */
  async pass(count: number): Promise<void> {
    for (let hour = 0; hour < count; hour++) {
      this.#elapsed += HOUR;
      await this.#bench.clock.pass(HOUR);
      await this.#check();
    }
  }

  jump(count: number): Promise<void> {
    this.#hasJumped = true;
    this.#bench.clock.jump(count * HOUR);
    return Promise.resolve();
  }

  async setMode(mode: ConsentMode): Promise<void> {
    if (mode !== 'aggregates') this.#spendAll();
    this.#mode = mode;
    await this.#inAllTabs((tab) => tab.setMode(mode, this.#isGuest));
  }

  setGpc(on: boolean): Promise<void> {
    this.#bench.hasGpc = on;
    return Promise.resolve();
  }

  async setGuestMode(on: boolean): Promise<void> {
    this.#isGuest = on;
    await this.#inAllTabs((tab) => tab.setMode(this.#mode, on));
  }

  async openTab(): Promise<void> {
    const tab = this.#bench.open({}, { sendReport: (request) => this.#receive(request) });
    this.#tabs.push(tab);
    await tab.setMode(this.#mode, this.#isGuest);
  }

  async crashTab(): Promise<void> {
    await this.#tabs.shift()?.close();
    if (this.#tabs.length === 0) await this.openTab();
  }

  race(): Promise<void> {
    return this.#inAllTabs((tab) => tab.consider());
  }

  failDisk(when: 'before' | 'after'): Promise<void> {
    this.ledger.fails = when;
    return Promise.resolve();
  }

  setServer(kind: SendOutcome['kind']): Promise<void> {
    this.#says = kind;
    return Promise.resolve();
  }

  async forget(): Promise<void> {
    this.#spendAll();
    await Promise.all([this.#bench.events.clear(), this.#inAllTabs((tab) => tab.forget())]);
  }

  async clearSiteData(): Promise<void> {
    this.#spendAll();
    await Promise.all([this.#bench.events.clear(), this.ledger.clear()]);
  }

  async #inAllTabs(task: (tab: Reporter) => Promise<unknown>): Promise<void> {
    await Promise.all(this.#tabs.map((tab) => task(tab).catch(() => undefined)));
  }

  #receive({ id, text }: SendRequest): Promise<SendOutcome> {
    expect(this.#mayReport).toBe(true);
    const debited = this.ledger.committed.find(({ row }) => row.id === id);
    expect(debited?.row.text).toBe(text);
    expect(this.texts.get(id) ?? text).toBe(text);
    this.texts.set(id, text);
    return Promise.resolve({ kind: this.#says });
  }

  /** None of what was tracked so far may feed a report any more. */
  #spendAll(): void {
    for (const event of this.#events) event.mayFeed = false;
  }

  async #check(): Promise<void> {
    for (; this.#checked < this.ledger.committed.length; this.#checked++) this.#checkMade(this.#checked);
    const waiting = (await this.ledger.rows()).filter(({ outcome }) => outcome === 'waiting');
    const outbox = (await this.ledger.read())?.outbox;
    expect(waiting.map(({ id }) => id)).toEqual(outbox ? [outbox.row.id] : []);
  }

  #checkMade(position: number): void {
    const { row, life, waitUntil } = this.ledger.committed[position]!;
    const before = this.ledger.committed[position - 1];
    expect(this.#mayReport).toBe(true);
    expect(row.madeAt).toBeGreaterThanOrEqual(waitUntil);
    if (before?.life === life) expect(row.madeAt - before.row.madeAt).toBeGreaterThanOrEqual(WEEK);
    if (!this.#hasJumped) expect(this.#elapsed - this.#lastMade).toBeGreaterThanOrEqual(WEEK);
    this.#lastMade = this.#elapsed;
    const { epoch, parameter, answer } = JSON.parse(row.text) as Record<'epoch' | 'parameter' | 'answer', number>;
    const family = createHashFamily(epoch, BUCKETS);
    const isTold = (text: string): boolean => family.bucketOf(text, parameter) === answer;
    const told = this.#events.find((_event, k) => isTold(itemId(k)));
    if (told === undefined) expect(isTold('')).toBe(true);
    else expect(told.mayFeed).toBe(true);
    this.#spendAll();
  }
}

describe('whatever happens to a browser, in whatever order', () => {
  it('at most one report in 7 days leaves it, of events that may feed one and each once, debited before, the same bytes on every retry', async () => {
    const totals = { made: 0, sent: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyHappening, { minLength: 20, maxLength: 60 }),
        fc.integer({ min: 0, max: 0xffff_ffff }),
        async (happenings, seed) => {
          const life = new Life(seed);
          await life.play(happenings);
          totals.made += life.ledger.committed.length;
          totals.sent += life.texts.size;
        },
      ),
      { numRuns: Number(process.env['SHELFWISE_RUNS'] ?? 100) },
    );
    expect(totals.made).toBeGreaterThan(100);
    expect(totals.sent).toBeGreaterThan(30);
  });

  it('makes reports all the while where nothing stands in the way', async () => {
    const week = happening('a week with an event', async (life) => {
      await life.track();
      await life.pass((WEEK + DAY) / HOUR);
    });
    const life = new Life(1);
    await life.play(Array.from({ length: 40 }, () => week));
    expect(life.ledger.committed.length).toBeGreaterThanOrEqual(38);
    expect(life.texts.size).toBeGreaterThanOrEqual(37);
  });
});
