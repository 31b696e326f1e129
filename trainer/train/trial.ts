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
