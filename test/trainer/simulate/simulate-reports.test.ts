import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { EPSILON } from '../../../core/privacy/questions.js';
import type { Aggregates } from '../../../core/privacy/publish/aggregates.js';
import { createRandom } from '../../../core/random.js';
import { createEngine } from '../../../engine/engine.js';
import { readArtifact } from '../../../trainer/artifact-files.js';
import { ingest } from '../../../trainer/ingest/ingest.js';
import type { History } from '../../../trainer/history.js';
import { SILENT_PROGRESS } from '../../../trainer/progress.js';
import { compareEstimates } from '../../../trainer/simulate/compare-estimates.js';
import { renderSimulation, simulationLines } from '../../../trainer/simulate/render-simulation.js';
import { startOwnServer } from '../../../trainer/simulate/own-server.js';
import { createSeededBytes } from '../../../trainer/simulate/seeded-bytes.js';
import {
  forgedCount,
  forgeReports,
  simulateReports,
  type Simulated,
} from '../../../trainer/simulate/simulate-reports.js';

const modelDir = process.env['SHELFWISE_TEST_MODEL']!;
const LIMIT_MS = 120_000;
const OPTIONS = { clients: 80, epsilon: EPSILON, weeks: 3 };

interface Run {
  readonly simulated: Simulated;
  readonly aggregates: Aggregates;
}

/** Everything real but time: reporter, ledger, sender, HTTP, server, embedded database. */
async function run(history: History, forged = 0): Promise<Run> {
  const { model, manifest } = readArtifact(modelDir);
  const dataDir = mkdtempSync(path.join(tmpdir(), 'shelfwise-test-simulate-'));
  const until = 1 + 1000 * history.time.reduce((latest, time) => Math.max(latest, time), 0);
  const server = await startOwnServer({ modelDir, dataDir }, until);
  try {
    const random = createRandom(7);
    const world = {
      ...{ history, manifest, until, random, progress: SILENT_PROGRESS, engine: createEngine(model) },
      ...{ randomBytes: createSeededBytes(random.fork('noise')) },
      ...{ reportsUrl: server.reportsUrl, onTime: server.setTime },
    };
    const simulated = await simulateReports(world, OPTIONS);
    if (forged > 0) await forgeReports(world, { ...OPTIONS, count: forged, pushed: 0 });
    return { simulated, aggregates: await server.aggregates(until, 8) };
  } finally {
    await server.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

describe('simulated shoppers', () => {
  let history: History;
  let first: Run;
  beforeAll(async () => {
    const events = [path.join(process.env['SHELFWISE_TEST_SHOP']!, 'events.csv')];
    ({ history } = await ingest({ events, progress: SILENT_PROGRESS }));
    first = await run(history);
  }, LIMIT_MS);

  it('are counted once for every report that their ledgers call sent, and for no other', () => {
    const { outcomes } = first.simulated;
    expect(outcomes['sent']).toBeGreaterThan(OPTIONS.clients);
    expect(first.aggregates.reports).toBe(outcomes['sent']);
    expect(outcomes['refused'] ?? 0).toBe(0);
  });

  it('report once a week at most', () => {
    const made = Object.values(first.simulated.outcomes).reduce((a, b) => a + b, 0);
    const weeks = OPTIONS.weeks + 1; // the wait for the first takes one week of two at least
    expect(made).toBeLessThanOrEqual(OPTIONS.clients * (weeks + 1));
  });

  it('are estimated within five standard errors', () => {
    const compared = compareEstimates(first.aggregates, first.simulated.truth);
    expect(compared.map(({ question }) => question.split(' ')[0])).toEqual(
      expect.arrayContaining(['item', 'category', 'placement', 'model', 'weight', 'dismissal']),
    );
    for (const { cells, question, reports } of compared) {
      for (const { estimate, standardError, truth } of cells) {
        if (estimate === null || reports < 30) continue;
        expect([question, Math.abs(estimate - truth) < 5 * standardError! + 0.02]).toEqual([question, true]);
      }
    }
  });

  it(
    'give the same bytes again for the same seed',
    async () => {
      const again = await run(history);
      expect(again).toEqual({ ...first, simulated: { ...first.simulated, truth: expect.anything() as unknown } });
    },
    LIMIT_MS,
  );

  it(
    'are outshouted by forged reports by as many as there are',
    async () => {
      const count = forgedCount(first.aggregates.reports, 0.1);
      const { aggregates } = await run(history, count);
      expect(aggregates.reports).toBe(first.aggregates.reports + count);
    },
    LIMIT_MS,
  );

  it('are shown as a table and as a page without a script', () => {
    const compared = compareEstimates(first.aggregates, first.simulated.truth);
    expect(simulationLines(compared).join('\n')).toMatch(/category, \d+ reports/);
    const page = renderSimulation(compared, ['80 shoppers']);
    expect(page).toContain('<svg');
    expect(page).not.toContain('<script');
  });
});
