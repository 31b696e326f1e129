import type { Product } from './product.js';

interface Entry {
  readonly product: Product;
  readonly name: readonly string[];
  readonly rest: readonly string[];
}

export type Search = (term: string) => readonly Product[];

/**
 * Finds products whose name, variant, brand or categories contain a word beginning with each word of the term. Hits in
 * the name count most; ties go to the more reviewed.
 */
export function createSearch(products: readonly Product[]): Search {
  const entries: readonly Entry[] = products.map((product) => ({
    product,
    name: toWords(product.name),
    rest: toWords([product.variant, product.brand, ...product.path].join(' ')),
  }));
  return (term) => {
    const wanted = toWords(term);
    if (wanted.length === 0) return [];
    return entries
      .map((entry) => ({ product: entry.product, score: scoreOf(entry, wanted) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || b.product.reviewCount - a.product.reviewCount)
      .map(({ product }) => product);
  };
}

function scoreOf({ name, rest }: Entry, wanted: readonly string[]): number {
  let score = 0;
  for (const word of wanted) {
    const found = bestMatch(name, word) * 2 || bestMatch(rest, word);
    if (found === 0) return 0;
    score += found;
  }
  return score;
}

function bestMatch(words: readonly string[], wanted: string): number {
  if (words.includes(wanted)) return 2;
  return words.some((word) => word.startsWith(wanted)) ? 1 : 0;
}

/** Lower-case words without accents; a plural finds its singular. */
function toWords(text: string): string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu)?.map((word) => (word.length > 3 ? word.replace(/s$/, '') : word)) ?? [];
}
