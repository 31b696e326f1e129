/** The sections of new shoppers: the table of `evaluate` and the curve over how much is known. */
import { evaluationSection, titleOf } from './evaluations.mjs';
import { table } from './format.mjs';

/** @param {import('./evaluations.mjs').Evaluated} evaluated */
export function newShoppersSection(evaluated) {
  const curve = evaluated.result?.coldUsers;
  const section = evaluationSection(evaluated);
  if (curve === undefined) return section;
  if (curve.users === 0) return `${section}\n\nNo user has twelve items: no curve.`;
  const known = curve.rankers[0].points.map((point) => point.known);
  const rows = curve.rankers.map(({ name, points }) => [
    name,
    ...points.map(({ ndcg10, ndcg100 }) => `${ndcg10.toFixed(4)} / ${ndcg100.toFixed(4)}`),
  ]);
  const head = [`NDCG@10 / NDCG@100, ${curve.users} users`, ...known.map((items) => `${items} known`)];
  const plot = `![NDCG@100 by known items, ${titleOf(evaluated.job)}](benchmarks/${evaluated.job.name}-curve.svg)`;
  return [section, table(head, rows), plot].join('\n\n');
}
