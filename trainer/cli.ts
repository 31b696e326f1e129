import { formatError, RecommenderError } from '../core/errors.js';
import { readOptions, type OptionKinds, type Options } from './options.js';
import { createOutput, type Output } from './output.js';
import { EVALUATE_OPTIONS, evaluateVerb } from './verbs/evaluate.js';
import { EXPERIMENT_OPTIONS, experimentVerb } from './verbs/experiment.js';
import { INSPECT_OPTIONS, inspectVerb } from './verbs/inspect.js';
import { RECOMMEND_OPTIONS, recommendVerb } from './verbs/recommend.js';
import { SAMPLE_OPTIONS, sampleVerb } from './verbs/sample.js';
import { SERVE_OPTIONS, serveVerb } from './verbs/serve.js';
import { SIMILAR_OPTIONS, similarVerb } from './verbs/similar.js';
import { SIMULATE_OPTIONS, simulateVerb } from './verbs/simulate.js';
import { START_OPTIONS, startVerb } from './verbs/start.js';
import { TRAIN_OPTIONS, trainVerb } from './verbs/train.js';

interface Verb {
  readonly options: OptionKinds;
  readonly run: (options: Options, output: Output) => Promise<void> | void;
}

const VERBS: ReadonlyMap<string, Verb> = new Map<string, Verb>([
  ['sample', { options: SAMPLE_OPTIONS, run: sampleVerb }],
  ['train', { options: TRAIN_OPTIONS, run: trainVerb }],
  ['evaluate', { options: EVALUATE_OPTIONS, run: evaluateVerb }],
  ['recommend', { options: RECOMMEND_OPTIONS, run: recommendVerb }],
  ['similar', { options: SIMILAR_OPTIONS, run: similarVerb }],
  ['inspect', { options: INSPECT_OPTIONS, run: inspectVerb }],
  ['experiment', { options: EXPERIMENT_OPTIONS, run: experimentVerb }],
  ['serve', { options: SERVE_OPTIONS, run: serveVerb }],
  ['simulate', { options: SIMULATE_OPTIONS, run: simulateVerb }],
  ['start', { options: START_OPTIONS, run: startVerb }],
]);

/** @returns the exit code: 0 done, 1 failed, 2 wrong usage. */
async function main(args: readonly string[], output: Output): Promise<number> {
  try {
    const [name, ...rest] = args;
    const verb = VERBS.get(name ?? '');
    if (name === undefined || verb === undefined) throw unknownVerb(name);
    await verb.run(readOptions(name, rest, verb.options), output);
    return 0;
  } catch (error) {
    output.note(`shelfwise: ${describe(error)}`);
    return error instanceof RecommenderError && error.code.startsWith('usage/') ? 2 : 1;
  }
}

function unknownVerb(name: string | undefined): RecommenderError {
  const came = name === undefined ? 'nothing' : `"${name}"`;
  return new RecommenderError('usage/unknown-verb', `expected one of ${[...VERBS.keys()].join(', ')}, got ${came}`);
}

function describe(error: unknown): string {
  if (error instanceof RecommenderError) return formatError(error);
  // A file system that refuses is no mistake of ours: what it says, on one line.
  if (error instanceof Error && 'syscall' in error)
    return `internal/unexpected: expected to go on, got ${error.message}`;
  return `internal/unexpected: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

process.exitCode = await main(process.argv.slice(2), createOutput());
