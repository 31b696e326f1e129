import { parseArgs } from 'node:util';
import { writeFileSync } from 'node:fs';
import { Bench } from 'tinybench';
import { benchIngest, type IngestFigures } from './ingest.js';
import { scoringTasks } from './scoring.js';

/** `npm run bench [-- --json FILE --ingest-rows N]`: everything as ratios measured in one run. */
const { values } = parseArgs({
  options: { json: { type: 'string' }, 'ingest-rows': { type: 'string', default: '500000' } },
});

interface Row {
  readonly name: string;
  readonly medianMs: number;
  /** Median over the median of the task it is compared with. */
  readonly ratio: number;
  readonly against: string;
}

const scoring = await measureScoring();
for (const { name, medianMs, ratio, against } of scoring) {
  console.log(
    `${name.padEnd(60)} ${medianMs.toFixed(3).padStart(9)} ms   ${ratio.toFixed(2).padStart(7)} x ${against}`,
  );
}
const ingest: IngestFigures = await benchIngest(Number(values['ingest-rows']));
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ scoring, ingest }, null, 2)}\n`);

/** Tasks of one group run in turns within one process, so that a busy machine hits all alike. */
async function measureScoring(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { against, tasks } of scoringTasks()) {
    const bench = new Bench({ time: 400, warmupTime: 100 });
    for (const { name, run } of tasks) bench.add(name, run);
    await bench.run();
    const medians = new Map(bench.tasks.map((task) => [task.name, medianOf(task.result)]));
    const base = medians.get(against) ?? NaN;
    for (const [name, medianMs] of medians) rows.push({ name, medianMs, ratio: medianMs / base, against });
  }
  return rows;
}

function medianOf(result: Bench['tasks'][number]['result']): number {
  if (!('latency' in result)) throw new Error('expected every benchmark to finish');
  return result.latency.p50;
}
