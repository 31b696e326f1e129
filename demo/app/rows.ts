import type { Catalog } from '../shop/catalog.js';
import type { Product } from '../shop/product.js';
import { ROW_LENGTH, toRequest, type RowPlan } from './row-plan.js';
import type { Shelf } from './shelf.js';
import { toWhyLine } from './why.js';

/** A row as it is shown now. */
export interface Row {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly products: readonly Product[];
  /** Chosen in this browser; otherwise the same for everyone. */
  readonly isOwn: boolean;
}

export interface Rows {
  /** The rows of the page shown now. */
  list(): readonly Row[];
  /** Another page, or another state of it: rows that stay keep what they show until there is better. */
  show(plans: readonly RowPlan[]): void;
  /** Asks again, for the shopper did something. */
  refresh(): void;
}

interface RowsOptions {
  readonly catalog: Catalog;
  readonly shelf: () => Shelf | undefined;
  readonly onChange: () => void;
}

/** Below this a personal row looks like a mistake; the shop's own row stays. */
const FEWEST = 4;
/** Several events of one click make one round of questions. */
const SETTLE_MS = 40;

export function createRows({ catalog, shelf, onChange }: RowsOptions): Rows {
  let plans: readonly RowPlan[] = [];
  let rows: readonly Row[] = [];
  let round = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const ask = async (): Promise<void> => {
    const loaded = shelf();
    if (loaded?.state() !== 'ready') return;
    const mine = ++round;
    const shown: string[] = [];
    for (const plan of plans) {
      const row = await askRow(loaded, plan, { catalog, shown });
      if (mine !== round) return;
      shown.push(...row.products.map(({ id }) => id));
      rows = rows.map((old) => (old.id === row.id ? row : old));
    }
    onChange();
  };
  const refresh = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), SETTLE_MS);
  };

  return {
    list: () => rows,
    show(next) {
      const old = new Map(plans.map((plan, index) => [toKey(plan), rows[index]]));
      plans = next;
      rows = next.map((plan) => old.get(toKey(plan)) ?? toSharedRow(plan));
      round++;
      refresh();
    },
    refresh,
  };
}

const toKey = ({ id, itemId = '' }: RowPlan): string => `${id}\n${itemId}`;

function toSharedRow({ id, otherwise }: RowPlan): Row {
  return { id, title: otherwise.title, why: 'The same for everyone', products: otherwise.products, isOwn: false };
}

async function askRow(
  shelf: Shelf,
  plan: RowPlan,
  { catalog, shown }: { catalog: Catalog; shown: readonly string[] },
): Promise<Row> {
  try {
    const { recomms } = await shelf.recommend(toRequest(plan, shown));
    const wanted = recomms.filter(({ reason }) => plan.kinds?.includes(reason.kind) ?? true).slice(0, ROW_LENGTH);
    const products = wanted.map(({ id }) => catalog.find(id)).filter((product) => product !== undefined);
    if (products.length < FEWEST) return toSharedRow(plan);
    return { id: plan.id, title: plan.title, why: toWhyLine(wanted, catalog), products, isOwn: true };
  } catch {
    // Whatever kept the answer back (an item the model does not know, a closed worker): the shop has its own row.
    return toSharedRow(plan);
  }
}
