import { describe, expect, it } from 'vitest';
import {
  dismissedRate,
  isTelling,
  reachedRate,
  reachedShare,
  toInterval,
  weeksToTell,
  type Known,
} from '../../demo/console/estimates.js';
import { privatiseChoice } from '../../core/privacy/choice.js';
import type { Figure, PlacementAnswers } from '../../core/privacy/publish/aggregates.js';
import { publishDismissals, publishPlacements } from '../../core/privacy/publish/publish-choices.js';
import { createMechanisms, EPSILON, PLACEMENTS } from '../../core/privacy/questions.js';
import { createRandom } from '../../core/random.js';
import { seededBytes } from '../helpers/seeded-bytes.js';

const STAGES = [0.2, 0.2, 0.25, 0.2, 0.1, 0.05];
const { placement: mechanism, dismissal } = createMechanisms();
const random = createRandom(3);
const noise = seededBytes(4);

/** What is published of so many devices, drawn from STAGES. */
function drawAnswers(n: number): PlacementAnswers {
  const counts = PLACEMENTS.map(() => STAGES.map(() => 0));
  for (let k = 0; k < n; k++) {
    let left = random.next();
    const stage = Math.max(
      0,
      STAGES.findIndex((share) => (left -= share) < 0),
    );
    counts[0]![privatiseChoice(mechanism, stage, noise)]!++;
  }
  return publishPlacements(mechanism, counts)[0]!;
}

/** How often an interval holds the truth, and by how much the figure is off on average. */
function judge(read: (answers: PlacementAnswers) => Figure, truth: number) {
  const figures = Array.from({ length: 400 }, () => read(drawAnswers(1_500)) as Known);
  const held = figures.filter((figure) => {
    const [low, high] = toInterval(figure);
    return low <= truth && truth <= high;
  }).length;
  const bias =
    figures.reduce((sum, { value, standardError }) => sum + (value - truth) / standardError, 0) / figures.length;
  return { held: held / figures.length, bias };
}

describe('a share of devices that came so far or further', () => {
  it.each([
    ['seen', 0.6],
    ['clicked', 0.35],
    ['bought', 0.05],
  ] as const)('is without bias for "%s", and its interval holds the truth 95 times of 100', (stage, truth) => {
    const { held, bias } = judge((answers) => reachedShare(answers, stage, EPSILON), truth);
    expect(Math.abs(bias)).toBeLessThan(0.2);
    expect(held).toBeGreaterThan(0.92);
    expect(held).toBeLessThan(0.985);
  });

  it('has a smaller error than its stages would have apart', () => {
    const answers = drawAnswers(1_500);
    const apart = Math.hypot(...answers.cells.slice(2).map(({ standardError }) => standardError!));
    expect(reachedShare(answers, 'seen', EPSILON).standardError!).toBeLessThan(apart);
  });

  it('is the published cell where it is the last stage', () => {
    const answers = drawAnswers(1_500);
    const { value, standardError } = reachedShare(answers, 'bought', EPSILON);
    expect(value).toBeCloseTo(answers.cells[5]!.value!, 12);
    expect(standardError).toBeCloseTo(answers.cells[5]!.standardError!, 12);
  });
});

describe('a share of those who came to an earlier stage', () => {
  it.each([
    ['clicked', 0.35 / 0.6],
    ['bought', 0.05 / 0.6],
  ] as const)(
    'is without bias for "%s" of "seen", and its interval holds the truth 95 times of 100',
    (later, truth) => {
      const { held, bias } = judge((answers) => reachedRate(answers, ['seen', later], EPSILON), truth);
      expect(Math.abs(bias)).toBeLessThan(0.2);
      expect(held).toBeGreaterThan(0.92);
      expect(held).toBeLessThan(0.985);
    },
  );

  it('is held back where the earlier stage cannot be told from 0', () => {
    const counts = PLACEMENTS.map(() => [40, 1, 1, 1, 1, 1]);
    const answers = publishPlacements(mechanism, counts)[0]!;
    expect(reachedRate(answers, ['seen', 'clicked'], EPSILON).value).toBeNull();
  });

  it('is nothing where nobody reported', () => {
    const answers = publishPlacements(
      mechanism,
      PLACEMENTS.map(() => STAGES.map(() => 0)),
    )[0]!;
    expect(reachedRate(answers, ['seen', 'clicked'], EPSILON)).toEqual({ value: null, standardError: null, n: 0 });
    expect(reachedShare(answers, 'seen', EPSILON)).toEqual({ value: null, standardError: null, n: 0 });
  });
});

describe('a share of those who saw a row and dismissed a product there', () => {
  const DISMISSED = 0.12;
  /** Of other devices than those that are asked how far they followed the row. */
  function drawDismissals(n: number): Figure {
    const counts = new Array<number>(dismissal.choices).fill(0);
    for (let k = 0; k < n; k++) counts[privatiseChoice(dismissal, random.next() < DISMISSED ? 1 : 0, noise)]!++;
    return publishDismissals(dismissal, counts).cells[0]!;
  }

  it('is without bias, and its interval holds the truth 95 times of 100', () => {
    const { held, bias } = judge((answers) => dismissedRate(drawDismissals(500), answers, EPSILON), DISMISSED / 0.6);
    expect(Math.abs(bias)).toBeLessThan(0.2);
    expect(held).toBeGreaterThan(0.92);
    expect(held).toBeLessThan(0.985);
  });

  it('has the errors of both, and the reports that ask for dismissals', () => {
    const [dismissed, answers] = [drawDismissals(500), drawAnswers(1_500)];
    const seen = reachedShare(answers, 'seen', EPSILON) as Known;
    const rate = dismissedRate(dismissed, answers, EPSILON);
    expect(rate.n).toBe(500);
    expect(rate.value).toBeCloseTo(dismissed.value! / seen.value, 12);
    const relative = Math.hypot(dismissed.standardError! / dismissed.value!, seen.standardError / seen.value);
    expect(rate.standardError! / rate.value!).toBeCloseTo(relative, 12);
    expect(rate.standardError!).toBeGreaterThan(dismissed.standardError! / seen.value);
  });

  it('is a little below 0 where noise says so, and then tells nothing', () => {
    const counts = [500, ...PLACEMENTS.map(() => 0)];
    const none = publishDismissals(dismissal, counts).cells[0]!;
    const rate = dismissedRate(none, drawAnswers(1_500), EPSILON) as Known;
    expect(rate.value).toBeLessThan(0);
    expect(isTelling(rate)).toBe(false);
    expect(weeksToTell(rate, 10)?.atLeast).toBe(true);
  });

  it('is held back where nobody reported on either, or few seem to have seen the row', () => {
    const unseen = publishPlacements(
      mechanism,
      PLACEMENTS.map(() => [40, 1, 1, 1, 1, 1]),
    )[0]!;
    const nobody = publishPlacements(
      mechanism,
      PLACEMENTS.map(() => STAGES.map(() => 0)),
    )[0]!;
    const held = { value: null, standardError: null, n: 500 };
    expect(dismissedRate(drawDismissals(500), unseen, EPSILON)).toEqual(held);
    expect(dismissedRate(drawDismissals(500), nobody, EPSILON)).toEqual(held);
    const unasked = { ...held, n: 0 };
    expect(dismissedRate(unasked, drawAnswers(1_500), EPSILON)).toEqual(unasked);
  });
});

describe('how long until a figure tells something', () => {
  const figure: Known = { value: 0.1, standardError: 0.05, n: 100 };

  it('is when its interval is no wider than itself', () => {
    expect(isTelling(figure)).toBe(false);
    const { weeks } = weeksToTell(figure, 10)!;
    const n = figure.n + 10 * weeks;
    const later = { ...figure, n, standardError: figure.standardError * Math.sqrt(figure.n / n) };
    expect(isTelling(later)).toBe(true);
    const before = { ...later, standardError: figure.standardError * Math.sqrt(figure.n / (n - 10)) };
    expect(isTelling(before)).toBe(false);
  });

  it('is only a least time where the figure cannot be told from 0, and unknown where no reports come', () => {
    expect(weeksToTell({ ...figure, value: -0.02 }, 10)?.atLeast).toBe(true);
    expect(weeksToTell(figure, 10)?.atLeast).toBe(false);
    expect(weeksToTell(figure, 0)).toBeUndefined();
  });
});
