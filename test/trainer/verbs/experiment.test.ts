import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseManifest, toArm, type Manifest } from '../../../core/artifact/manifest.js';
import { readArtifact } from '../../../trainer/artifact-files.js';
import { readOptions } from '../../../trainer/options.js';
import { EXPERIMENT_OPTIONS, experimentVerb } from '../../../trainer/verbs/experiment.js';
import { INSPECT_OPTIONS, inspectVerb } from '../../../trainer/verbs/inspect.js';
import { writeModel } from '../../server/made-model.js';

let folder: string;
let lines: string[];
const at = (name: string): string => path.join(folder, name);
const output = { line: (text: string) => void lines.push(text), note: () => undefined };

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'shelfwise-experiment-'));
  lines = [];
  writeModel(at('a'));
  for (const seed of [3, 2]) writeModel(at('b'), { seed, items: 50 });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function experiment(...args: string[]): Manifest {
  experimentVerb(readOptions('experiment', args, EXPERIMENT_OPTIONS), output);
  return manifestIn(args[args.indexOf('--out') + 1]!);
}

const begin = (out: string, ...more: string[]): Manifest =>
  experiment('--a', at('a'), '--b', at('b'), '--out', out, ...more);
const manifestIn = (directory: string): Manifest => parseManifest(readFileSync(`${directory}/latest.json`, 'utf8'));
const contentOf = (directory: string): Record<string, string> =>
  Object.fromEntries(readdirSync(directory).map((file) => [file, readFileSync(`${directory}/${file}`, 'base64')]));

describe('the verb `experiment`', () => {
  it('writes both models under one sequence above both, and shared files once', () => {
    const [a, b] = [manifestIn(at('a')), manifestIn(at('b'))];
    const manifest = begin(at('out'));
    expect([a.sequence, b.sequence, manifest.sequence]).toEqual([1, 2, 3]);
    expect(toArm(manifest, 0)).toMatchObject({ items: 40, sections: a.sections });
    expect(toArm(manifest, 1)).toMatchObject({ items: 50, sections: b.sections });
    const { other } = readArtifact(at('out'));
    expect(other?.model).toEqual(readArtifact(at('b')).model);
  });

  it('writes a file once that both models have', () => {
    writeModel(at('b'), { seed: 2 });
    const { sections, experiment: written } = begin(at('out'));
    const files = new Set([...sections, ...written!.other.sections].map(({ file }) => file));
    expect(readdirSync(at('out')).sort()).toEqual([...files, 'latest.json'].sort());
    expect(files.size).toBe(sections.length + 3); // items, next, gram
  });

  it('keeps the shop’s rules of arm A, as a later model in the same folder does', () => {
    const scenarios = { home: { filter: 'price < 5' } };
    const file = at('a/latest.json');
    writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), scenarios }));
    expect(begin(at('out')).scenarios).toEqual(scenarios);
    expect(experiment('--end', 'b', '--model', at('out'), '--out', at('winner')).scenarios).toEqual(scenarios);
    const { sequence } = manifestIn(at('a'));
    expect(writeModel(at('a'))).toBe(sequence);
    expect(writeModel(at('a'), { seed: 9 })).toBe(sequence + 1);
    expect(manifestIn(at('a')).scenarios).toEqual(scenarios);
  });

  it('gives the same bytes again, and a name that goes with the two models', () => {
    const first = begin(at('out'));
    const before = contentOf(at('out'));
    expect(begin(at('out')).sequence).toBe(3);
    begin(at('out-2'));
    expect(contentOf(at('out'))).toEqual(before);
    expect(contentOf(at('out-2'))).toEqual(before);
    writeModel(at('b'), { seed: 9 });
    expect(begin(at('out-3')).experiment!.name).not.toBe(first.experiment!.name);
    expect(begin(at('out'), '--name', 'summer').sequence).toBeGreaterThan(3);
    expect(manifestIn(at('out')).experiment?.name).toBe('summer');
  });

  it('goes on above what is served where it is written into that folder', () => {
    expect(begin(at('a')).sequence).toBe(3);
    expect(() => begin(at('a'))).toThrow(expect.objectContaining({ code: 'usage/bad-option' }));
  });

  it('keeps what the model’s manifest says of reports', () => {
    const reports = { item: 0, category: 0, placement: 0, model: 40, weight: 0, dismissal: 0 };
    writeFileSync(at('a/latest.json'), JSON.stringify({ ...manifestIn(at('a')), reports: { weights: reports } }));
    expect(begin(at('out')).reports).toEqual(reports);
    expect(experiment('--end', 'b', '--model', at('out'), '--out', at('out')).reports).toEqual(reports);
  });

  it.each(['a', 'b'] as const)('ends with the winner %s alone, under a higher sequence', (winner) => {
    begin(at('out'));
    const ended = experiment('--end', winner, '--model', at('out'), '--out', at('out'));
    expect(ended).toMatchObject({ sequence: 4, sections: manifestIn(at(winner)).sections });
    expect(ended).not.toHaveProperty('experiment');
    const elsewhere = experiment('--end', winner, '--model', (begin(at('out-2')), at('out-2')), '--out', at('out-3'));
    expect(elsewhere).toEqual(ended);
  });

  it.each<[string, () => string[], string]>([
    ['one model alone', () => ['--a', at('a'), '--out', at('out')], 'usage/missing-option'],
    ['no place to write to', () => ['--a', at('a'), '--b', at('b')], 'usage/missing-option'],
    ['the same model twice', () => ['--a', at('a'), '--b', at('a'), '--out', at('out')], 'usage/bad-option'],
    [
      'a name for people',
      () => ['--a', at('a'), '--b', at('b'), '--out', at('out'), '--name', 'New!'],
      'usage/bad-option',
    ],
    [
      'a model beside two',
      () => ['--a', at('a'), '--b', at('b'), '--model', at('a'), '--out', at('o')],
      'usage/bad-option',
    ],
    ['a third winner', () => ['--end', 'c', '--model', at('a'), '--out', at('out')], 'usage/bad-option'],
    ['nothing that could end', () => ['--end', 'a', '--model', at('a'), '--out', at('out')], 'usage/bad-option'],
    [
      'two models to end',
      () => ['--end', 'a', '--a', at('a'), '--model', at('a'), '--out', at('o')],
      'usage/bad-option',
    ],
    ['no model there', () => ['--a', at('nowhere'), '--b', at('b'), '--out', at('out')], 'artifact/missing'],
  ])('refuses %s, and writes nothing', (_what, args, code) => {
    const before = readdirSync(folder);
    expect(() => experiment(...args())).toThrow(expect.objectContaining({ code }));
    expect(readdirSync(folder)).toEqual(before);
  });
});

describe('the verb `inspect`', () => {
  const inspect = (): void => inspectVerb(readOptions('inspect', ['--model', at('out')], INSPECT_OPTIONS), output);

  it('shows both arms of an experiment', () => {
    begin(at('out'), '--name', 'summer');
    lines = [];
    inspect();
    expect(lines[0]).toBe('model 3, experiment "summer": every length and hash is right');
    expect(lines.filter((line) => /^(arm|\d+ items)/.test(line)).map((line) => line.split(',')[0])).toEqual([
      'arm A',
      '40 items',
      'arm B',
      '50 items',
    ]);
  });

  it('verifies both arms', () => {
    const { file } = begin(at('out')).experiment!.other.sections.find(({ name }) => name === 'items')!;
    const bytes = readFileSync(at(`out/${file}`));
    bytes[0]! ^= 1;
    writeFileSync(at(`out/${file}`), bytes);
    expect(inspect).toThrow(expect.objectContaining({ code: 'artifact/wrong-hash' }));
  });
});
