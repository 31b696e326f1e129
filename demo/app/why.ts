import type { Reason, Recommendation } from '../../src/index.js';
import type { Catalog } from '../shop/catalog.js';
import { shortName } from '../shop/product.js';

const MAX_NAMES = 2;

/** One line that says why a row shows what it shows, from the reasons of its own items. Says "partly" where that is true. */
export function toWhyLine(recomms: readonly Recommendation[], catalog: Catalog): string {
  const [first] = recomms;
  if (first === undefined) return '';
  const cause = toCause(recomms, catalog);
  if (cause === undefined) return LINES[first.reason.kind];
  const personal = recomms.filter(({ reason }) => PERSONAL.has(reason.kind)).length;
  if (personal * 2 >= recomms.length) return `Because you ${cause}`;
  return `Partly because you ${cause}, partly what more shoppers choose lately`;
}

const PERSONAL: ReadonlySet<Reason['kind']> = new Set(['because-you-bought', 'because-you-viewed', 'your-taste']);

function toCause(recomms: readonly Recommendation[], catalog: Catalog): string | undefined {
  const bought = namesOf(recomms, 'because-you-bought', catalog);
  if (bought.length > 0) return `bought ${bought.join(' and ')}`;
  const viewed = namesOf(recomms, 'because-you-viewed', catalog);
  return viewed.length > 0 ? `looked at ${viewed.join(' and ')}` : undefined;
}

const LINES: Readonly<Record<Reason['kind'], string>> = {
  'because-you-bought': 'Because of what you bought',
  'because-you-viewed': 'Because of what you looked at',
  'goes-with': 'Often chosen together',
  'your-taste': 'Close to what you have been looking at',
  'bought-together': 'Often bought together',
  'this-visit': 'Often looked for in a visit like this',
  'your-own': 'What you had before',
  'same-kind': 'More of the same kind',
  'something-new': 'Something new to try',
  'as-given': 'In the order given',
  'shop-choice': 'Chosen by the shop',
  trending: 'More shoppers choose these lately than before',
  popular: 'A beginning: what most shoppers choose here. It changes with what you look at',
};

/** Names of the shopper's own products most reasons of this kind point to, most frequent first. */
function namesOf(recomms: readonly Recommendation[], kind: Reason['kind'], catalog: Catalog): string[] {
  const counts = new Map<string, number>();
  for (const { reason } of recomms) {
    const product = reason.kind === kind ? catalog.find(reason.itemId ?? '') : undefined;
    if (product === undefined) continue;
    const name = shortName(product);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, MAX_NAMES)
    .map(([name]) => name);
}
