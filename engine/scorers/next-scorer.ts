import type { NextRows } from '../../core/artifact/next-section.js';
import type { Settings } from '../../core/artifact/blend-section.js';
import type { Profile } from '../profile.js';
import type { Scorer } from './scorer.js';

/**
 * Item-to-item rows summed over the latest steps: s(j) = Σ_k e^(-decay·k) Σ_{i in step k back} c_i·row(i)[j], c_i the weight
 * of the strongest event with i. An item counts once, at its latest step.
 */
export function createNextScorer(rows: NextRows, settings: Settings['next']): Scorer {
  return {
    name: 'next',
    score(profile, out) {
      out.fill(0);
      for (const { index, weight } of recentItems(profile, settings)) {
        const end = rows.start[index + 1]!;
        for (let k = rows.start[index]!; k < end; k++) out[rows.target[k]!]! += weight * rows.weight[k]!;
      }
    },
    explain(profile, item) {
      const shares = new Map<number, number>();
      for (const { index, weight } of recentItems(profile, settings)) {
        const row = rows.target.subarray(rows.start[index], rows.start[index + 1]);
        const at = row.indexOf(item);
        if (at >= 0) shares.set(index, weight * rows.weight[rows.start[index]! + at]!);
      }
      return shares;
    },
  };
}

function recentItems(profile: Profile, settings: Settings['next']): { index: number; weight: number }[] {
  const seen = new Set<number>();
  const recent: { index: number; weight: number }[] = [];
  const { known, steps } = profile;
  for (let back = 0; back < Math.min(settings.steps, steps.length); back++) {
    const fading = Math.exp(-settings.decay * back);
    for (const index of steps[steps.length - 1 - back]!.items) {
      if (seen.has(index)) continue;
      seen.add(index);
      recent.push({ index, weight: fading * (known.get(index)?.weight ?? 0) });
    }
  }
  return recent;
}
