import { describe, expect, it } from 'vitest';
import { RecommenderError } from '../../../core/errors.js';
import { parseFeedback } from '../../../trainer/feedback/feedback.js';

const cell = (name: object, value: number | null, n = 4000) => ({ ...name, value, standardError: 0.01, n });
const aggregates = (questions: object, series: unknown = [{ reports: 10 }, { reports: 0 }, { reports: 3 }]) =>
  JSON.stringify({ format: 'shelfwise-aggregates', version: 1, epsilon: 4, questions, series });

describe('published aggregates, as training reads them', () => {
  it('are shares of all reports, what named nothing beside, and of so many weeks as had reports', () => {
    const item = { cells: [cell({ id: '' }, 0.5), cell({ id: 'A' }, 0.1), cell({ id: 'B' }, null)] };
    const { items, categories, weeks, epsilon } = parseFeedback(aggregates({ item }), 'a.json');
    expect([weeks, epsilon, categories]).toEqual([2, 4, undefined]);
    expect(items).toMatchObject({ none: 0.5, choices: 3 });
    expect([...items!.cells]).toEqual([
      ['A', { value: 0.1, standardError: 0.01 }],
      ['B', { value: null, standardError: 0.01 }],
    ]);
  });

  it('teach nothing where fewer than 200 named anything', () => {
    const category = { cells: [cell({ category: '' }, 0.9, 1500), cell({ category: 'rugs' }, 0.1, 1500)] };
    expect(parseFeedback(aggregates({ category }), 'a.json').categories).toBeUndefined();
  });

  it.each([
    ['no JSON', '{'],
    ['another format', '{"format":"x"}'],
    ['another version', '{"format":"shelfwise-aggregates","version":2}'],
    ['no budget', '{"format":"shelfwise-aggregates","version":1}'],
    ['cells that are no list', aggregates({ item: { cells: 3 } })],
    ['a cell without a name', aggregates({ item: { cells: [cell({}, 0.1)] } })],
    ['a value that is no number', aggregates({ item: { cells: [{ id: 'A', value: '0.1', standardError: 1, n: 5 }] } })],
  ])('with %s are one coded error that names the file', (_, text) => {
    let found: unknown;
    try {
      parseFeedback(text, 'a.json');
    } catch (error) {
      found = error;
    }
    expect(found).toBeInstanceOf(RecommenderError);
    expect(found).toMatchObject({ code: 'input/bad-aggregates', place: { file: 'a.json' } });
  });
});
