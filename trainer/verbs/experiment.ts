import { createHash } from 'node:crypto';
import { isExperimentName, type Manifest } from '../../core/artifact/manifest.js';
import { RecommenderError } from '../../core/errors.js';
import { readArtifact, writeArtifact, type ArmArtifact, type Artifact } from '../artifact-files.js';
import type { Options } from '../options.js';
import type { Output } from '../output.js';
import { prepareFolder } from '../output-files.js';

export const EXPERIMENT_OPTIONS = {
  a: 'text',
  b: 'text',
  name: 'text',
  end: 'text',
  model: 'text',
  out: 'text',
} as const;

/** Two models as one artifact, each device to have one of them; or the winner of such a one alone. */
export function experimentVerb(options: Options, output: Output): void {
  const ending = options.text('end') !== undefined;
  refuse(options, ending ? ['a', 'b', 'name'] : ['model']);
  if (ending) end(options, output);
  else begin(options, output);
}

function begin(options: Options, output: Output): void {
  const [a, b] = [readPlain(options, 'a'), readPlain(options, 'b')];
  const out = options.required('out');
  const contents = [a, b].map(({ manifest }) => JSON.stringify(manifest.sections));
  if (contents[0] === contents[1]) throw badOption('expected --a and --b to be two models, got the same twice');
  const name = options.text('name') ?? nameOf(contents);
  if (!isExperimentName(name)) {
    throw badOption('expected --name to be 1 to 40 lower-case letters, digits and hyphens');
  }
  prepareFolder('out', out);
  const above = Math.max(a.manifest.sequence, b.manifest.sequence);
  const experiment = { name, sections: b.sections, facts: b.manifest };
  const manifest = writeArtifact(out, a.sections, toFacts(a), { above, experiment });
  output.line(`model ${String(manifest.sequence)}, experiment "${name}", in ${out}`);
}

function end(options: Options, output: Output): void {
  const winner = options.oneOf('end', ['a', 'b'], 'a');
  const artifact = readArtifact(options.required('model'));
  const out = options.required('out');
  const { other } = artifact;
  if (other === undefined) throw badOption('expected --model to hold an experiment, got one model');
  prepareFolder('out', out);
  const arm = winner === 'a' ? artifact : other;
  const manifest = writeArtifact(out, arm.sections, toFacts(arm), { above: artifact.manifest.sequence });
  output.line(`model ${String(manifest.sequence)}, arm ${winner.toUpperCase()} alone, in ${out}`);
}

/** What goes into the new manifest: both arms are asked as arm A's manifest says. */
function toFacts({ manifest }: ArmArtifact): Pick<Manifest, 'asOf' | 'items' | 'dimension' | 'reports' | 'scenarios'> {
  const { asOf, items, dimension, reports, scenarios } = manifest;
  return { asOf, items, dimension, ...(reports && { reports }), ...(scenarios && { scenarios }) };
}

function readPlain(options: Options, name: 'a' | 'b'): Artifact {
  const artifact = readArtifact(options.required(name));
  if (artifact.other === undefined) return artifact;
  throw badOption(`expected --${name} to hold one model, got an experiment: end that first`);
}

/** The same for the same two models, another for any others: devices draw anew. */
function nameOf(contents: readonly string[]): string {
  return `ab-${createHash('sha256').update(JSON.stringify(contents)).digest('hex').slice(0, 12)}`;
}

function refuse(options: Options, names: readonly string[]): void {
  const given = names.find((name) => options.text(name) !== undefined);
  if (given !== undefined) throw badOption(`experiment: expected no --${given} beside the other options`);
}

function badOption(message: string): RecommenderError {
  return new RecommenderError('usage/bad-option', message);
}
