import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeSettings, type Blend, type Settings } from '../../../core/artifact/blend-section.js';
import type { Aggregates } from '../../../core/privacy/publish/aggregates.js';
import { EPSILON } from '../../../core/privacy/questions.js';
import { createRandom } from '../../../core/random.js';
import { createEngine } from '../../../engine/engine.js';
import { readArtifact, writeArtifact } from '../../../trainer/artifact-files.js';
import { ingest } from '../../../trainer/ingest/ingest.js';
import { SILENT_PROGRESS } from '../../../trainer/progress.js';
import { compareArms, compareEstimates } from '../../../trainer/simulate/compare-estimates.js';
import { startOwnServer } from '../../../trainer/simulate/own-server.js';
import { armLines, renderSimulation, simulationLines } from '../../../trainer/simulate/render-simulation.js';
import { createSeededBytes } from '../../../trainer/simulate/seeded-bytes.js';
import { simulateReports, type Simulated } from '../../../trainer/simulate/simulate-reports.js';

const LIMIT_MS = 240_000;
const OPTIONS = { clients: 400, epsilon: EPSILON, weeks: 3 };
/** Only the model check is asked: so few shoppers tell enough of it. */
const ONLY_MODEL = { item: 0, category: 0, placement: 0, model: 40, weight: 0, dismissal: 0 };

/** A model that recommends the worst it knows. */
function worsen({ blend, ...settings }: Settings): Settings {
  const negate = ({ weights }: Blend): Blend => ({ weights: weights.map((weight) => -weight) });
  const { forbid, allow, basket, newcomer, cold } = blend;
  return {
    ...settings,
    blend: {
      ...{ forbid: negate(forbid), allow: negate(allow), basket: negate(basket) },
      ...{ newcomer: negate(newcomer), cold: negate(cold) },
    },
  };
}

describe('a simulated experiment between a model and one made poor on purpose', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'shelfwise-test-experiment-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  let simulated: Simulated;
  let aggregates: Aggregates;

  beforeAll(async () => {
    const good = readArtifact(process.env['SHELFWISE_TEST_MODEL']!);
    const { asOf, items, dimension } = good.manifest;
    const facts = { asOf, items, dimension, reports: ONLY_MODEL };
    const sections = new Map(good.sections).set('blend', encodeSettings(worsen(good.model.settings)));
    const modelDir = path.join(folder, 'model');
    writeArtifact(modelDir, good.sections, facts, { experiment: { name: 'poor', sections, facts } });
    const { manifest, model, other } = readArtifact(modelDir);
    const events = [path.join(process.env['SHELFWISE_TEST_SHOP']!, 'events.csv')];
    const { history } = await ingest({ events, progress: SILENT_PROGRESS });
    const until = 1 + 1000 * history.time.reduce((latest, time) => Math.max(latest, time), 0);
    const server = await startOwnServer({ modelDir, dataDir: folder }, until);
    try {
      const random = createRandom(7);
      const world = {
        ...{ history, manifest, until, random, progress: SILENT_PROGRESS },
        ...{ engine: createEngine(model), other: createEngine(other!.model) },
        ...{ randomBytes: createSeededBytes(random.fork('noise')) },
        ...{ reportsUrl: server.reportsUrl, onTime: server.setTime },
      };
      simulated = await simulateReports(world, OPTIONS);
      aggregates = await server.aggregates(until, 8);
    } finally {
      await server.close();
    }
  }, LIMIT_MS);

  it('gives about half of the devices each arm, and every report is taken', () => {
    expect(simulated.outcomes['refused'] ?? 0).toBe(0);
    expect(aggregates.reports).toBe(simulated.outcomes['sent']);
    const [model] = aggregates.questions.model!;
    const [a, b] = model!.arms.map(({ n }) => n) as [number, number];
    expect(a + b).toBe(aggregates.reports);
    // Some three reports of a device go together.
    expect(Math.abs(a - b)).toBeLessThan(4.5 * Math.sqrt(3 * (a + b)));
  });

  it('finds the better arm, and holds the true difference in its interval', () => {
    const [arms, ...others] = compareArms(aggregates, simulated.truth);
    expect(others).toEqual([]);
    const { interval, truth, verdict } = arms!;
    expect(truth).toBeGreaterThan(0.05);
    expect(verdict).toBe('A better');
    expect(truth).toBeGreaterThan(interval[0]);
    expect(truth).toBeLessThan(interval[1]);
  });

  it('estimates each arm’s hit rate within five standard errors', () => {
    const compared = compareEstimates(aggregates, simulated.truth);
    expect(compared.map(({ cells }) => cells.map(({ name }) => name))).toEqual([['A: foreseen', 'B: foreseen']]);
    for (const { estimate, standardError, truth } of compared[0]!.cells) {
      expect(Math.abs(estimate! - truth)).toBeLessThan(5 * standardError!);
    }
  });

  it('shows both arms and their difference, as a table and as a page', () => {
    const [compared, arms] = [compareEstimates(aggregates, simulated.truth), compareArms(aggregates, simulated.truth)];
    const text = [...simulationLines(compared), ...armLines(arms)].join('\n');
    for (const part of ['A: foreseen', 'B: foreseen', 'A − B', 'A better']) expect(text).toContain(part);
    const page = renderSimulation(compared, ['shoppers'], arms);
    expect(page.match(/<svg/g)).toHaveLength(2);
    expect(page).toContain('A − B: A better');
  });
});
