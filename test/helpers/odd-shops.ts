import { createRandom, type Random } from '../../core/random.js';

/** One row of an events file; what is absent is an empty cell. */
export interface ShopRow {
  readonly user: string;
  readonly item: string;
  readonly event?: string;
  /** As it stands in the file: ISO 8601. */
  readonly time?: string;
  readonly session?: string;
  readonly rating?: number;
}

/** A small shop that lacks or exaggerates something, as the files its owner hands in. */
export interface OddShop {
  /** Completes "a shop …". */
  readonly name: string;
  readonly events: string;
  readonly catalog?: string;
  /** Every item the model must know: those with events and those of the catalog. */
  readonly itemIds: readonly string[];
}

export interface PlantedOptions {
  readonly seed: number;
  readonly users: number;
  readonly items: number;
  readonly perUser: number;
  /** Groups of users, each with its own group of items. Default 2. */
  readonly groups?: number;
}

const EVENT_COLUMNS = {
  user_id: ({ user }: ShopRow) => user,
  item_id: ({ item }: ShopRow) => item,
  event_name: ({ event }: ShopRow) => event ?? '',
  timestamp: ({ time }: ShopRow) => time ?? '',
  session_id: ({ session }: ShopRow) => session ?? '',
  rating: ({ rating }: ShopRow) => (rating === undefined ? '' : String(rating)),
} as const;

type EventColumn = keyof typeof EVENT_COLUMNS;

const USUAL: readonly EventColumn[] = ['user_id', 'item_id', 'event_name', 'timestamp'];
const DAY_SECONDS = 86_400;
const FIRST_DAY = Date.UTC(2024, 0, 1) / 1000;

/** Every item's id, in the order of its number. */
export const itemIdsOf = (count: number): string[] => Array.from({ length: count }, (_, i) => `i${String(i)}`);

/**
 * Users of g groups buy nine times in ten from their own group's items, the popular ones most, over half a year. No user
 * takes an item twice. User u is of group u mod g, item i of group i mod g.
 */
export function plantedRows({ seed, users, items, perUser, groups = 2 }: PlantedOptions): ShopRow[] {
  const random = createRandom(seed);
  const rows: ShopRow[] = [];
  for (let user = 0; user < users; user++) {
    const taken = new Set<number>();
    const first = random.int(120);
    while (taken.size < Math.min(perUser, items)) {
      const item = drawItem(random, { items, groups, own: user % groups });
      if (taken.has(item)) continue;
      taken.add(item);
      const seconds = FIRST_DAY + (first + 9 * taken.size) * DAY_SECONDS + random.int(DAY_SECONDS);
      rows.push({ user: `u${String(user)}`, item: `i${String(item)}`, event: 'purchase', time: toIso(seconds) });
    }
  }
  return rows;
}

function drawItem(random: Random, shop: { items: number; groups: number; own: number }): number {
  const { items, groups } = shop;
  const group = random.next() < 0.9 ? shop.own : random.int(groups);
  const size = Math.floor((items - 1 - group) / groups) + 1;
  if (size < 2 || random.next() < 0.05) return random.int(items);
  return group + groups * Math.floor(size * random.next() ** 2);
}

const toIso = (seconds: number): string => new Date(seconds * 1000).toISOString();

/** The text of a CSV file with these columns, every cell quoted where it must be. */
export function toEventsCsv(rows: readonly ShopRow[], columns: readonly EventColumn[] = USUAL): string {
  return toCsv(
    columns,
    rows.map((row) => columns.map((column) => EVENT_COLUMNS[column](row))),
  );
}

function toCsv(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const toCell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return [header, ...rows].map((cells) => `${cells.map(toCell).join(',')}\n`).join('');
}

/** A catalog of these items with title, category, brand and, unless told otherwise, a price. */
export function toCatalogCsv(
  itemIds: readonly string[],
  options: { hasPrices?: boolean; titles?: string[] } = {},
): string {
  const { hasPrices = true, titles = ['Lamp', 'Vase', 'Rug'] } = options;
  const header = ['item_id', 'item_name', 'item_category', 'item_brand', ...(hasPrices ? ['price', 'currency'] : [])];
  const rows = itemIds.map((id, i) => {
    const words = [`${titles[i % titles.length]!} ${String(i)}`, `kind ${String(i % 2)}`, `brand ${String(i % 5)}`];
    return [id, ...words, ...(hasPrices ? [String(5 + (i % 40)), 'EUR'] : [])];
  });
  return toCsv(header, rows);
}

const USUAL_ROWS = plantedRows({ seed: 1, users: 80, items: 40, perUser: 5 });
const USUAL_ITEMS = itemIdsOf(40);
const at = (rows: readonly ShopRow[], time: string): ShopRow[] => rows.map((row) => ({ ...row, time }));
const itemsOf = (rows: readonly ShopRow[]): string[] => [...new Set(rows.map(({ item }) => item))];

/** Ids and titles that a careless program cuts, folds, sorts or writes through. */
const STRANGE_IDS = [
  ...['__proto__', 'constructor', 'a,b', 'say "hi"', 'ünïcödé', 'u\u0308nicode', '商品-17', 'مصباح', '👩‍👩‍👧 set'],
  ...['İstanbul', 'ß', 'ẞ', '0', '00', '1e3', 'x'.repeat(200)],
];

function strangeRows(): ShopRow[] {
  const rename = (item: string): string => STRANGE_IDS[Number(item.slice(1))]!;
  const rows = plantedRows({ seed: 2, users: 80, items: STRANGE_IDS.length, perUser: 5 });
  return rows.map((row) => ({ ...row, user: `кто ${row.user} 🙂`, item: rename(row.item) }));
}

function oneUser(): ShopRow[] {
  return USUAL_ITEMS.slice(0, 20).map((item, k) => ({
    ...{ user: 'only', item, event: 'purchase' },
    time: toIso(FIRST_DAY + k * DAY_SECONDS),
  }));
}

/** Nobody comes back: 200 users with one session of three or four views within minutes. */
function passingRows(): ShopRow[] {
  const random = createRandom(3);
  return plantedRows({ seed: 3, users: 200, items: 40, perUser: 4 })
    .filter((_, k) => k % 8 !== 7)
    .map((row, k) => {
      const start = FIRST_DAY + Number(row.user.slice(1)) * 3600;
      const time = toIso(start + k * 7 + random.int(7));
      return { ...row, event: 'view_item', session: `s${row.user}`, time };
    });
}

/** One row in a hundred from a till whose clock stood at 1970, one from a phone that lives in 2099. */
function wrongClockRows(): ShopRow[] {
  return USUAL_ROWS.map((row, k) => {
    if (k % 100 === 0) return { ...row, time: '1970-01-01T00:00:00Z' };
    return k % 100 === 50 ? { ...row, time: '2099-06-01T00:00:00Z' } : row;
  });
}

function usualShop(name: string, rows: readonly ShopRow[], columns: readonly EventColumn[] = USUAL): OddShop {
  return { name, events: toEventsCsv(rows, columns), catalog: toCatalogCsv(USUAL_ITEMS), itemIds: USUAL_ITEMS };
}

function bareShop(name: string, rows: readonly ShopRow[], columns: readonly EventColumn[] = USUAL): OddShop {
  return { name, events: toEventsCsv(rows, columns), itemIds: itemsOf(rows) };
}

/** Shops that must train without an error and then answer everybody. */
export const ODD_SHOPS: readonly OddShop[] = [
  usualShop('with everything', USUAL_ROWS),
  bareShop('without a catalog', USUAL_ROWS),
  usualShop('without a clock', USUAL_ROWS, ['user_id', 'item_id', 'event_name']),
  bareShop('without clock, catalog or event names', USUAL_ROWS, ['user_id', 'item_id']),
  usualShop('where all happened at one moment', at(USUAL_ROWS, '2024-05-01T00:00:00Z')),
  usualShop(
    'that only saw views',
    USUAL_ROWS.map((row) => ({ ...row, event: 'view_item' })),
  ),
  usualShop(
    'that only saw carts without an item bought',
    USUAL_ROWS.map((row) => ({ ...row, event: 'add_to_cart' })),
  ),
  { ...usualShop('without prices', USUAL_ROWS), catalog: toCatalogCsv(USUAL_ITEMS, { hasPrices: false }) },
  usualShop('to which nobody returns', passingRows(), [...USUAL, 'session_id']),
  bareShop('of 30 items', plantedRows({ seed: 4, users: 80, items: 30, perUser: 5 })),
  bareShop('of 3 items', plantedRows({ seed: 5, users: 60, items: 3, perUser: 2 })),
  bareShop('of one item', plantedRows({ seed: 6, users: 30, items: 1, perUser: 1 })),
  usualShop('with one user', oneUser()),
  usualShop('with one event', USUAL_ROWS.slice(0, 1)),
  usualShop(
    'whose users all took the same item',
    USUAL_ROWS.map((row) => ({ ...row, item: 'i7' })),
  ),
  {
    ...usualShop('with cold items, and events on items no catalog names', USUAL_ROWS),
    catalog: toCatalogCsv([...USUAL_ITEMS.slice(20), ...itemIdsOf(60).slice(40)]),
    itemIds: itemIdsOf(60),
  },
  usualShop('whose every row is told twice', [...USUAL_ROWS, ...USUAL_ROWS]),
  usualShop('that tells one row a thousand times', Array<ShopRow>(1000).fill(USUAL_ROWS[0]!)),
  {
    ...bareShop('with ids and titles in every script', strangeRows()),
    catalog: toCatalogCsv(STRANGE_IDS, { titles: ['خزانة', 'ランプ', 'Ünï “quoted”', '🪑', 'line\nbreak'] }),
    itemIds: STRANGE_IDS,
  },
  usualShop('with a few rows of 1970 and 2099', wrongClockRows()),
  usualShop(
    'where every rating is 1',
    USUAL_ROWS.map((row) => ({ ...row, event: 'rate_item', rating: 1 })),
    [...USUAL, 'rating'],
  ),
];

/** The usual shop's rows, for tests that add something to them. */
export const usualRows = (): readonly ShopRow[] => USUAL_ROWS;

/** A reseller's purchases of everything, equally often, spread over the half year. */
export function resellerRows(itemCount: number, purchases: number): ShopRow[] {
  return Array.from({ length: purchases }, (_, k) => ({
    ...{ user: 'reseller', item: `i${String(k % itemCount)}`, event: 'purchase' },
    time: toIso(FIRST_DAY + Math.floor((k * 180 * DAY_SECONDS) / purchases)),
  }));
}

/** Items 0-29 are rated 4 or 5 by everybody who rates them, items 30-59 are rated 1 by even more users. */
export function ratedRows(): ShopRow[] {
  const liked = plantedRows({ seed: 7, users: 80, items: 30, perUser: 5 });
  const disliked = plantedRows({ seed: 8, users: 80, items: 30, perUser: 9 });
  return [
    ...liked.map((row, k) => ({ ...row, event: 'rate_item', rating: 4 + (k % 2) })),
    ...disliked.map((row) => ({
      ...row,
      event: 'rate_item',
      rating: 1,
      item: `i${String(30 + Number(row.item.slice(1)))}`,
    })),
  ];
}
