import { ITEM_FLAGS } from '../../core/artifact/items-section.js';
import { writeFileSync } from 'node:fs';
import { readArtifact, type ArmArtifact, type Artifact } from '../artifact-files.js';
import type { Options } from '../options.js';
import type { Output } from '../output.js';
import { assertWritable } from '../output-files.js';

export const INSPECT_OPTIONS = { model: 'text', json: 'text' } as const;

/** Sections that are not counted as the model's own size: names, what rows show, and what people read. */
const BESIDE_THE_MODEL = ['ids', 'display', 'report'];

/** Verifies every hash and every section, then says what is in the model, or in both models of an experiment. */
export function inspectVerb(options: Options, output: Output): void {
  const file = options.text('json');
  assertWritable('json', file);
  const artifact = readArtifact(options.required('model'));
  const facts = toFacts(artifact);
  if (file !== undefined) writeFileSync(file, `${JSON.stringify(facts, null, 2)}\n`);
  for (const line of toLines(facts)) output.line(line);
}

interface Facts extends ArmFacts {
  readonly sequence: number;
  readonly experiment?: { readonly name: string; readonly other: ArmFacts };
}

interface ArmFacts {
  readonly asOf: string | null;
  readonly items: number;
  readonly itemsWithBehaviour: number;
  readonly dimension: number;
  readonly rowEntries: number;
  readonly modelBytes: number;
  readonly bytesPerItem: number;
  readonly totalBytes: number;
  readonly sections: readonly {
    readonly name: string;
    readonly file: string;
    readonly bytes: number;
    readonly sha256: string;
  }[];
  readonly report: unknown;
}

function toFacts(artifact: Artifact): Facts {
  const { manifest, other } = artifact;
  const name = manifest.experiment?.name;
  return {
    sequence: manifest.sequence,
    ...toArmFacts(artifact),
    ...(name !== undefined && other !== undefined && { experiment: { name, other: toArmFacts(other) } }),
  };
}

function toArmFacts({ manifest, model, report }: ArmArtifact): ArmFacts {
  const sum = (names: (name: string) => boolean): number =>
    manifest.sections.filter(({ name }) => names(name)).reduce((bytes, section) => bytes + section.bytes, 0);
  const modelBytes = sum((name) => !BESIDE_THE_MODEL.includes(name));
  const { flags } = model.items;
  return {
    asOf: manifest.asOf,
    items: manifest.items,
    itemsWithBehaviour: flags.reduce((count, bits) => count + ((bits & ITEM_FLAGS.cold) === 0 ? 1 : 0), 0),
    dimension: manifest.dimension,
    rowEntries: model.next.target.length,
    modelBytes,
    bytesPerItem: Math.round((modelBytes / Math.max(1, manifest.items)) * 10) / 10,
    totalBytes: sum(() => true),
    sections: manifest.sections,
    report,
  };
}

function toLines(facts: Facts): string[] {
  const { asOf, experiment, sequence } = facts;
  const verified = 'every length and hash is right';
  if (experiment === undefined)
    return [`model ${String(sequence)}, as of ${toDate(asOf)}: ${verified}`, ...armLines(facts)];
  return [
    `model ${String(sequence)}, experiment "${experiment.name}": ${verified}`,
    `arm A, as of ${toDate(asOf)}`,
    ...armLines(facts),
    `arm B, as of ${toDate(experiment.other.asOf)}`,
    ...armLines(experiment.other),
  ];
}

function toDate(asOf: string | null): string {
  return asOf ?? 'no clock';
}

function armLines(facts: ArmFacts): string[] {
  const report = facts.report as { privacy?: string } | undefined;
  return [
    `${String(facts.items)} items, ${String(facts.itemsWithBehaviour)} with learned factors (d = ${String(facts.dimension)}), ${String(facts.rowEntries)} item-to-item entries`,
    `${String(facts.modelBytes)} bytes of model, ${String(facts.bytesPerItem)} an item; ${String(facts.totalBytes)} bytes in all`,
    ...facts.sections.map(({ name, bytes, file }) => `  ${name.padEnd(8)} ${String(bytes).padStart(10)}  ${file}`),
    ...(report?.privacy === undefined ? [] : [report.privacy]),
  ];
}
