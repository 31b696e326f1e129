import { RecommenderError } from '../errors.js';
import { DEFAULT_WEIGHTS, QUESTION_FACTS, QUESTIONS, type QuestionWeights } from './questions.js';

/**
 * What a model's manifest may say about reports: how often each question is asked, within compiled limits. Neither budget nor
 * pace nor domain can be said there; a manifest that tries is refused whole.
 *
 * `{ "weights": { "placement": 30, "item": 0 } }`: questions not named keep their weight.
 * @throws RecommenderError `artifact/not-a-manifest`.
 */
export function parseReportPolicy(value: unknown): QuestionWeights {
  if (value === undefined) return DEFAULT_WEIGHTS;
  const { weights = {}, ...others } = toRecord(value, 'reports');
  refuseOthers(others, 'reports');
  const { item, category, placement, model, weight, dismissal, ...unknown } = toRecord(weights, 'reports.weights');
  refuseOthers(unknown, 'reports.weights');
  const told = { item, category, placement, model, weight, dismissal };
  const merged = QUESTIONS.map((question) => {
    const came = told[question];
    if (came === undefined) return [question, DEFAULT_WEIGHTS[question]] as const;
    const [least, most] = QUESTION_FACTS[question].weightRange;
    if (typeof came !== 'number' || !Number.isInteger(came) || came < least || came > most) {
      throw refused(`"reports.weights.${question}" to be a whole number of ${String(least)} to ${String(most)}`);
    }
    return [question, came] as const;
  });
  return Object.fromEntries(merged) as QuestionWeights;
}

function toRecord(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refused(`"${where}" to be an object`);
  return value as Record<string, unknown>;
}

function refuseOthers(others: Readonly<Record<string, unknown>>, where: string): void {
  const [first] = Object.keys(others);
  if (first !== undefined)
    throw refused(`nothing in "${where}" but what may be set there, got "${first.slice(0, 40)}"`);
}

function refused(expected: string): RecommenderError {
  return new RecommenderError('artifact/not-a-manifest', `expected ${expected} in the manifest`);
}
