import { sumCounts, type AnswerCount, type EpochCounts } from '../../core/privacy/publish/epoch-counts.js';
import { createMechanisms, QUESTIONS } from '../../core/privacy/questions.js';
import type { Database, Row } from '../storage/database.js';

/** Models and arms are told apart only where the question is about them: an epoch is at most some ten thousand rows. */
const READ = `
  SELECT question, parameter,
    CASE WHEN question IN ('category', 'model') THEN model ELSE 0 END::float8 AS model,
    CASE WHEN question IN ('category', 'model') THEN arm ELSE 0 END::int AS arm,
    answer, sum(count)::float8 AS count
  FROM shelfwise.counters WHERE shop = $1::text AND epoch = $2::int
  GROUP BY 1, 2, 3, 4, 5`;

/** @throws RecommenderError `server/database`. */
export async function readCounts(database: Database, shop: string, epoch: number): Promise<EpochCounts> {
  const rows = await database.query(READ, [shop, epoch]);
  return sumCounts(toCounts(rows), createMechanisms());
}

function* toCounts(rows: readonly Row[]): Generator<AnswerCount> {
  for (const row of rows) {
    const question = QUESTIONS.find((known) => known === row['question']);
    if (question === undefined) continue; // of a newer version, before a return to this one
    const [parameter, model, arm, answer, count] = ['parameter', 'model', 'arm', 'answer', 'count'].map((column) =>
      Number(row[column]),
    ) as [number, number, number, number, number];
    yield { question, parameter, model, arm, answer, count };
  }
}
