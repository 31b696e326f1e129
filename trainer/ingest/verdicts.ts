/** Why a row is malformed, in the order in which a row is judged. */
const REJECT_REASONS = [
  'malformed-line',
  'unknown-event-name',
  'missing-item',
  'item-id-too-long',
  'bad-timestamp',
  'impossible-time',
  'stray-time',
  'bad-number',
  'impossible-price',
] as const;

/** Why a well-formed row is left out. `where` is asked before anything else, the others after the reasons above. */
const FILTER_RULES = [
  'where',
  'missing-user',
  'no-item-event',
  'non-product',
  'cancellation',
  'zero-quantity',
  'negative-price',
  'zero-price',
  'duplicate',
  'cancelled',
  'bot',
  'reseller',
] as const;

export type Verdict = (typeof REJECT_REASONS)[number] | (typeof FILTER_RULES)[number];

const VERDICTS: readonly Verdict[] = [...REJECT_REASONS, ...FILTER_RULES];

/** The number a verdict has in SQL: 0 is "used", rejections come first, rules after. */
export function verdictCode(verdict: Verdict): number {
  return VERDICTS.indexOf(verdict) + 1;
}

export const LAST_REJECT_CODE = REJECT_REASONS.length;

export function fromVerdictCode(code: number): Verdict | undefined {
  return VERDICTS[code - 1];
}
