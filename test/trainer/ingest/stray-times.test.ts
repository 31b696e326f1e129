import { describe, expect, it } from 'vitest';
import { HEADER, ingestText } from './shop-folder.js';

const DAY = 86_400;
const START = Date.UTC(2024, 0, 1) / 1000;

/** `count` rows over `days` days from `from`, five a user. */
function rows(count: number, days: number, from = START): string[] {
  return Array.from({ length: count }, (_, k) =>
    row(`u${String(k % Math.ceil(count / 5))}`, `i${String(k % 9)}`, from + Math.round((k * days * DAY) / count)),
  );
}

function row(user: string, item: string, seconds: number): string {
  return `${user},${item},view_item,${new Date(seconds * 1000).toISOString()}`;
}

async function strayOf(lines: readonly string[]): Promise<{ stray: number; lines: number[]; to: string | null }> {
  const { report } = await ingestText([HEADER, ...lines, ''].join('\n'));
  expect(report.rowsUsed + (report.rejected['stray-time'] ?? 0)).toBe(lines.length);
  return {
    stray: report.rejected['stray-time'] ?? 0,
    lines: report.firstRejected.map(({ line }) => line),
    to: report.to,
  };
}

describe('the rows of wrong clocks', () => {
  it('are rejected where 1 % live in 2099, and the log ends where the others end', async () => {
    const far = [row('u1', 'i1', Date.UTC(2099, 0, 1) / 1000), row('u2', 'i1', Date.UTC(2099, 5, 1) / 1000)];
    const { stray, lines, to } = await strayOf([...far, ...rows(198, 100)]);
    expect({ stray, lines }).toEqual({ stray: 2, lines: [2, 3] });
    expect(to).toMatch(/^2024-04/);
  });

  it('are rejected where they are strewn over the decades to come', async () => {
    const strewn = Array.from({ length: 4 }, (_, k) => row('u1', 'i1', START + (k + 3) * 400 * DAY));
    expect((await strayOf([...rows(296, 100), ...strewn])).stray).toBe(4);
  });
});

describe('no row is taken for a wrong clock’s', () => {
  it.each<[string, readonly string[]]>([
    ['where the whole log lies in the future', rows(200, 100, Date.UTC(2090, 0, 1) / 1000)],
    ['where a tenth of it lies there', [...rows(180, 100), ...rows(20, 100, Date.UTC(2090, 0, 1) / 1000)]],
    ['in a young shop whose first rows are thin', [...rows(6, 1000, START - 1000 * DAY), ...rows(400, 100)]],
    [
      'where a clock lags by decades, which moves no other row',
      [...rows(198, 100), row('u1', 'i1', Date.UTC(2000, 0, 1) / 1000)],
    ],
    [
      'beside a machine’s burst',
      [...Array.from({ length: 900 }, (_, k) => row('bot', 'i1', START + k)), ...rows(9, 300)],
    ],
    ['within a month of a log of one day', [...rows(198, 1), row('u1', 'i1', START + 20 * DAY)]],
    ['in a handful of rows', [...rows(9, 10), row('u9', 'i1', Date.UTC(2099, 0, 1) / 1000)]],
  ])('%s', async (_where, lines) => {
    expect((await strayOf(lines)).stray).toBe(0);
  });

  it('in a log numbered from one start for everybody, where long histories reach far', async () => {
    const users = Array.from({ length: 60 }, (_, u) => `u${String(u)}`);
    const short = users.flatMap((user) => [0, 1, 2, 3].map((day) => row(user, `i${String(day)}`, START + day * DAY)));
    const long = [100, 101, 102].map((day) => row('u0', 'i1', START + day * DAY));
    expect((await strayOf([...short, ...long])).stray).toBe(0);
  });
});
