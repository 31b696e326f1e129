import { describe, expect, it } from 'vitest';
import { parseManifest } from '../../../core/artifact/manifest.js';
import { parseShopEvent } from '../../../core/events/shop-event.js';
import { QUESTIONS, type Question } from '../../../core/privacy/questions.js';
import { createEngine } from '../../../engine/engine.js';
import { MemoryLedger } from '../../../worker/report/memory-ledger.js';
import { createReportSource } from '../../../worker/report/report-source.js';
import { Reporter } from '../../../worker/report/reporter.js';
import { MemoryStore } from '../../../worker/store/memory-store.js';
import type { TrackedEvent } from '../../../src/index.js';
import { seededBytes } from '../../helpers/seeded-bytes.js';
import { smallModel } from '../../helpers/small-model.js';
import { createVirtualClock } from '../../helpers/virtual-clock.js';
import { ALL, DAY, HOUR, ledgerOf, setConsent, START, useReports, type ReportsWindow } from './reports-page.js';

/** So many reports a question; the long run that ties measured budgets to the network has 2000. */
const UPLOADS = Number(process.env['SHELFWISE_UPLOADS'] ?? 50);
const LIMIT_MS = 60_000 + UPLOADS * 500;
const ITEMS = 40;

const reports = useReports();

const EVENTS = ['view_item', 'select_item', 'add_to_cart', 'purchase', 'view_item_list', 'dismiss_item'];

/** What a shopper does before each report: never the same, sometimes nothing, on all stages of a row, and beside them. */
const HISTORIES: readonly (readonly TrackedEvent[])[] = Array.from({ length: UPLOADS }, (_, k) =>
  Array.from({ length: k % 5 }, (_each, n) => ({
    event_name: EVENTS[(k + n) % EVENTS.length]!,
    items: [{ item_id: itemOf(k * 7 + n * 3), item_list_id: ['home', 'similar', 'cart'][(k + n) % 3]!, index: n }],
    timestamp: START + (k * 10 + n) * 1000,
  })),
);

function itemOf(k: number): string {
  return `item-${String(k % ITEMS).padStart(3, '0')}`;
}

/** The time between a report and the next, in which it is made, and the one in which it is sent. */
const STEPS = [
  { jump: 8 * DAY, pass: 2 * HOUR },
  { jump: DAY, pass: 2 * HOUR },
] as const;

const policyOf = (question: Question) => ({
  weights: { item: 0, category: 0, placement: 0, model: 0, weight: 0, dismissal: 0, [question]: 10 },
});

/** The same life in Node, in the same randomness: what the encode path says there. */
async function sayInNode(question: Question, seed: number): Promise<string[]> {
  const clock = createVirtualClock(START);
  const [events, ledger] = [new MemoryStore(), new MemoryLedger()];
  const said: string[] = [];
  const engine = createEngine(smallModel());
  const manifest = parseManifest(reports.site.manifest());
  const reporter = new Reporter(
    {
      shop: 'default',
      reportsUrl: 'https://shop.example/v1/reports',
      source: createReportSource({
        model: () => ({ manifest, engine, arm: 0 }),
        readSince: (key) => events.readSince(key),
      }),
    },
    {
      openLedger: () => ledger,
      now: () => clock.now(),
      after: (delayMs, task) => clock.after(delayMs, task),
      randomBytes: seededBytes(seed),
      hasGpc: () => false,
      sendReport: ({ text }) => (said.push(text), Promise.resolve({ kind: 'accepted' })),
    },
  );
  expect(manifest.reports).toEqual(policyOf(question).weights);
  await reporter.setMode('aggregates', false);
  await expect.poll(() => ledger.read()).toBeDefined();
  clock.jump(14 * DAY);
  for (const history of HISTORIES) {
    await events.append(history.map((event) => ({ ...parseShopEvent(event, 0), eligible: true })));
    for (const { jump, pass } of STEPS) {
      clock.jump(jump);
      await clock.pass(pass);
    }
  }
  await reporter.close();
  return said;
}

async function sayInBrowser(seed: number): Promise<string[]> {
  const page = await reports.open({ seed });
  await setConsent(page, ALL);
  await expect.poll(async () => (await ledgerOf(page)).next).not.toBeNull();
  await reports.pass(page, { jump: 14 * DAY, pass: 0 });
  page.setDefaultTimeout(LIMIT_MS);
  await page.evaluate(
    async ([histories, steps]) => {
      const { recommender, passTime } = window as unknown as ReportsWindow;
      for (const history of histories) {
        for (const event of history) recommender.track(event);
        await recommender.profile(); // what was tracked is in the worker
        for (const { jump, pass } of steps) await passTime(jump, pass, 1);
      }
    },
    [HISTORIES, STEPS] as const,
  );
  return reports.arrived.map(({ body }) => body);
}

describe('what a browser uploads', () => {
  it.each(QUESTIONS.map((question, k) => [question, k + 100] as const))(
    'is byte by byte what the encode path says in the same randomness: %s',
    async (question, seed) => {
      await reports.useModel({ reports: policyOf(question) });
      const [uploaded, said] = [await sayInBrowser(seed), await sayInNode(question, seed)];
      expect(said).toHaveLength(UPLOADS);
      expect(new Set(said).size).toBe(UPLOADS);
      expect(uploaded).toEqual(said);
    },
    LIMIT_MS,
  );
});
