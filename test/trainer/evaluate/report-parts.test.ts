import { describe, expect, it } from 'vitest';
import {
  coldUserLines,
  coldUserSection,
  scenarioLines,
  scenarioSection,
} from '../../../trainer/evaluate/report-parts.js';
import type { ScenarioFigure } from '../../../trainer/evaluate/scenarios/scenario-figure.js';

const interval = (mean: number) => ({ mean, low: mean - 0.01, high: mean + 0.01 });
const scenario: ScenarioFigure = {
  scenario: 'buy-again',
  metric: 'ndcg@10',
  asked: 'which of <own> items the next order repeats',
  queries: 1200,
  value: interval(0.5),
  baselines: [
    { name: 'latest first', mean: 0.4, difference: interval(0.1) },
    { name: 'most often first', mean: 0.45, difference: interval(0.05) },
  ],
};
const points = [1, 3].map((known) => ({ known, ndcg10: known / 10, ndcg100: known / 5 }));
const coldUsers = { users: 321, rankers: ['Shelfwise', 'fold-in'].map((name) => ({ name, points })) };

describe('the parts of a report beside ranked lists', () => {
  it('says nothing of what was not measured', () => {
    const nobody = { coldUsers: { users: 0, rankers: [] } };
    for (const parts of [{}, nobody, { scenarios: [] }]) {
      const all = [coldUserLines, scenarioLines, coldUserSection, scenarioSection].flatMap((render) => render(parts));
      expect(all).toEqual([]);
    }
  });

  it('compares a scenario with the best of its baselines', () => {
    const [, row] = scenarioLines({ scenarios: [scenario] });
    expect(row).toContain('0.5000 [0.4900, 0.5100]');
    expect(row).toContain('most often first');
    expect(row).toContain('+0.0500 [+0.0400, +0.0600]');
    expect(row).not.toContain('latest first');
  });

  it('escapes what a scenario asked', () => {
    const html = scenarioSection({ scenarios: [scenario] }).join('');
    expect(html).toContain('&#60;own&#62;');
    expect(html).not.toContain('<own>');
  });

  it('shows how lists get better as more is known, at both depths', () => {
    const lines = coldUserLines({ coldUsers });
    expect(lines.filter((line) => line.startsWith('fold-in'))).toHaveLength(2);
    expect(lines.join('\n')).toMatch(/321.*NDCG@10 by known items\s+1\s+3/);
    const html = coldUserSection({ coldUsers }).join('');
    expect(html.match(/<svg/g)).toHaveLength(2);
    expect(html).not.toMatch(/NaN|undefined/);
  });
});
