import { expect, it } from 'vitest';
import { sumCounts } from '../../../core/privacy/publish/epoch-counts.js';
import { finish, publishAggregates } from '../../../core/privacy/publish/publish-aggregates.js';
import { createCategoryDomain } from '../../../core/privacy/category-domain.js';
import { createMechanisms, EPSILON, PLACEMENTS } from '../../../core/privacy/questions.js';
import { parseReport, type Report } from '../../../core/privacy/report.js';
import { createRandom } from '../../../core/random.js';
import { createEngine } from '../../../engine/engine.js';
import { compareEstimates } from '../../../trainer/simulate/compare-estimates.js';
import { renderSimulation } from '../../../trainer/simulate/render-simulation.js';
import { createSeededBytes } from '../../../trainer/simulate/seeded-bytes.js';
import { liveDevice, type Visit } from '../../../trainer/simulate/simulated-device.js';
import { createTruth } from '../../../trainer/simulate/truth.js';
import { smallModel } from '../../helpers/small-model.js';
import { only } from '../../worker/report/reporter-bench.js';
import { DAY, START } from '../../worker/report/made-ledgers.js';
import { itemId } from '../../worker/shop-events.js';

const DEVICES = 500;
const engine = createEngine(smallModel());
const mechanisms = createMechanisms();

/** Of devices: half dismiss in the cart’s row, and half of those in `similar` too, of which they name one. */
const NAMED: Readonly<Record<string, number>> = { cart: 0.375, similar: 0.125 };

/** Consent, then rows in which products are dismissed, then visits in which the report is made and sent. */
function visitsOf(device: number): Visit[] {
  const at = START + 2 * DAY;
  const item = (list?: string) => [{ item_id: itemId(3), ...(list !== undefined && { item_list_id: list }) }];
  const seen = { name: 'view_item_list', time: at, items: item('basket') } as const;
  const dismissed = { name: 'dismiss_item', time: at + 5_000, items: item() } as const;
  const both = { ...dismissed, time: at + 9_000, items: item('similar') };
  return [
    { start: START, events: [] },
    { start: at, events: [seen, ...[dismissed, both].slice(0, [2, 0, 1, 0][device % 4])] },
    ...[16, 18].map((days) => ({ start: START + days * DAY, events: [] })),
  ];
}

it('devices that dismiss are estimated from what they send, beside the truth, row by row', async () => {
  const random = createRandom(5);
  const truth = createTruth();
  const sent: Report[] = [];
  const shop = {
    models: [{ engine, categories: createCategoryDomain(engine.model.ids, engine.model.items) }] as const,
    manifest: { sequence: 1, reports: only('dismissal') },
    ...{ reportsUrl: 'https://shop.example/v1/reports', budget: { epsilon: EPSILON, mechanisms }, truth },
    onTime: () => undefined,
  };
  const bytes = createSeededBytes(random.fork('noise'));
  for (let device = 0; device < DEVICES; device++) {
    await liveDevice(visitsOf(device), shop, bytes, ({ text }) => {
      sent.push(parseReport(text));
      return Promise.resolve({ kind: 'accepted' });
    });
  }
  expect(sent.length).toBeGreaterThanOrEqual(DEVICES);
  const counts = sumCounts(
    sent.map((report) => ({ ...report, count: 1 })),
    mechanisms,
  );
  const epochs = [{ epoch: sent[0]!.epoch, counts }];
  const aggregates = finish(publishAggregates({ shop: 'default', epochs, categories: new Map(), catalog: [] }));
  const compared = compareEstimates(aggregates, truth);
  expect(compared.map(({ question, reports }) => [question, reports])).toEqual([['dismissal', sent.length]]);
  const { cells } = compared[0]!;
  expect(new Set(cells.map(({ name }) => name))).toEqual(new Set(PLACEMENTS));
  for (const { name, truth: share, estimate, standardError } of cells) {
    const named = NAMED[name];
    if (named === undefined) expect(share).toBe(0);
    else expect(Math.abs(share - named)).toBeLessThan(0.06);
    expect(Math.abs(estimate! - share)).toBeLessThan(4.5 * standardError!);
  }
  expect(renderSimulation(compared, [])).toMatch(/dismissal, \d+ reports/);
}, 60_000);
