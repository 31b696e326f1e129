import { toCountryKey } from '../../core/context.js';
import { toDeviceCode, toReferrerCode } from '../log-words.js';
import type { Database } from './database.js';

/** Fields that tell of a visit in words; few different ones, so that each is read once and rows carry its number. */
export const VISIT_WORDS = [
  { field: 'device', table: 'device_words' },
  { field: 'referrer', table: 'referrer_words' },
  { field: 'country', table: 'country_words' },
] as const;

/** What the numbers of words mean; position 0 is no word. */
export interface VisitWords {
  /** u8[words + 1]: code in DEVICES. */
  readonly device: Uint8Array;
  /** u8[words + 1]: code in REFERRERS. */
  readonly referrer: Uint8Array;
  /** u16[words + 1]: position in `countries`. */
  readonly country: Uint16Array;
  /** The most frequent spelling of each; position 0 is the empty name. */
  readonly countries: readonly string[];
}

const MAX_WORD_LENGTH = 300;
const MAX_COUNTRIES = 65_535;

/** A word as it is staged: of an address only the host, so that a log of addresses has few. */
export function visitWordSql(text: string): string {
  return `CASE WHEN contains(${text}, '://') THEN regexp_extract(${text}, '://([^/?#]*)', 1) ELSE ${text} END[:${String(MAX_WORD_LENGTH)}]`;
}

/** Makes the tables `(word, code)` of VISIT_WORDS: codes from 1, the most frequent first. */
export async function numberVisitWords(db: Database, from: string): Promise<void> {
  for (const { field, table } of VISIT_WORDS) {
    await db.run(`CREATE TABLE ${table} AS SELECT word, row_number() OVER (ORDER BY rows DESC, word)::UINTEGER AS code
      FROM (SELECT ${field} AS word, count(*) AS rows FROM (FROM ${from}) WHERE word IS NOT NULL GROUP BY word)`);
  }
}

/** Spellings of one country become one; beyond what u16 can say, the rarest are unknown. */
export async function readVisitWords(db: Database): Promise<VisitWords> {
  const countries = [''];
  const position = new Map<string, number>([['', 0]]);
  const toCountry = (word: string): number => {
    const key = toCountryKey(word);
    const known = position.get(key);
    if (known !== undefined || countries.length > MAX_COUNTRIES) return known ?? 0;
    position.set(key, countries.length);
    return countries.push(word.trim()) - 1;
  };
  return {
    device: Uint8Array.from(await readWords(db, 'device_words', toDeviceCode)),
    referrer: Uint8Array.from(await readWords(db, 'referrer_words', toReferrerCode)),
    country: Uint16Array.from(await readWords(db, 'country_words', toCountry)),
    countries,
  };
}

async function readWords(db: Database, table: string, toCode: (word: string) => number): Promise<number[]> {
  const codes = [0];
  for await (const chunk of db.chunks(`SELECT word FROM ${table} ORDER BY code`)) {
    for (const [word] of chunk.getRows()) codes.push(toCode(String(word)));
  }
  return codes;
}
