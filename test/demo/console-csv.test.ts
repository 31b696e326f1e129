import { describe, expect, it } from 'vitest';
import { toCsv } from '../../demo/console/csv.js';

describe('a table as a file', () => {
  it('is a line a row, with quotes where a cell needs them and nothing where it has no value', () => {
    const csv = toCsv(
      ['name', 'share'],
      [
        ['Lamp, "tall"', 0.25],
        ['two\nlines', null],
      ],
    );
    expect(csv).toBe('\ufeffname,share\r\n"Lamp, ""tall""",0.25\r\n"two\nlines",\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx'])('holds no formula: %s', (name) => {
    expect(toCsv(['name'], [[name]])).toContain(`'${name}`);
  });

  it('leaves a number below 0 what it is', () => {
    expect(toCsv(['difference'], [[-0.5]])).toContain('\n-0.5\r');
  });
});
