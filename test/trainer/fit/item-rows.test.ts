import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_EVENT_WEIGHTS as eventWeights } from '../../../core/events/event-weights.js';
import { createRandom } from '../../../core/random.js';
import type { History } from '../../../trainer/history.js';
import { solveRows } from '../../../trainer/fit/block-ridge.js';
import { toInteractions, type SparseRows } from '../../../trainer/fit/interactions.js';
import { mergeRows } from '../../../trainer/fit/item-rows.js';
import { countCoOccurrence, type PairCounts } from '../../../trainer/fit/pair-counts.js';
import { toSteps } from '../../../trainer/fit/steps.js';
import { countTransitions } from '../../../trainer/fit/transition-counts.js';
import { invert } from './invert.js';
import { makeHistory, randomHistory, type Row } from './make-history.js';

const DAY = 86_400;

function toDense(rows: SparseRows, columns: number): number[][] {
  return Array.from({ length: rows.start.length - 1 }, (_, r) => {
    const dense = new Array<number>(columns).fill(0);
    for (let k = rows.start[r]!; k < rows.start[r + 1]!; k++) dense[rows.column[k]!] = rows.value[k]!;
    return dense;
  });
}

const coOccurrence = (history: History, minUsers: number, minPairUsers: number): PairCounts =>
  countCoOccurrence(toInteractions(history, { eventWeights, minUsers }), { minPairUsers });

const transitions = (
  history: History,
  minPairUsers: number,
  decays = { pastDecay: 0.5, futureDecay: 1 },
): PairCounts => {
  const { supported } = toInteractions(history, { eventWeights, minUsers: 1 });
  return countTransitions(toSteps(history, { eventWeights, supported }), { minPairUsers, ...decays });
};

describe('block ridge', () => {
  const history = randomHistory(7, { users: 200, items: 12, rows: 2500 });

  it('with every neighbour in the block is dense EASE', () => {
    const counts = coOccurrence(history, 1, 1);
    const lambda = 20;
    const gram = toDense(counts.gram, 12).map((line, i) =>
      line.map((value, j) => (i === j ? counts.diagonal[i]! + lambda : value)),
    );
    expect(gram.flat().every((value) => value > 0)).toBe(true);
    const inverse = invert(gram);
    const rows = toDense(solveRows(counts, { lambda, neighbours: 12 }), 12);
    for (let i = 0; i < 12; i++) {
      for (let j = 0; j < 12; j++) {
        const ease = i === j ? 0 : -inverse[i]![j]! / inverse[j]![j]!;
        expect(rows[i]![j]!).toBeCloseTo(Math.max(0, ease), 6);
      }
    }
  });

  it('with a small block solves the ridge problem of the strongest neighbours alone', () => {
    const counts = coOccurrence(history, 1, 1);
    const gram = toDense(counts.gram, 12);
    const rows = toDense(solveRows(counts, { lambda: 5, neighbours: 3 }), 12);
    for (let j = 0; j < 12; j++) {
      const strength = (i: number): number => gram[i]![j]! / Math.sqrt(counts.diagonal[i]! + 10);
      const block = Array.from({ length: 12 }, (_, i) => i)
        .filter((i) => i !== j)
        .sort((a, b) => strength(b) - strength(a) || a - b)
        .slice(0, 3);
      const inverse = invert(block.map((a) => block.map((b) => (a === b ? counts.diagonal[a]! + 5 : gram[a]![b]!))));
      for (let i = 0; i < 12; i++) {
        const at = block.indexOf(i);
        const weight = at < 0 ? 0 : block.reduce((sum, b, k) => sum + inverse[at]![k]! * gram[b]![j]!, 0);
        expect(rows[i]![j]!).toBeCloseTo(Math.max(0, weight), 6);
      }
    }
  });

  it('gives a pair of items nothing unless enough distinct users took both', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 4 }), (seed, minPairUsers) => {
        const sparse = randomHistory(seed, { users: 30, items: 25, rows: 200 });
        const { byItem } = toInteractions(sparse, { eventWeights, minUsers: 2 });
        const usersOf = (i: number): number[] => [...byItem.column.subarray(byItem.start[i], byItem.start[i + 1])];
        const shared = (i: number, j: number): number => usersOf(i).filter((user) => usersOf(j).includes(user)).length;
        toDense(solveRows(coOccurrence(sparse, 2, minPairUsers), { lambda: 1, neighbours: 10 }), 25).forEach(
          (line, i) => {
            line.forEach((weight, j) => {
              if (weight > 0) expect(shared(i, j)).toBeGreaterThanOrEqual(minPairUsers);
            });
          },
        );
      }),
      { numRuns: 40 },
    );
  });

  it('gives an item with too few users neither a row nor a place in one', () => {
    const { byUser, supported } = toInteractions(randomHistory(3, { users: 30, items: 60, rows: 150 }), {
      eventWeights,
      minUsers: 5,
    });
    expect(supported).toContain(0);
    expect(supported).toContain(1);
    expect(byUser.column.every((item) => supported[item] === 1)).toBe(true);
    const rows = solveRows(coOccurrence(randomHistory(3, { users: 30, items: 60, rows: 150 }), 5, 1), {
      lambda: 1,
      neighbours: 20,
    });
    expect(rows.column.every((item) => supported[item] === 1)).toBe(true);
    supported.forEach((is, i) => {
      if (is === 0) expect(rows.start[i + 1]! - rows.start[i]!).toBe(0);
    });
  });
});

describe('co-occurrence', () => {
  it('counts a user of n items n^-exponent in all', () => {
    const rows = [0, 1, 2, 3].map((item) => ({ user: 0, item, time: item }));
    const history = makeHistory([...rows, { user: 1, item: 0, time: 0 }], { users: 2, items: 4 });
    const interactions = toInteractions(history, { eventWeights, minUsers: 1 });
    const counts = countCoOccurrence(interactions, { minPairUsers: 1, userExponent: 0.5 });
    expect([...counts.diagonal]).toEqual([1.5, 0.5, 0.5, 0.5]);
    expect(counts.gram.value.every((value) => value === 0.5)).toBe(true);
  });
});

describe('transitions', () => {
  it('equal the sums over all splits of every sequence into past and future', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.constantFrom(0, 0.3, 1),
        fc.constantFrom(0, 0.5, 2),
        (seed, pastDecay, futureDecay) => {
          const random = createRandom(seed);
          const sequences = Array.from({ length: 4 }, () =>
            Array.from({ length: 1 + random.int(5) }, () => [...new Set([random.int(6), random.int(6)])]),
          );
          const rows = sequences.flatMap((steps, user) =>
            steps.flatMap((step, time): Row[] => step.map((item) => ({ user, item, time: user + time * DAY }))),
          );
          const counts = transitions(makeHistory(rows, { users: 4, items: 6 }), 1, { pastDecay, futureDecay });
          const { past, order } = sumOverSplits(sequences, { pastDecay, futureDecay });
          const gram = toDense(counts.gram, 6);
          const targets = toDense(counts.targets, 6);
          for (let i = 0; i < 6; i++) {
            for (let j = 0; j < 6; j++) {
              expect(i === j ? counts.diagonal[i]! : gram[i]![j]!).toBeCloseTo(past[i]![j]!, 3);
              expect(targets[j]![i]!).toBeCloseTo(order[i]![j]!, 3);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('do not exist where everything of a user has one time', () => {
    const rows = Array.from({ length: 60 }, (_, k) => ({ user: k % 6, item: k % 9, time: 5 }));
    const counts = transitions(makeHistory(rows, { users: 6, items: 9 }), 1);
    expect(counts.targets.column).toHaveLength(0);
    expect(solveRows(counts, { lambda: 1, neighbours: 5 }).column).toHaveLength(0);
  });

  it('run from the earlier to the later item, and only where enough users went that way', () => {
    const walk = (user: number, ...items: number[]): Row[] =>
      items.map((item, k) => ({ user, item, time: user + k * DAY }));
    const history = makeHistory([...walk(0, 0, 1), ...walk(1, 0, 1), ...walk(2, 2, 0)], { users: 3, items: 3 });
    const rows = solveRows(transitions(history, 2), { lambda: 1, neighbours: 3 });
    expect(toDense(rows, 3).map((line) => line.map((weight) => weight > 0))).toEqual([
      [false, true, false],
      [false, false, false],
      [false, false, false],
    ]);
  });
});

/** Σ over splits of S Sᵀ and S Tᵀ, straight from the definition. */
function sumOverSplits(
  sequences: readonly (readonly (readonly number[])[])[],
  decays: { pastDecay: number; futureDecay: number },
): { past: number[][]; order: number[][] } {
  const zeros = (): number[][] => Array.from({ length: 6 }, () => new Array<number>(6).fill(0));
  const past = zeros();
  const order = zeros();
  for (const steps of sequences) {
    for (let split = 1; split < steps.length; split++) {
      const s = new Array<number>(6).fill(0);
      const t = new Array<number>(6).fill(0);
      steps.forEach((step, place) => {
        for (const item of step) {
          if (place < split) s[item]! += Math.exp(-decays.pastDecay * (split - 1 - place));
          else t[item]! += Math.exp(-decays.futureDecay * (place - split));
        }
      });
      for (let i = 0; i < 6; i++) {
        for (let j = 0; j < 6; j++) {
          past[i]![j]! += s[i]! * s[j]!;
          order[i]![j]! += s[i]! * t[j]!;
        }
      }
    }
  }
  return { past, order };
}

describe('merged rows', () => {
  const history = randomHistory(5, { users: 80, items: 30, rows: 900 });
  const similarity = solveRows(coOccurrence(history, 5, 2), { lambda: 10, neighbours: 20 });
  const transition = solveRows(transitions(history, 2), { lambda: 10, neighbours: 20 });
  const options = { similarityWeight: 0.5, transitionWeight: 1, rowLength: 4 };

  it('hold the strongest weighted sums of each source, strongest first', () => {
    const merged = mergeRows(similarity, transition, options);
    const first = toDense(similarity, 30);
    const second = toDense(transition, 30);
    for (let i = 0; i < 30; i++) {
      const sums = first[i]!.map((weight, j) => 0.5 * weight + second[i]![j]!);
      const wanted = sums.filter((sum) => sum > 0).sort((a, b) => b - a);
      const got = merged.weight.subarray(merged.start[i], merged.start[i + 1]);
      expect(got).toHaveLength(Math.min(4, wanted.length));
      got.forEach((weight, k) => expect(weight).toBeCloseTo(wanted[k]!, 5));
    }
  });

  it('leave out a part that weighs nothing', () => {
    const alone = mergeRows(similarity, transition, { ...options, transitionWeight: 0, rowLength: 255 });
    expect(alone.target).toHaveLength(similarity.column.length);
  });

  it('are the same at every run', () => {
    const again = solveRows(coOccurrence(history, 5, 2), { lambda: 10, neighbours: 20 });
    expect(mergeRows(again, transition, options)).toEqual(mergeRows(similarity, transition, options));
  });
});
