import type { Recommendation } from '../../src/index.js';
import type { Catalog } from '../shop/catalog.js';
import type { RowPlan } from './row-plan.js';
import { toWhyLine } from './why.js';

/** A row as it is shown now: what its element is asked to show, and the lines above it. */
export interface Row {
  /** The same as long as the row is. */
  readonly key: string;
  readonly plan: RowPlan;
  readonly title: string;
  /** The title its element's list has or will have. */
  readonly name: string;
  readonly why: string;
  /** Chosen in this browser; otherwise the same for everyone. */
  readonly isOwn: boolean;
  /** Items that must not come: those of the plan, and what the rows above show. */
  readonly exclude: readonly string[];
}

export interface Rows {
  /** The rows of the page shown now. */
  list(): readonly Row[];
  /** Another page, or another state of it: rows that stay keep what they show until there is better. */
  show(plans: readonly RowPlan[]): void;
  /** A row's element shows another list; none where the shop's own row stays. */
  tell(key: string, recomms: readonly Recommendation[]): void;
}

/** What the rows' elements show, by the rows' keys. */
export type Lists = ReadonlyMap<string, readonly Recommendation[]>;

export function createRows({ catalog, onChange }: { readonly catalog: Catalog; readonly onChange: () => void }): Rows {
  let plans: readonly RowPlan[] = [];
  let lists: Lists = new Map();

  const keep = (told: Lists): void => {
    const keys = new Set(plans.map(toKey));
    lists = new Map([...told].filter(([key]) => keys.has(key)));
  };
  return {
    list: () => layRows(plans, lists, catalog),
    show(next) {
      plans = next;
      keep(lists);
    },
    tell(key, recomms) {
      keep(new Map(lists).set(key, recomms));
      onChange();
    },
  };
}

/** The rows from the top; no item comes twice, since each row leaves out what those above it show. */
export function layRows(plans: readonly RowPlan[], lists: Lists, catalog: Catalog): Row[] {
  const shown: string[] = [];
  return plans.map((plan) => {
    const key = toKey(plan);
    const recomms = lists.get(key) ?? [];
    const exclude = [...plan.exclude, ...shown];
    const isOwn = recomms.length > 0;
    shown.push(...(isOwn ? recomms : plan.otherwise.products).map(({ id }) => id));
    return { key, plan, ...toLines(plan, recomms, catalog), isOwn, exclude };
  });
}

function toLines(
  plan: RowPlan,
  recomms: readonly Recommendation[],
  catalog: Catalog,
): Pick<Row, 'title' | 'name' | 'why'> {
  const { title, otherwise, titleOfPopular } = plan;
  const [first] = recomms;
  if (first === undefined) return { title: otherwise.title, name: title, why: 'The same for everyone' };
  if (titleOfPopular !== undefined && first.reason.kind === 'popular')
    return { title: titleOfPopular, name: titleOfPopular, why: first.reason.text };
  return { title, name: title, why: toWhyLine(recomms, catalog) };
}

const toKey = ({ id, itemId = '' }: RowPlan): string => `${id}\n${itemId}`;
