import { describe, expect, it } from 'vitest';
import { createProgress } from '../../trainer/progress.js';

function record(isTTY: boolean): string {
  let text = '';
  const progress = createProgress({
    isTTY,
    write: (more) => {
      text += more;
    },
  });
  progress.step('reading');
  progress.update(1, 2);
  progress.update(1, 2);
  progress.step('fitting');
  progress.update(0, 0);
  progress.done();
  progress.done();
  return text;
}

describe('progress', () => {
  it('is one line a step in a log', () => {
    expect(record(false)).toBe('reading\nfitting\n');
  });

  it('is a bar on a terminal, drawn anew only when it grows', () => {
    expect(record(true)).toBe(
      `reading\rreading [${'#'.repeat(12)}${'.'.repeat(12)}] 50 %\nfitting\rfitting [${'#'.repeat(24)}] 100 %\n`,
    );
  });
});
