import type { DuckDBDataChunk } from '@duckdb/node-api';
import { EVENT_NAMES, toEventCode, type EventName } from '../../core/events/event-names.js';
import { RecommenderError } from '../../core/errors.js';
import { DEVICES } from '../../core/context.js';
import { unknownVisits, type History } from '../history.js';
import type { Progress } from '../progress.js';
import type { Database } from './database.js';
import type { ItemFeatures, UserFeatures } from './ingestion.js';
import { KEPT } from './rules.js';
import { readVisitWords, type VisitWords } from './visit-words.js';

export interface ReadHistory {
  readonly history: History;
  readonly itemFeatures: ItemFeatures;
  readonly userFeatures: UserFeatures;
  readonly sessions: number;
  /** Rows whose session had been left for another one before: they begin a new session. */
  readonly interleaved: number;
  /** Ratings outside 1-5, moved to the nearer end. */
  readonly clampedRatings: number;
}

export interface HistorySize {
  readonly rows: number;
  readonly itemIds: readonly string[];
  readonly hasClock: boolean;
}

/** A pause that ends a session where the shop names none. */
const SESSION_PAUSE_SECONDS = 30 * 60;

/** Which of the three counts an event adds to, by event code. */
const KINDS: readonly ('views' | 'carts' | 'purchases' | undefined)[] = EVENT_NAMES.map(kindOf);

function kindOf(name: EventName): 'views' | 'carts' | 'purchases' | undefined {
  if (name === 'view_item' || name === 'select_item') return 'views';
  if (name === 'add_to_cart') return 'carts';
  return name === 'purchase' ? 'purchases' : undefined;
}

const MOBILE = DEVICES.indexOf('mobile');
const TABLET = DEVICES.indexOf('tablet');
const RATE_ITEM = toEventCode('rate_item');

/** Reads the kept rows into typed arrays, chunk by chunk: nothing is held twice. */
export async function readHistory(db: Database, size: HistorySize, progress: Progress): Promise<ReadHistory> {
  const users = await db.rows(`SELECT user_id FROM users WHERE code IN (SELECT "user" FROM ${KEPT}) ORDER BY code`);
  const userIds = users.map(([id]) => String(id));
  const builder = new HistoryBuilder(size, userIds, await readVisitWords(db));
  const time = size.hasClock ? 'time' : '(row_number() OVER (ORDER BY pos) - 1)::DOUBLE';
  const rows = `SELECT "user", f.place, event, ${time}, session_key, coalesce(rating, 'NaN'::DOUBLE),
    device, referrer, country
    FROM (SELECT * FROM ${KEPT}) e JOIN items i ON i.code = e.item JOIN final_items f ON f.item_id = i.item_id
    ORDER BY "user", time, pos`;
  for await (const chunk of db.chunks(rows)) {
    builder.add(chunk);
    progress.update(builder.rows, size.rows);
  }
  return builder.finish();
}

class HistoryBuilder {
  rows = 0;
  private user = -1;
  private userCode = -1;
  private session = -1;
  private sessionKey = 0;
  private interleaved = 0;
  private clampedRatings = 0;
  /** Sessions the shop named that this user has had. */
  private readonly keys = new Set<number>();
  private known = 0;
  private mobile = 0;
  private readonly history: History;
  private readonly itemFeatures: ItemFeatures;
  private readonly userFeatures: UserFeatures;
  private readonly lastUserOfItem: Int32Array;

  constructor(
    { rows, itemIds, hasClock }: HistorySize,
    userIds: readonly string[],
    private readonly words: VisitWords,
  ) {
    this.history = {
      itemIds,
      userIds,
      userStart: new Uint32Array(userIds.length + 1),
      item: new Uint32Array(rows),
      event: new Uint8Array(rows),
      time: new Float64Array(rows),
      session: new Uint32Array(rows),
      rating: new Float32Array(rows),
      ...unknownVisits(rows),
      countries: words.countries,
      hasClock,
    };
    const counts = (
      size: number,
    ): { views: Uint32Array; carts: Uint32Array; purchases: Uint32Array; lastTime: Float64Array } => ({
      views: new Uint32Array(size),
      carts: new Uint32Array(size),
      purchases: new Uint32Array(size),
      lastTime: new Float64Array(size).fill(Number.NaN),
    });
    this.itemFeatures = { ...counts(itemIds.length), users: new Uint32Array(itemIds.length) };
    this.userFeatures = { ...counts(userIds.length), mobileShare: new Float32Array(userIds.length) };
    this.lastUserOfItem = new Int32Array(itemIds.length).fill(-1);
  }

  add(chunk: DuckDBDataChunk): void {
    const columns = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((index) => chunk.getColumnVector(index));
    const value = (column: number, row: number): number => columns[column]!.getItem(row) as number;
    for (let row = 0; row < chunk.rowCount; row++) {
      const time = value(3, row);
      this.beginUser(value(0, row));
      this.beginSession(value(4, row), time);
      this.putVisit({ device: value(6, row), referrer: value(7, row), country: value(8, row) });
      this.put({ item: value(1, row), event: value(2, row), time, rating: value(5, row) });
    }
  }

  finish(): ReadHistory {
    this.endUser();
    const { history, rows } = this;
    history.userStart[this.user + 1] = rows;
    if (rows !== history.item.length || this.user + 1 !== history.userIds.length) {
      throw new RecommenderError('internal/unexpected', `expected ${history.item.length} rows to be read, got ${rows}`);
    }
    return {
      history,
      itemFeatures: this.itemFeatures,
      userFeatures: this.userFeatures,
      sessions: this.session + 1,
      interleaved: this.interleaved,
      clampedRatings: this.clampedRatings,
    };
  }

  private beginUser(code: number): void {
    if (code === this.userCode) return;
    this.endUser();
    this.userCode = code;
    this.user++;
    this.history.userStart[this.user] = this.rows;
    this.keys.clear();
    this.sessionKey = -1;
  }

  private endUser(): void {
    if (this.user >= 0)
      this.userFeatures.mobileShare[this.user] = this.known === 0 ? Number.NaN : this.mobile / this.known;
    this.known = 0;
    this.mobile = 0;
  }

  /** Numbers only grow: of two interleaved sessions each return begins a new one. */
  private beginSession(key: number, time: number): void {
    const { hasClock, time: times } = this.history;
    const isPause = key === 0 && hasClock && time - times[this.rows - 1]! > SESSION_PAUSE_SECONDS;
    if (key === this.sessionKey && !isPause) return;
    this.session++;
    this.sessionKey = key;
    if (key === 0) return;
    if (this.keys.has(key)) this.interleaved++;
    this.keys.add(key);
  }

  private put(row: { item: number; event: number; time: number; rating: number }): void {
    const { history, rows, user, itemFeatures, userFeatures } = this;
    const { item, event, time } = row;
    history.item[rows] = item;
    history.event[rows] = event;
    history.time[rows] = time;
    history.session[rows] = this.session;
    history.rating[rows] = event === RATE_ITEM ? this.toRating(row.rating) : Number.NaN;
    const kind = KINDS[event];
    if (kind !== undefined) {
      itemFeatures[kind][item]!++;
      userFeatures[kind][user]!++;
    }
    if (this.lastUserOfItem[item] !== user) itemFeatures.users[item]!++;
    this.lastUserOfItem[item] = user;
    const last = itemFeatures.lastTime[item]!;
    itemFeatures.lastTime[item] = last > time ? last : time;
    userFeatures.lastTime[user] = time;
    this.rows++;
  }

  /** @param words numbers of the words in the log. */
  private putVisit(words: { device: number; referrer: number; country: number }): void {
    const { history, rows } = this;
    const device = this.words.device[words.device]!;
    history.device[rows] = device;
    history.referrer[rows] = this.words.referrer[words.referrer]!;
    history.country[rows] = this.words.country[words.country]!;
    if (device > 0) this.known++;
    if (device === MOBILE || device === TABLET) this.mobile++;
  }

  private toRating(rating: number): number {
    const clamped = Math.min(5, Math.max(1, rating));
    if (clamped !== rating && !Number.isNaN(rating)) this.clampedRatings++;
    return clamped;
  }
}
