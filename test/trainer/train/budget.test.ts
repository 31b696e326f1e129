import { describe, expect, it } from 'vitest';
import { SEARCH_SPACES, toPolicyEffort } from '../../../trainer/train/budget.js';

describe('what blends may cost', () => {
  const { normal, quick } = SEARCH_SPACES;

  it('grows up to threefold where the catalog is small, since each prediction costs less there', () => {
    expect(toPolicyEffort(normal, 25_000)).toMatchObject({ networkQueries: 4_000, gateQueries: 1_500 });
    expect(toPolicyEffort(normal, 5_000)).toMatchObject({ networkQueries: 8_000, gateQueries: 3_000 });
    expect(toPolicyEffort(normal, 200)).toMatchObject({
      fitQueries: 4_000,
      networkQueries: 12_000,
      gateQueries: 3_000,
    });
  });

  it('stays as it is where no network is tried', () => {
    expect(toPolicyEffort(quick, 200)).toEqual(quick.blend);
  });
});
