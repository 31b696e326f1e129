import type { Page } from 'playwright-core';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dismissedRate, isTelling, reachedRate, reachedShare, type Known } from '../../../demo/console/estimates.js';
import { toPercent } from '../../../demo/console/figure-cell.js';
import type { Figure } from '../../../core/privacy/publish/aggregates.js';
import { publishDismissals, publishModels, publishPlacements } from '../../../core/privacy/publish/publish-choices.js';
import { createMechanisms, EPSILON, PLACEMENT_STAGES, PLACEMENTS, QUESTIONS } from '../../../core/privacy/questions.js';
import { EPOCH, KEY, useConsole, type Counted } from './open-console.js';

const shop = useConsole({ hasExperiment: true });
const MECHANISMS = createMechanisms();
const SPANS = [1, 4, 13] as const;

/** Texts of a table's body, cell by cell. */
async function readTable(page: Page, caption: string): Promise<string[][]> {
  const table = page.getByRole('region', { name: `Table: ${caption}`, exact: true }).getByRole('table');
  await table.waitFor();
  return table
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) =>
        [...row.querySelectorAll('th,td')].map((cell) => cell.textContent.replaceAll(/\s+/g, ' ').trim()),
      ),
    );
}

/** What was counted, straight from the rows that a query of the database gave. */
function countsOf(question: string, weeks: number): readonly Counted[] {
  return shop.counted().filter((row) => row.question === question && row.epoch > EPOCH - weeks && row.epoch <= EPOCH);
}

function sum(rows: readonly Counted[], like: Partial<Counted>): number {
  const wanted = Object.entries(like) as [keyof Counted, unknown][];
  return rows
    .filter((row) => wanted.every(([name, value]) => row[name] === value))
    .reduce((total, { count }) => total + count, 0);
}

function answersOf(placement: number, weeks: number) {
  const rows = countsOf('placement', weeks);
  const counts = PLACEMENTS.map((_, parameter) =>
    PLACEMENT_STAGES.map((_stage, answer) => sum(rows, { parameter, answer })),
  );
  return publishPlacements(MECHANISMS.placement, counts)[placement]!;
}

function dismissalsOf(placement: number, weeks: number) {
  const rows = countsOf('dismissal', weeks);
  const counts = ['none', ...PLACEMENTS].map((_, answer) => sum(rows, { answer }));
  return publishDismissals(MECHANISMS.dismissal, counts).cells[placement]!;
}

/** As the console should show it. */
function expectShown(text: string, figure: Figure): void {
  if (isTelling(figure as Known)) {
    const { value, standardError } = figure as Known;
    const [low, high] = [value - 1.96 * standardError, Math.min(1, value + 1.96 * standardError)];
    expect(text).toBe(`${toPercent(value)} ${toPercent(low)} to ${toPercent(high)}`);
  } else expect(text).toMatch(/^not enough reports yet/);
}

describe('figures of the console', () => {
  it('of a row are the estimates from what the database has, for every stage and span', async () => {
    const { page, faults, close } = await shop.visit('/console/#placements', KEY);
    for (const [placement, caption] of [
      [0, 'For you, by stage and span'],
      [4, 'Goes with the cart, by stage and span'],
    ] as const) {
      const rows = await readTable(page, caption);
      SPANS.forEach((weeks, span) => {
        const answers = answersOf(placement, weeks);
        PLACEMENT_STAGES.forEach((_, stage) => expectShown(rows[stage]![1 + span]!, answers.cells[stage]!));
        expectShown(rows[6]![1 + span]!, reachedRate(answers, ['seen', 'clicked'], EPSILON));
        const dismissals = dismissalsOf(placement, weeks);
        expectShown(rows[9]![1 + span]!, dismissedRate(dismissals, answers, EPSILON));
        expect(rows.at(-2)![1 + span]).toBe(dismissals.n.toLocaleString('en-GB'));
        expect(rows.at(-1)![1 + span]).toBe(answers.n.toLocaleString('en-GB'));
      });
    }
    expect(faults).toEqual([]);
    await close();
  });

  it('of all rows are of the span that was chosen', async () => {
    const { page, close } = await shop.visit('/console/#placements/1', KEY);
    const week = await readTable(page, 'All rows, this week');
    await page.getByRole('link', { name: '13 weeks' }).click();
    const quarter = await readTable(page, 'All rows, 13 weeks');
    PLACEMENTS.forEach((_, placement) => {
      expectShown(week[placement]![1]!, reachedShare(answersOf(placement, 1), 'seen', EPSILON));
      expectShown(quarter[placement]![1]!, reachedShare(answersOf(placement, 13), 'seen', EPSILON));
      const dismissals = dismissalsOf(placement, 13);
      expectShown(quarter[placement]![5]!, dismissedRate(dismissals, answersOf(placement, 13), EPSILON));
    });
    await close();
  });

  it('of reporters are counts of the database', async () => {
    const { page, close } = await shop.visit('/console/#privacy', KEY);
    const rows = await readTable(page, 'Reports by question and span, with the error to expect');
    QUESTIONS.forEach((question, at) => {
      SPANS.forEach((weeks, span) => {
        const n = sum(countsOf(question, weeks), {}).toLocaleString('en-GB');
        expect(rows[at]![1 + span]!.split(' ')[0]).toBe(n);
      });
    });
    await page.getByText('No alarm over 4 weeks.').waitFor();
    await close();
  });

  it('of an experiment are those of the database, with the verdict that they give', async () => {
    const { page, close } = await shop.visit('/console/#models', KEY);
    const rows = countsOf('model', 13);
    const counts = [0, 1].map((arm) => [0, 1].map((answer) => sum(rows, { arm, answer }))) as [number[], number[]];
    const [answers] = publishModels(MECHANISMS.model, new Map([[1, counts]]));
    const table = await readTable(page, 'Both models of the experiment');
    answers!.arms.forEach((arm, at) => expectShown(table[at]![1]!, arm));
    expect(answers!.difference!.verdict).toBe('A better');
    await page.getByText('A foresees more.').waitFor();
    await close();
  });

  it('are saved in full, those too that are not shown', async () => {
    const { page, close } = await shop.visit('/console/#placements', KEY);
    const caption = 'For you, by stage and span';
    await page.getByRole('region', { name: `Table: ${caption}`, exact: true }).waitFor();
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: `Save as CSV: ${caption}` }).click();
    const file = await saving;
    expect(file.suggestedFilename()).toBe('placement-for-you.csv');
    const lines = readFileSync(await file.path(), 'utf8')
      .trim()
      .split('\r\n');
    expect(lines[0]).toContain('This week: value,This week: standard error,This week: low,This week: high');
    const { value, standardError } = answersOf(0, 1).cells[5]!;
    expect(lines[6]!.split(',').slice(1, 3).map(Number)).toEqual([value, standardError]);
    const rate = dismissedRate(dismissalsOf(0, 1), answersOf(0, 1), EPSILON) as Known;
    const [, told, error, , , reports] = lines[10]!.match(/("[^"]*"|[^,]*)/g)!.filter((field) => field !== '');
    expect([told, error, reports].map(Number)).toEqual([rate.value, rate.standardError, rate.n]);
    await close();
  });
});
