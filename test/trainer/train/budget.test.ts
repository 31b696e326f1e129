import { describe, expect, it } from 'vitest';
import { SEARCH_SPACES, toEffort } from '../../../trainer/train/budget.js';

describe('what blends may cost', () => {
  const { normal, quick } = SEARCH_SPACES;

  it('grows up to threefold where the catalog is small, since each prediction costs less there', () => {
    expect(toEffort(normal, 25_000)).toEqual(normal.blend);
    expect(toEffort(normal, 5_000)).toMatchObject({ fitQueries: 8_000, gateQueries: 3_000 });
    expect(toEffort(normal, 200)).toMatchObject({ fitQueries: 12_000, gateQueries: 4_500 });
  });

  it('stays as it is where no network is tried', () => {
    expect(toEffort(quick, 200)).toEqual(quick.blend);
  });
});
