import { drawResamples, type Interval } from '../../../core/metrics/bootstrap.js';
import type { Random } from '../../../core/random.js';

/** One shopper judged against one model. */
export interface Judged {
  readonly user: number;
  readonly isMember: boolean;
  /** Higher: likelier a member. */
  readonly score: number;
}

/** How well scores tell members from others; 95 % intervals from resamples of shoppers. */
export interface Roc {
  /** The chance that a member's score is above another's; .5: a coin. */
  readonly auc: Interval;
  /** The share of members found where 1 % of the others are taken for members; .01: a coin. */
  readonly found: Interval;
}

const FALSE_SHARE = 0.01;
const RESAMPLES = 500;

/** Percentile bootstrap over users (all judgements of a user are drawn together). */
export function toRoc(judged: readonly Judged[], random: Random): Roc {
  const sorted = [...judged].sort((a, b) => b.score - a.score);
  const { clusterCount, clusterOf, drawn } = drawResamples(
    sorted.map(({ user }) => user),
    random,
    RESAMPLES,
  );
  const once = walk(sorted, clusterOf, new Uint16Array(clusterCount).fill(1));
  const runs = drawn.map((times) => walk(sorted, clusterOf, times));
  return {
    auc: toInterval(
      once.auc,
      runs.map(({ auc }) => auc),
    ),
    found: toInterval(
      once.found,
      runs.map(({ found }) => found),
    ),
  };
}

/** Down the ranks, best first; judgements of one score count half for each other. */
function walk(sorted: readonly Judged[], clusterOf: Uint32Array, times: Uint16Array): { auc: number; found: number } {
  const totals = [0, 0];
  sorted.forEach(({ isMember }, at) => (totals[Number(isMember)]! += times[clusterOf[at]!]!));
  const [others, members] = totals as [number, number];
  let [members0, others0, above, found] = [0, 0, 0, 0];
  for (let at = 0; at < sorted.length;) {
    let [membersHere, othersHere] = [0, 0];
    const { score } = sorted[at]!;
    for (; at < sorted.length && sorted[at]!.score === score; at++) {
      if (sorted[at]!.isMember) membersHere += times[clusterOf[at]!]!;
      else othersHere += times[clusterOf[at]!]!;
    }
    above += othersHere * (members0 + membersHere / 2);
    members0 += membersHere;
    others0 += othersHere;
    if (others0 <= FALSE_SHARE * others) found = members0;
  }
  return { auc: above / (members * others), found: found / members };
}

function toInterval(mean: number, runs: readonly number[]): Interval {
  const sorted = Float64Array.from(runs).filter(Number.isFinite).sort();
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? NaN;
  return { mean, low: at(0.025), high: at(0.975) };
}
