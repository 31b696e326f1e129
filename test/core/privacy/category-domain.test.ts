import { describe, expect, it } from 'vitest';
import { createCategoryDomain, OTHER_CATEGORIES } from '../../../core/privacy/category-domain.js';

const domainOf = (paths: readonly string[], items = paths.map((_, k) => k + 1)) =>
  createCategoryDomain({ categories: ['', ...paths] }, { category: Uint16Array.from(items) });

describe('the choices of the category question', () => {
  it('are none, then the categories with most items', () => {
    const { names, choiceOf, choices } = domainOf(['lamps', 'rugs'], [1, 2, 2, 0]);
    expect(names).toEqual(['', 'rugs', 'lamps']);
    expect([...choiceOf]).toEqual([0, 2, 1]);
    expect(choices).toBe(8);
  });

  it('are the deepest level of the paths that can be named whole', () => {
    const paths = Array.from(
      { length: 100 },
      (_, k) => `top ${String(k % 3)} > middle ${String(k % 21)} > leaf ${String(k)}`,
    );
    const { names, choiceOf } = domainOf(paths);
    expect(names).toHaveLength(1 + 21);
    expect(names[choiceOf[1]!]).toBe('top 0 > middle 0');
    expect(choiceOf[1]).toBe(choiceOf[22]);
  });

  it('put what cannot be named into one choice, and never are more than 64', () => {
    const { choices, names, choiceOf } = domainOf(Array.from({ length: 200 }, (_, k) => `kind ${String(k)}`));
    expect(choices).toBe(64);
    expect(names).toHaveLength(64);
    expect(names[63]).toBe(OTHER_CATEGORIES);
    expect(choiceOf[200]).toBe(63);
    expect(choiceOf[0]).toBe(0);
  });

  it('are none alone in a shop without categories', () => {
    expect(domainOf([], [0, 0]).names).toEqual(['']);
  });
});
