import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createBaselines } from '../../../trainer/evaluate/baselines.js';
import { evaluateRankers } from '../../../trainer/evaluate/evaluate.js';
import { countItemPopularity } from '../../../trainer/evaluate/item-popularity.js';
import { truthFileOf, writeRunFiles } from '../../../trainer/evaluate/run-file.js';
import { createTemporalSplit } from '../../../trainer/evaluate/temporal.js';
import { exampleShop } from './example-shop.js';

const SCORER = path.resolve(import.meta.dirname, '../../../../shared/tools/score.py');
const folder = mkdtempSync(path.join(tmpdir(), 'shelfwise-run-'));
const runFile = path.join(folder, 'run.jsonl');

const { history } = exampleShop({ users: 400, items: 60, seed: 8 });
const { fit, observed, queries } = createTemporalSplit(history, { repeats: 'forbid', seed: 1 }).test;
const [ranker] = createBaselines({ fit, observed }, { repeats: 'forbid' }).slice(-1);
const result = evaluateRankers(queries, [ranker!], {
  history: observed,
  popularity: countItemPopularity(fit),
  seed: 1,
  onRanked: (_, asked, lists) => writeRunFiles(runFile, observed, asked, lists),
});

afterAll(() => rmSync(folder, { recursive: true }));

function whyNotScored(): string | undefined {
  if (!existsSync(SCORER)) return 'skipped: ../shared/tools/score.py is absent';
  return spawnSync('python3', ['--version']).status === 0 ? undefined : 'skipped: python3 is absent';
}

describe('writeRunFiles', () => {
  it('writes a line a query with an id of its own, in one order in both files', () => {
    const idsOf = (file: string): string[] =>
      readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { id: string }).id);
    const ids = idsOf(runFile);
    expect(ids.length).toBe(result.counts.queries);
    expect(new Set(ids).size).toBe(ids.length);
    expect(idsOf(truthFileOf(runFile))).toEqual(ids);
  });

  it('names the truth after the run', () => {
    expect(truthFileOf('runs.d/run.jsonl')).toBe('runs.d/run.truth.jsonl');
    expect(truthFileOf('runs.d/run')).toBe('runs.d/run.truth');
  });

  it('lets an independent scorer find the same figures', (context) => {
    const reason = whyNotScored();
    if (reason !== undefined) context.skip(reason);
    const { stdout } = spawnSync('python3', [SCORER, runFile, truthFileOf(runFile), '10', '20'], { encoding: 'utf8' });
    const scored = JSON.parse(stdout) as Record<string, number>;
    const { metrics } = result.rankers[0]!;
    for (const k of [10, 20] as const) {
      expect(Math.abs(scored[`ndcg@${k}`]! - metrics[`ndcg@${k}`]!.mean)).toBeLessThanOrEqual(1e-5);
      expect(Math.abs(scored[`hr@${k}`]! - metrics[`hr@${k}`]!.mean)).toBeLessThanOrEqual(1e-5);
      expect(Math.abs(scored[`mrr@${k}`]! - metrics[`mrr@${k}`]!.mean)).toBeLessThanOrEqual(1e-5);
      expect(Math.abs(scored[`recall@${k}`]! - metrics[`recall@${k}`]!.mean)).toBeLessThanOrEqual(1e-5);
      expect(Math.abs(scored[`recall_mv@${k}`]! - metrics[`recallNorm@${k}`]!.mean)).toBeLessThanOrEqual(1e-5);
    }
    expect(scored['ndcg@10']).toBeGreaterThan(0.01);
  });
});
