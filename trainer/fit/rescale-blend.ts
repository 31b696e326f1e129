import type { Blend } from '../../core/artifact/blend-section.js';
import type { Engine } from '../../engine/engine.js';
import { FEATURE_INDEX } from '../../engine/features.js';
import type { Query } from '../evaluate/query.js';
import { rowsToProfile } from './query-profile.js';
import type { Validation } from './validation.js';

/** How much larger the raw sums of one engine are than another's. */
export interface ScoreRatios {
  readonly factors: number;
  readonly next: number;
}

/** The sums of the engine the blend was fitted on over those of the refitted one, measured on the same queries. */
export function scoreRatios(
  engines: { readonly fitted: Engine; readonly refitted: Engine },
  validation: Validation,
): ScoreRatios {
  const queries = [...validation.fit, ...validation.gate].slice(0, 300);
  const ratio = (name: 'factors' | 'next'): number =>
    finiteOr1(
      scoreSpread(engines.fitted, validation, queries, name) / scoreSpread(engines.refitted, validation, queries, name),
    );
  return { factors: ratio('factors'), next: ratio('next') };
}

/** Weights for a refitted engine: its raw sums grow with the data the base models saw, so their weights shrink as much. */
export function rescaleBlend({ weights, network }: Blend, ratios: ScoreRatios): Blend {
  const scaled = Float64Array.from(weights);
  const divisor = new Float64Array(weights.length).fill(1);
  for (const name of ['factors', 'factorsLength', 'session'] as const) divisor[FEATURE_INDEX[name]] = ratios.factors;
  for (const name of ['next', 'nextLength', 'nextLast', 'nextAll'] as const) divisor[FEATURE_INDEX[name]] = ratios.next;
  divisor.forEach((ratio, k) => (scaled[k]! *= ratio));
  if (network === undefined) return { weights: scaled };
  const over = (values: Float64Array): Float64Array => values.map((value, k) => value / divisor[k]!);
  return { weights: scaled, network: { ...network, center: over(network.center), scale: over(network.scale) } };
}

function finiteOr1(ratio: number): number {
  return Number.isFinite(ratio) && ratio > 0 ? ratio : 1;
}

/** Mean over queries of the 50th best score: the size of what competes for a place in the list. */
function scoreSpread(
  engine: Engine,
  validation: Validation,
  queries: readonly Query[],
  name: 'factors' | 'next',
): number {
  const scores = new Float32Array(engine.model.items.count);
  let sum = 0;
  for (const query of queries) {
    const range = { from: query.historyFrom, to: query.historyTo };
    engine.signals[name].score(rowsToProfile(validation.history, range, engine.model.settings.eventWeights), scores);
    const sorted = Float32Array.from(scores).sort();
    sum += sorted[Math.max(0, sorted.length - 50)]!;
  }
  return sum / queries.length;
}
