import { describe, expect, it } from 'vitest';
import { MAX_RECORD_LINES, RecordJoiner, type Joins } from '../../../trainer/ingest/quoted-records.js';

/** Joins found in a text of two columns, fed in pieces of `piece` lines. */
function joinsOf(lines: readonly string[], piece = 1000): Joins {
  const joiner = new RecordJoiner({ delimiter: ',', columns: 2 });
  const quoted = lines.map((text, k) => ({ pos: k + 1, text })).filter(({ text }) => text.includes('"'));
  for (let from = 0; from < quoted.length; from += piece) joiner.scan(quoted.slice(from, from + piece), false);
  joiner.scan([], true);
  return joiner.joins;
}

describe('records that span lines', () => {
  it('are joined to the line that closes the quote', () => {
    expect(joinsOf(['a,"x', 'y', 'z"', 'b,c'])).toEqual({ first: [1], last: [3] });
  });

  it('are found whatever the pieces they come in', () => {
    const lines = ['a,"1', '2"', 'b,"""', '"', 'c,"d', 'e,f', '"', 'g,"h"'];
    for (const piece of [1, 2, 3, 8]) expect(joinsOf(lines, piece)).toEqual({ first: [1, 3, 5], last: [2, 4, 7] });
  });

  it('are not joined where the result has another number of columns', () => {
    expect(joinsOf(['a,"x', 'b,c', 'd,"e"'])).toEqual({ first: [], last: [] });
    expect(joinsOf(['a,"x', 'b,"y', 'z"'])).toEqual({ first: [2], last: [3] });
  });

  it('are not joined over more lines than a record may have', () => {
    const filler = Array.from({ length: MAX_RECORD_LINES }, () => 'x,y');
    expect(joinsOf(['a,"x', ...filler, 'y"'])).toEqual({ first: [], last: [] });
    expect(joinsOf(['a,"x', ...filler.slice(2), 'y"'])).toEqual({ first: [1], last: [MAX_RECORD_LINES] });
  });
});
