import { describe, expect, it } from 'vitest';
import { bestBaseline, comparison } from '../../scripts/benchmarks/evaluations.mjs';
import { fidelityTable } from '../../scripts/benchmarks/fidelity.mjs';
import { JOBS } from '../../scripts/benchmarks/jobs.mjs';
import { SUMMARY_HEAD, renderPage } from '../../scripts/benchmarks/page.mjs';
import {
  plotColdUsers,
  plotEvaluation,
  plotGoals,
  plotRankers,
  plotTimeSplits,
} from '../../scripts/benchmarks/plots.mjs';
import { createProgress, duration } from '../../scripts/benchmarks/progress.mjs';
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
    lists: Object.fromEntries(
      TARGETS.flatMap(({ kind }): [string, unknown][] => (kind === undefined ? [] : [[kind, list]])),
    ),
  };
}

const around = (mean: number) => ({ mean, low: mean - 0.01, high: mean + 0.01 });

function madeEvaluation(metrics: readonly (readonly [string, string])[]): unknown {
  const all = (mean: number) => Object.fromEntries(metrics.map(([key]) => [key, around(mean)]));
  return {
    counts: { queries: 900, users: 800, items: 100 },
    evaluate: { seconds: 60, peakBytes: 4e8 },
    input: { users: 1000, items: 100, interactions: 10_000 },
    rankers: [
      { name: 'Shelfwise', isControl: false, metrics: all(0.2) },
      { name: 'Shelfwise, shuffled order', isControl: true, metrics: all(0.15) },
      { name: 'popularity', isControl: false, metrics: all(0.1) },
    ],
    differences: [
      { against: 'Shelfwise, shuffled order', difference: around(0.05) },
      { against: 'popularity', difference: around(0.1) },
    ],
    coldUsers: {
      users: 40,
      rankers: ['Shelfwise', 'fold-in', 'popularity'].map((name) => ({
        name,
        points: [1, 3, 5, 10].map((known) => ({ known, ndcg10: known / 100, ndcg100: known / 80 })),
      })),
    },
  };
}

type Outcomes = Parameters<typeof summarise>[1];
type Evaluated = Parameters<typeof renderPage>[0]['evaluations'];

const listsJobs = JOBS.filter(({ type }) => type === 'lists');
const evaluateJobs = JOBS.flatMap((job) => (job.type === 'evaluate' ? [job] : []));

function madeOutcomes(score: number, bytesPerItem?: number): Outcomes {
  const outcome = (set: string | null) => ({ state: 'measured', set, result: madeLists(score, bytesPerItem) });
  return Object.fromEntries([
    ...listsJobs.map(({ name, set }) => [name, outcome(set)]),
    ...evaluateJobs.map(({ name, set, metrics }) => [
      name,
      { state: 'measured', set, result: madeEvaluation(metrics) },
    ]),
  ]) as Outcomes;
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
    budget: 'normal',
    inputs: [{ set: 'online-retail', isPresent: true, hashes: { 'a.csv.gz': 'c0ffee'.repeat(10) } }],
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
    expect(page).toContain('| *Shelfwise, shuffled order* (control) |');
    expect(page).toContain('The order within a history is worth +0.0500');
  });

  it('has the curve of new shoppers, its drawing and the hashes of what was read', () => {
    const page = madePage(madeOutcomes(0.9));
    expect(page).toContain('| Shelfwise | 0.0100 / 0.0125 |');
    expect(page).toContain('(benchmarks/retail-new-users-curve.svg)');
    expect(page).toContain('a.csv.gz `c0ffeec0ffee`');
  });

  it('judges what evaluate measured by the mean of its seeds, with the bytes of the models beside it', () => {
    const target = TARGETS.find(({ id }) => id === 'beauty-unseen-evaluated')!;
    const row = summarise(target, madeOutcomes(0.9, 120));
    expect(row.rankers[0]).toEqual({ name: 'Shelfwise', kind: 'ours', values: [0.2, 0.2] });
    expect(row.rankers.map(({ name }) => name)).not.toContain('Shelfwise, shuffled order');
    expect(row.measures?.bytesPerItem).toBe(120);
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

  it('draws everyone in a benchmark, every ranker of a run, and a line for each ranker of a curve', () => {
    const row = summarise(TARGETS[0]!, madeOutcomes(0.17));
    expect(plotRankers(row).match(/<rect[^>]*class="(reached|missed|other)"/g)).toHaveLength(row.rankers.length);
    const evaluated = {
      job: evaluateJobs[0]!,
      state: 'measured',
      result: madeEvaluation(evaluateJobs[0]!.metrics),
    };
    expect(plotEvaluation(evaluated as Evaluated[number]).match(/class="whisker"/g)).toHaveLength(3);
    expect(plotColdUsers(evaluated as never).match(/<polyline/g)).toHaveLength(3);
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

describe('the line of progress', () => {
  it('says which job it is, how long it took so far and about how long it still takes', () => {
    let now = 0;
    const progress = createProgress(
      [{ name: 'a' }, { name: 'b' }, { name: 'c' }],
      () => 120,
      () => now,
    );
    now = 61_000;
    expect(progress.line(1)).toBe('[2/3] b: begins; 61 s so far, about 4 min to go');
  });

  it.each([
    [45, '45 s'],
    [720, '12 min'],
    [7500, '2 h 05 min'],
  ])('shows %d seconds as %s', (seconds, text) => {
    expect(duration(seconds)).toBe(text);
  });
});

describe('targets of other commands', () => {
  const sets = (...gains: number[]) =>
    gains.map((relativeNdcgGain, at) => ({
      ...{ set: `set ${at}`, users: 100, kept: 10 },
      ...{ relativeNdcgGain, lower: relativeNdcgGain - 0.01, upper: relativeNdcgGain + 0.01 },
    }));
  const verdictOn = (...gains: number[]): string => {
    const table = fidelityTable(FIDELITY, { personal: sets(...gains) });
    return table.split('\n').find((line) => line.includes('fine-tuning'))!;
  };

  it('are judged by the worst set against the floor and by the mean against the goal', () => {
    expect(verdictOn(0.05, 0.02)).toContain('| goal reached |');
    expect(verdictOn(0.02, 0)).toContain('| floor reached, goal missed by 0.02000');
    expect(verdictOn(0.2, -0.01)).toContain('**floor missed by');
  });

  it('show the interval and how many kept a model of their own', () => {
    const personal = [{ set: 'shop', users: 1480, kept: 31, relativeNdcgGain: 0.004, lower: 0.001, upper: 0.009 }];
    expect(fidelityTable(FIDELITY, { personal })).toContain('shop 0.40 % [0.10 %, 0.90 %] (1,480 users, 31 kept)');
  });

  it('are listed without figures where the command has not run', () => {
    expect(fidelityTable(FIDELITY, {})).toContain('not measured: `dist/benchmarks/parity.json` is absent');
  });
});

describe('ours against the best baseline', () => {
  const job = { metrics: [['ndcg@10', 'NDCG@10']], compared: 'ndcg@10' } as unknown as Evaluated[number]['job'];
  const rankers = [
    ['Shelfwise', 0.1],
    ['Shelfwise, shuffled order', 0.09],
    ['popularity', 0.08],
  ].map(([name, mean], at) => ({
    name: String(name),
    isControl: at === 1,
    metrics: { 'ndcg@10': around(Number(mean)) },
  }));

  it.each([
    [0.02, /^Better/],
    [0.001, /^\*\*Not to be told/],
    [-0.02, /^\*\*Worse/],
  ])('is said plainly for a difference of %d', (mean, words) => {
    const differences = [{ against: 'popularity', difference: around(mean) }];
    expect(comparison(job, { rankers, differences })).toMatch(words);
  });

  it('never takes the control for a baseline', () => {
    expect(bestBaseline(job, { rankers })).toBe(rankers[2]);
  });
});
