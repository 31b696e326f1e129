/** What was tried on validation and how well it did: kept for the report. */
export interface Trial {
  readonly what: string;
  readonly ndcg10: number;
}

/** Tries every option, keeps the first best. */
export function chooseBest<T>(
  options: readonly T[],
  judge: (option: T) => number,
  describe: (option: T) => string,
): { readonly best: T; readonly trials: readonly Trial[] } {
  const scores = options.map(judge);
  let best = 0;
  scores.forEach((score, k) => {
    if (score > scores[best]!) best = k;
  });
  return {
    best: options[best] as T,
    trials: options.map((option, k) => ({ what: describe(option), ndcg10: scores[k]! })),
  };
}

/**
 * Options that lie on a scale, such as strengths of regularisation: tries the one at `start` and its neighbours, goes on in
 * the direction that gets better, upwards first, and stops where it gets worse.
 */
export function climb<T>(
  options: readonly T[],
  start: number,
  { judge, describe }: { readonly judge: (option: T) => number; readonly describe: (option: T) => string },
): { readonly best: T; readonly trials: readonly Trial[] } {
  const trials: Trial[] = [];
  const tried = (at: number): number => {
    const ndcg10 = judge(options[at]!);
    trials.push({ what: describe(options[at]!), ndcg10 });
    return ndcg10;
  };
  const first = tried(start);
  let best = { at: start, score: first };
  for (const direction of [1, -1]) {
    if (best.at !== start) break;
    for (let at = start + direction; at >= 0 && at < options.length; at += direction) {
      const score = tried(at);
      if (score <= best.score) break;
      best = { at, score };
    }
  }
  return { best: options[best.at]!, trials };
}
