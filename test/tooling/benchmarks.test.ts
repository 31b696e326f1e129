import { describe, expect, it } from 'vitest';
import { createBaselines, rankBy } from '../../scripts/benchmarks/baselines.mjs';
import { readRows } from '../../scripts/benchmarks/delimited.mjs';
import { comparison } from '../../scripts/benchmarks/evaluations.mjs';
import { fidelityTable } from '../../scripts/benchmarks/fidelity.mjs';
import { JOBS } from '../../scripts/benchmarks/jobs.mjs';
import { SUMMARY_HEAD, renderPage } from '../../scripts/benchmarks/page.mjs';
import { plotGoals, plotTimeSplits } from '../../scripts/benchmarks/plots.mjs';
import { aheadOf, summarise } from '../../scripts/benchmarks/summarise.mjs';
import { FIDELITY, TARGETS } from '../../scripts/benchmarks/targets.mjs';
import { judge, judgeWithin } from '../../scripts/benchmarks/verdict.mjs';
import { textOf } from '../../scripts/files.mjs';

/** A result in which every figure of a list is `score`. */
function madeLists(score: number, bytesPerItem = 200): unknown {
  const scores = Object.fromEntries(
    TARGETS.flatMap(({ metrics }) => metrics).map(({ key }): [string, number] => [key, score]),
  );
  const baselines = [{ name: 'popularity', scores: Object.fromEntries(Object.keys(scores).map((key) => [key, 0.01])) }];
  const recommend = { seconds: 1.25, peakBytes: 1e8 };
  const list = { users: 1000, answered: 1000, scores, baselines, recommend };
  return {
    counts: { users: 1000, items: 100, events: 10_000 },
    train: { seconds: 12, peakBytes: 3e8 },
    bytesPerItem,
    lists: Object.fromEntries(TARGETS.map(({ kind }) => [kind, list])),
  };
}

const around = (mean: number) => ({ mean, low: mean - 0.01, high: mean + 0.01 });

function madeEvaluation(metrics: readonly (readonly [string, string])[]): unknown {
  const all = (mean: number) => Object.fromEntries(metrics.map(([key]) => [key, around(mean)]));
  return {
    counts: { queries: 900, users: 800, items: 100 },
    evaluate: { seconds: 60, peakBytes: 4e8 },
    rankers: [
      { name: 'Shelfwise', metrics: all(0.2) },
      { name: 'popularity', metrics: all(0.1) },
    ],
    differences: [{ against: 'popularity', difference: around(0.1) }],
  };
}

type Outcomes = Parameters<typeof summarise>[1];
type Evaluated = Parameters<typeof renderPage>[0]['evaluations'];

const listsJobs = JOBS.filter(({ type }) => type === 'lists');
const evaluateJobs = JOBS.flatMap((job) => (job.type === 'evaluate' ? [job] : []));

function madeOutcomes(score: number, bytesPerItem?: number): Outcomes {
  const outcome = (set: string | null) => ({ state: 'measured', set, result: madeLists(score, bytesPerItem) });
  return Object.fromEntries(listsJobs.map(({ name, set }) => [name, outcome(set)])) as Outcomes;
}

function madePage(outcomes: Outcomes): string {
  return renderPage({
    rows: TARGETS.map((target) => summarise(target, outcomes)),
    evaluations: evaluateJobs.map((job) => ({
      job,
      state: 'measured',
      result: madeEvaluation(job.metrics),
    })) as Evaluated,
    fidelity: {},
    machine: { cores: 2, memoryGb: 24 },
  });
}

/** The rows of the summary table, by the heads of its columns. */
function summaryOf(page: string): Record<string, string>[] {
  const lines = page.split('\n');
  const head = lines.indexOf(`| ${SUMMARY_HEAD.join(' | ')} |`);
  const end = lines.findIndex((line, at) => at > head && line === '');
  return lines.slice(head + 2, end).map((line) => {
    const cells = line.slice(2, -2).split(' | ');
    return Object.fromEntries(SUMMARY_HEAD.map((name, at) => [name, cells[at]!.trim()]));
  });
}

/** What is wrong with a page: nothing where its table agrees with itself and with the targets. */
function faultsOf(page: string): string[] {
  const rows = summaryOf(page);
  const wanted = TARGETS.flatMap((target) => target.metrics.map((metric) => ({ target, metric })));
  if (rows.length !== wanted.length) return [`expected ${wanted.length} rows, came ${rows.length}`];
  return wanted.flatMap(({ target, metric }, at) => {
    const row = rows[at]!;
    const where = `${target.title}, ${metric.label}`;
    if (!row['benchmark']!.startsWith(`[${target.title}]`) || row['metric'] !== metric.label)
      return [`${where}: absent`];
    if (Number(row['floor']) !== metric.floor || Number(row['goal']) !== metric.goal) return [`${where}: another bar`];
    if (row['ours'] === '–')
      return /not measured|skipped/.test(row['verdict']!) ? [] : [`${where}: no figure, no reason`];
    const bytesPerItem = Number.parseFloat(row['bytes an item']!);
    if (!(bytesPerItem > 0)) return [`${where}: no bytes`];
    const verdict = judgeWithin({ value: Number(row['ours']), bytesPerItem }, metric, target.bytesLimit);
    return row['verdict'] === verdict.text ? [] : [`${where}: ${row['verdict']!} does not follow from the numbers`];
  });
}

describe('the page of benchmarks', () => {
  it.each([0.9, 0.3, 0.1779, 0.001])('agrees with itself where every figure is %d', (score) => {
    expect(faultsOf(madePage(madeOutcomes(score)))).toEqual([]);
  });

  it('agrees with itself as it stands in the repository', () => {
    expect(faultsOf(textOf('docs/benchmarks.md') ?? '')).toEqual([]);
  });

  it('is found out when a verdict is better than its numbers', () => {
    const page = madePage(madeOutcomes(0.001)).replace(/\*\*floor missed by [^*]*\*\*/, 'floor reached');
    expect(faultsOf(page)).toEqual(['Beauty, leave-last-out, NDCG@10: floor reached does not follow from the numbers']);
  });

  it('judges a model above its limit of bytes as a miss, however good its lists', () => {
    const row = summaryOf(madePage(madeOutcomes(0.9, 231)))[0]!;
    expect(row['verdict']).toBe('**floor missed: 231.0 bytes an item, 230 allowed**');
    expect(row['bytes an item']).toBe('231.0 of 230');
  });

  it('says of an absent set where it was looked for, and of an unmeasured one that it is', () => {
    const outcomes = madeOutcomes(0.9);
    outcomes['journey'] = { state: 'absent', set: 'complete-journey' };
    outcomes['gowalla'] = { state: 'unmeasured', set: 'gowalla-lightgcn' };
    const page = madePage(outcomes);
    expect(page).toContain('skipped: ../shared/data/complete-journey is absent');
    expect(page).toContain('5 not measured');
    expect(faultsOf(page)).toEqual([]);
  });

  it('marks what another build measured', () => {
    const outcomes = madeOutcomes(0.9);
    outcomes['eshop'] = { ...outcomes['eshop']!, state: 'earlier' };
    const marked = summaryOf(madePage(outcomes)).filter(({ benchmark }) => benchmark!.endsWith('†'));
    expect(marked.map(({ metric }) => metric)).toEqual(['HR@10', 'MRR@10']);
  });

  it('names everyone who is better, the best first', () => {
    const beauty = TARGETS.find(({ id }) => id === 'beauty')!;
    const row = summarise(beauty, madeOutcomes(0.0552));
    expect(aheadOf(row, 0).map(({ name }) => name)).toEqual(['merged rows, top 50', 'merged rows, top 20']);
    expect(madePage(madeOutcomes(0.0552))).toContain('| merged rows, top 50 | prototype | **0.0559** |');
  });

  it('has every evaluated set and its verdict against the best baseline', () => {
    const page = madePage(madeOutcomes(0.9));
    for (const { title } of evaluateJobs) expect(page).toContain(`### ${title}, `);
    expect(page).toContain('Better than the best baseline, popularity');
  });

  it('takes the mean of several splits', () => {
    const outcomes = madeOutcomes(0.3);
    outcomes['xwines9'] = { ...outcomes['xwines9']!, result: madeLists(0.33) };
    const row = summarise(
      TARGETS.find(({ id }) => id === 'xwines')!,
      outcomes,
    );
    expect(row.rankers[0]!.values).toEqual([0.31]);
  });

  it('draws a bar for every figure, the same for equal results', () => {
    const rows = TARGETS.map((target) => summarise(target, madeOutcomes(0.17)));
    const plot = plotGoals(rows);
    const figures = TARGETS.reduce((sum, { metrics }) => sum + metrics.length, 0);
    expect(plot.match(/class="(reached|missed)"/g)).toHaveLength(figures);
    expect(plotGoals(rows)).toBe(plot);
    expect(plotTimeSplits([])).toContain('</svg>');
  });
});

describe('a verdict', () => {
  const bar = { floor: 0.1, goal: 0.12 };

  it.each([
    [0.12, 'goal', 'goal reached'],
    [0.11, 'floor', 'floor reached, goal missed by 0.01000 (8.3 %)'],
    [0.1, 'floor', 'floor reached, goal missed by 0.02000 (16.7 %)'],
    [0.09999, 'missed', '**floor missed by 1.0e-5 (0.0 %)**'],
  ])('on %d is %s', (value, kind, text) => {
    expect(judge(value, bar)).toEqual({ kind, text });
  });

  it('turns round where less is better', () => {
    expect(judge(0.001, { floor: 0.005, goal: 0.001, better: 'lower' }).kind).toBe('goal');
    expect(judge(0.006, { floor: 0.005, goal: 0.001, better: 'lower' }).kind).toBe('missed');
  });
});

describe('targets of other commands', () => {
  const sets = (...gains: number[]) => gains.map((relativeNdcgGain, at) => ({ set: `set ${at}`, relativeNdcgGain }));
  const verdictOn = (...gains: number[]): string => {
    const table = fidelityTable(FIDELITY, { personal: sets(...gains) });
    return table.split('\n').find((line) => line.includes('fine-tuning'))!;
  };

  it('are judged by the worst set against the floor and by the mean against the goal', () => {
    expect(verdictOn(0.05, 0.02)).toContain('| goal reached |');
    expect(verdictOn(0.02, 0)).toContain('| floor reached, goal missed by 0.02000');
    expect(verdictOn(0.2, -0.01)).toContain('**floor missed by');
  });

  it('are listed without figures where the command has not run', () => {
    expect(fidelityTable(FIDELITY, {})).toContain('not measured: `dist/benchmarks/parity.json` is absent');
  });
});

describe('ours against the best baseline', () => {
  const metrics: [string, string][] = [['ndcg@10', 'NDCG@10']];
  const rankers = ['Shelfwise', 'popularity'].map((name) => ({ name, metrics: { 'ndcg@10': around(0.1) } }));

  it.each([
    [0.02, /^Better/],
    [0.001, /^\*\*Not to be told/],
    [-0.02, /^\*\*Worse/],
  ])('is said plainly for a difference of %d', (mean, words) => {
    const differences = [{ against: 'popularity', difference: around(mean) }];
    expect(comparison({ metrics }, { rankers, differences })).toMatch(words);
  });
});

describe('the independent baselines', () => {
  const sequences = [
    { items: [0, 1, 2], times: [1, 2, 3] },
    { items: [0, 1], times: [1, 2] },
    { items: [3, 0, 1], times: [0, 1, 2] },
  ];
  const itemIds = ['a', 'b', 'c', 'd'];
  const log = { itemIds, itemToIndex: new Map(itemIds.map((id, at): [string, number] => [id, at])), sequences };
  const listOf = (name: string, history: number[], repeats: 'forbid' | 'allow'): string[] => {
    const found = createBaselines(log, { clock: false, ordered: true, repeats }).find((one) => one.name === name)!;
    return rankBy(found.scorer, { log, history, count: 3, repeats });
  };

  it('rank by users and leave out what is known where repeats are forbidden', () => {
    expect(listOf('popularity', [], 'forbid')).toEqual(['a', 'b', 'c']);
    expect(listOf('popularity', [0], 'forbid')).toEqual(['b', 'c', 'd']);
  });

  it('rank by what users had together', () => {
    expect(listOf('item cosine', [0], 'forbid')).toEqual(['b', 'c', 'd']);
  });

  it('rank by what came next', () => {
    expect(listOf('what followed the last item', [3, 0], 'allow')).toEqual(['b']);
  });

  it('rank by what the user had most often, the latest first among equals', () => {
    expect(listOf('own most frequent', [2, 0, 2, 1], 'allow')).toEqual(['c', 'b', 'a']);
  });
});

describe('rows of a delimited file', () => {
  it('have quoted delimiters, quotes and line breaks', () => {
    const text = 'id,title\n1,"a ""big"", red\nlamp"\r\n2,plain\n3,\n';
    expect([...readRows(text)]).toEqual([
      ['1', 'a "big", red\nlamp'],
      ['2', 'plain'],
      ['3', ''],
    ]);
  });
});
