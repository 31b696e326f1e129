import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const CLI = path.resolve(import.meta.dirname, '../../dist/node/cli.js');
let folder: string;
const at = (name: string): string => path.join(folder, name);

interface Ran {
  readonly code: number | null;
  /** The last line of standard error. */
  readonly error: string;
  readonly all: string;
}

function shelfwise(...args: string[]): Ran {
  const { status, stderr, stdout } = spawnSync(process.execPath, [CLI, ...args], { encoding: 'utf8' });
  return { code: status, error: stderr.trim().split('\n').at(-1) ?? '', all: stdout + stderr };
}

const train = (events: string, ...more: string[]): Ran =>
  shelfwise('train', '--events', events, '--out', at('out'), '--budget', 'quick', ...more);

/** A small shop's purchases: 60 users, 12 items, every user with five. `edit` changes a line (0-based, header apart). */
function writeEvents(name: string, edit: (line: string, row: number) => string = (line) => line): string {
  const lines: string[] = [];
  for (let user = 0; user < 60; user++) {
    for (let step = 0; step < 5; step++) {
      const day = String(1 + ((user + step * 3) % 28)).padStart(2, '0');
      const item = (user + step * (1 + (user % 3))) % 12;
      lines.push(
        `u${String(user)},i${String(item)},purchase,2024-0${String(1 + step)}-${day}T10:00:00Z,${String(1 + item)}.50`,
      );
    }
  }
  const text = ['user_id,item_id,event_name,timestamp,price', ...lines.map(edit)].join('\n');
  writeFileSync(at(name), `${text}\n`);
  return at(name);
}

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'shelfwise-cli-'));
  const { code, all } = train(writeEvents('good.csv'));
  expect(code, all).toBe(0);
  cpSync(at('out'), at('model'), { recursive: true });
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the command line', () => {
  it('answers wrong usage with one line and exit code 2', () => {
    const noOut = ['recommend', '--model', at('model'), '--histories', 'h', '--count', '5'];
    const negative = ['recommend', '--model', at('model'), '--histories', 'h', '--out', 'o', '--count', '-1'];
    const wrong: [string[], string][] = [
      [['sing'], 'usage/unknown-verb'],
      [[], 'usage/unknown-verb'],
      [['train', '--out', at('x')], 'usage/missing-option'],
      [['experiment', '--a', at('model'), '--out', at('x')], 'usage/missing-option'],
      [['experiment', '--end', 'a', '--model', at('model'), '--out', at('x')], 'usage/bad-option'],
      [noOut, 'usage/missing-option'],
      [negative, 'usage/bad-option'],
      [['inspect', '--model', at('model'), '--loud'], 'usage/bad-option'],
    ];
    for (const [args, code] of wrong) {
      const ran = shelfwise(...args);
      expect(ran.error).toMatch(new RegExp(`^shelfwise: ${code}: `));
      expect(ran.code).toBe(2);
    }
  });

  it.each<[string, () => Ran, string]>([
    ['a missing file', () => train(at('nowhere.csv')), 'input/missing-file'],
    ['an empty file', () => train(write('empty.csv', '')), 'input/empty-file'],
    ['a binary file', () => train(write('binary.csv', gzipSync('x').subarray(2))), 'input/binary-file'],
    [
      'a wrong delimiter',
      () => train(write('semicolon.csv', readFileSync(at('good.csv'), 'utf8').replaceAll(',', ';'))),
      'input/wrong-delimiter',
    ],
    [
      'a missing column',
      () => train(write('column.csv', readFileSync(at('good.csv'), 'utf8').replace('item_id', 'thing'))),
      'input/missing-column',
    ],
    [
      'a map that is not JSON',
      () => train(at('good.csv'), '--map', write('bad-map.json', '{"events": ')),
      'input/bad-map',
    ],
    [
      'a map naming an absent column',
      () => train(at('good.csv'), '--map', write('map.json', '{"events":{"user_id":"customer"}}')),
      'input/absent-map-column',
    ],
    [
      'dates in two formats',
      () =>
        train(
          writeEvents('dates.csv', (line, row) =>
            row % 2 === 0 ? line : line.replace(/2024-(\d\d)-(\d\d)T10:00:00Z/, '$2/$1/2024 10:00'),
          ),
        ),
      'input/mixed-dates',
    ],
    [
      '6 % bad rows',
      () => train(writeEvents('six.csv', (line, row) => (row % 100 < 6 ? line.replace(/2024-.*Z/, 'soon') : line))),
      'input/too-many-bad-rows',
    ],
    [
      'only unknown event names',
      () => train(writeEvents('names.csv', (line) => line.replace('purchase', 'danced'))),
      'input/too-many-bad-rows',
    ],
    ['no model', () => shelfwise('inspect', '--model', at('nowhere')), 'artifact/missing'],
    ['a flipped byte', () => damaged('items', (bytes) => bytes.with(100, bytes[100]! ^ 1)), 'artifact/wrong-hash'],
    ['a truncated file', () => damaged('next', (bytes) => bytes.slice(0, -1)), 'artifact/wrong-length'],
    [
      'a newer format',
      () => manifested((text) => text.replace('"version": 1', '"version": 9')),
      'artifact/newer-format',
    ],
    ['a manifest that is a page', () => manifested(() => '<!doctype html>'), 'artifact/not-a-manifest'],
  ])('answers %s with its own code, the file, and exit code 1', (_name, run, code) => {
    const { error, code: exit } = run();
    expect(error).toMatch(new RegExp(`^shelfwise: ${code}: .+ \\(.+\\)$`));
    expect(exit).toBe(1);
  });

  it('goes on with 4 % bad rows, says which, and writes them to the rejects file', () => {
    const events = writeEvents('four.csv', (line, row) => (row % 100 < 4 ? line.replace(/2024-.*Z/, 'soon') : line));
    const { code, all } = train(events, '--rejects', at('rejects.csv'));
    expect(code).toBe(0);
    expect(all).toContain('300 rows = 288 used + 12 rejected + 0 filtered');
    expect(all).toContain(`bad-timestamp at ${events}:2:`);
    expect(readFileSync(at('rejects.csv'), 'utf8').trim().split('\n')).toHaveLength(13);
  });

  it('filters negative prices by name and keeps the last of two catalog rows with one id, saying so', () => {
    const events = writeEvents('prices.csv', (line, row) => (row === 7 ? line.replace(/,[\d.]+$/, ',-3') : line));
    const catalog = write('catalog.csv', 'item_id,item_name\ni1,Lamp\ni2,Vase\ni1,Lantern\n');
    const { code, all } = train(events, '--catalog', catalog);
    expect(code).toBe(0);
    expect(all).toContain('300 rows = 299 used + 0 rejected + 1 filtered');
    expect(all).toMatch(/negative-price 1/);
    expect(all).toMatch(/duplicate catalog id with a different title 1/);
  });

  it('makes the same bytes of the same history and seed, and keeps the sequence', () => {
    const files = (name: string): Record<string, string> =>
      Object.fromEntries(
        readdirSync(at(name)).map((file) => [file, readFileSync(path.join(at(name), file), 'base64')]),
      );
    rmSync(at('out'), { recursive: true });
    train(at('good.csv'));
    expect(files('out')).toEqual(files('model'));
    train(at('good.csv'));
    expect(files('out')).toEqual(files('model'));
    train(at('good.csv'), '--min-users', '9');
    expect(JSON.parse(readFileSync(path.join(at('out'), 'latest.json'), 'utf8'))).toMatchObject({ sequence: 2 });
  });

  it('recommends in input order, only among candidates, and says what goes with an item', () => {
    const line = (id: string): string =>
      JSON.stringify({ id, events: [{ event_name: 'purchase', item_id: 'i1', timestamp: '2024-06-01T00:00:00Z' }] });
    const histories = write('histories.jsonl', `${line('b')}\n\n${line('a')}\n`);
    const common = ['--model', at('model'), '--histories', histories, '--out', at('run.jsonl')];
    expect(shelfwise('recommend', ...common, '--count', '5').code).toBe(0);
    const lists = readLines('run.jsonl');
    expect(lists.map(({ id }) => id)).toEqual(['b', 'a']);
    expect(lists[0]!.items).toHaveLength(5);
    expect(lists[0]!.items).not.toContain('i1');
    expect(shelfwise('recommend', ...common, '--candidates', write('candidates.txt', 'i3\ni4\ni1\nnone\n')).code).toBe(
      0,
    );
    expect([...readLines('run.jsonl')[0]!.items].sort()).toEqual(['i3', 'i4']);
    const items = write('items.jsonl', '{"id":"i1"}\n{"id":"nobody"}\n');
    expect(shelfwise('similar', '--model', at('model'), '--items', items, '--out', at('similar.jsonl')).code).toBe(0);
    expect(readLines('similar.jsonl')[0]!.items).not.toContain('i1');
    expect(readLines('similar.jsonl')[1]!.items).toEqual([]);
  });

  it('leaves unreadable events out of a history, says so on one line, and reads times alike in every zone', () => {
    const events = [
      { item_id: 'i1', timestamp: '2024-05-31T23:30:00' },
      { event_name: 'danced', item_id: 'i2', timestamp: '2024-06-01T01:00:00' },
      { event_name: 'view_item', item_id: 'i3', timestamp: '2024-06-01T01:00:00' },
    ];
    const histories = write('odd.jsonl', `${JSON.stringify({ id: 'a', now: '2024-06-01 02:00:00', events })}\n`);
    const lists = ['America/New_York', 'Asia/Kolkata'].map((zone) => {
      const args = ['recommend', '--model', at('model'), '--histories', histories, '--out', at('odd-out.jsonl')];
      const env = { ...process.env, TZ: zone };
      const { status, stderr } = spawnSync(process.execPath, [CLI, ...args], { encoding: 'utf8', env });
      expect(status).toBe(0);
      expect(stderr).toContain(
        '1 events left out of their histories: unknown-event-name 1; first events[1]: expected ',
      );
      expect(stderr).toContain(`(${histories}:1)`);
      return readFileSync(at('odd-out.jsonl'), 'utf8');
    });
    expect(lists[1]).toBe(lists[0]);
    expect(readLines('odd-out.jsonl')[0]!.items).not.toContain('i1');
    expect(readLines('odd-out.jsonl')[0]!.items).toContain('i2');
  });

  it('asks before it works whether results can be written, and for candidates that are some', () => {
    const histories = write('one.jsonl', '{"id":"a","events":[]}\n');
    const recommend = ['recommend', '--model', at('model'), '--histories', histories, '--out'];
    const refused: [string[], string, number][] = [
      [['train', '--events', at('good.csv'), '--out', at('good.csv')], 'usage/bad-option', 2],
      [['inspect', '--model', at('model'), '--json', at('none/facts.json')], 'usage/bad-option', 2],
      [[...recommend, folder], 'usage/bad-option', 2],
      [[...recommend, at('o.jsonl'), '--candidates', write('none.txt', '\n')], 'input/empty-file', 1],
      [[...recommend, at('o.jsonl'), '--candidates', folder], 'input/missing-file', 1],
    ];
    for (const [args, code, exit] of refused) {
      const ran = shelfwise(...args);
      expect(ran.all.trim().split('\n')).toEqual([ran.error]);
      expect(ran.error).toMatch(new RegExp(`^shelfwise: ${code}: `));
      expect(ran.code).toBe(exit);
    }
  });

  it('names file and line of a history that is not JSON', () => {
    const histories = write('broken.jsonl', '{"id":"a","events":[]}\nnot json\n');
    const { code, error } = shelfwise(
      'recommend',
      '--model',
      at('model'),
      '--histories',
      histories,
      '--out',
      at('x.jsonl'),
    );
    expect(error).toBe(`shelfwise: input/bad-line: expected one JSON object a line (${histories}:2)`);
    expect(code).toBe(1);
  });

  it('inspects: hashes, sizes and the privacy statement, with nothing of a user in the artifact', () => {
    const { code, all } = shelfwise('inspect', '--model', at('model'), '--json', at('facts.json'));
    expect(code).toBe(0);
    expect(all).toContain('every length and hash is right');
    expect(all).toContain('not differential privacy');
    expect(existsSync(at('facts.json'))).toBe(true);
    const bytes = readdirSync(at('model'))
      .map((file) => readFileSync(path.join(at('model'), file), 'latin1'))
      .join('');
    expect(bytes).not.toMatch(/\bu\d+\b/);
    expect(bytes).not.toContain('good.csv');
  });
});

function write(name: string, content: string | Uint8Array): string {
  writeFileSync(at(name), content);
  return at(name);
}

function readLines(name: string): { id: string; items: string[] }[] {
  return readFileSync(at(name), 'utf8')
    .trim()
    .split('\n')
    .map((text) => JSON.parse(text) as { id: string; items: string[] });
}

function damaged(section: string, change: (bytes: Uint8Array) => Uint8Array): Ran {
  cpSync(at('model'), at('damaged'), { recursive: true });
  const file = readdirSync(at('damaged')).find((name) => name.startsWith(`${section}.`))!;
  const good = readFileSync(path.join(at('model'), file));
  writeFileSync(path.join(at('damaged'), file), change(new Uint8Array(good)));
  const ran = shelfwise('inspect', '--model', at('damaged'));
  rmSync(at('damaged'), { recursive: true });
  return ran;
}

function manifested(change: (text: string) => string): Ran {
  cpSync(at('model'), at('damaged'), { recursive: true });
  writeFileSync(at('damaged/latest.json'), change(readFileSync(at('model/latest.json'), 'utf8')));
  const ran = shelfwise('inspect', '--model', at('damaged'));
  rmSync(at('damaged'), { recursive: true });
  return ran;
}
