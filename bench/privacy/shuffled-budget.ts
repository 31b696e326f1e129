/**
 * What one report of n costs once somebody independent has mixed them: the smallest ε at δ, numerically, for any report of
 * local ε0. Each other report is with chance 2p a copy of one of the two that are to be told apart, p = e^-ε0 / 2 each.
 * Source: Feldman, McMillan, Talwar, "Hiding Among the Clones", FOCS 2021, theorem 3.1.
 */
export function shuffledEpsilon(n: number, epsilon0: number, delta: number): number {
  const clones = binomial(n - 1, Math.exp(-epsilon0));
  const own = Math.exp(epsilon0) / (Math.exp(epsilon0) + 1);
  const rows = clones.map(({ count, chance }) => ({ chance, halves: binomial(count, 0.5) }));
  let [low, high] = [0, epsilon0];
  for (let step = 0; step < 20; step++) {
    const middle = (low + high) / 2;
    const lost = rows.reduce((sum, { chance, halves }) => sum + chance * divergence(halves, own, middle), 0);
    if (lost > delta) low = middle;
    else high = middle;
  }
  return high;
}

interface Outcome {
  readonly count: number;
  readonly chance: number;
}

/** Σ max(0, P − e^ε Q): P has one more of the first kind with chance `own`, else of the second; Q the other way round. */
function divergence(halves: readonly Outcome[], own: number, epsilon: number): number {
  const grown = Math.exp(epsilon);
  let sum = 0;
  for (let at = 0; at <= halves.length; at++) {
    const [one, other] = [halves[at - 1]?.chance ?? 0, halves[at]?.chance ?? 0];
    sum += Math.max(0, own * one + (1 - own) * other - grown * ((1 - own) * one + own * other));
  }
  return sum;
}

/** The outcomes within ten standard deviations: beyond lies less than any δ. */
function binomial(n: number, p: number): Outcome[] {
  const spread = 10 * Math.sqrt(n * p * (1 - p)) + 10;
  const from = Math.max(0, Math.floor(n * p - spread));
  const to = Math.min(n, Math.ceil(n * p + spread));
  const middle = Math.round(n * p);
  const chances = new Map([[middle, 1]]);
  for (let k = middle; k < to; k++) chances.set(k + 1, (chances.get(k)! * ((n - k) / (k + 1)) * p) / (1 - p));
  for (let k = middle; k > from; k--) chances.set(k - 1, (chances.get(k)! * (k / (n - k + 1)) * (1 - p)) / p);
  const total = [...chances.values()].reduce((a, b) => a + b, 0);
  return [...chances].map(([count, chance]) => ({ count, chance: chance / total })).sort((a, b) => a.count - b.count);
}
