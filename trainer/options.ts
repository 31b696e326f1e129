import { parseArgs } from 'node:util';
import { RecommenderError } from '../core/errors.js';

/** Which options a verb takes: `text` has one value, `list` one or more, `flag` none. */
export type OptionKinds = Readonly<Record<string, 'text' | 'list' | 'flag'>>;

/** A verb's options, read strictly: an unknown option, a missing value or a bad number is `usage/…`, exit code 2. */
export interface Options {
  text(name: string): string | undefined;
  required(name: string): string;
  list(name: string): string[];
  flag(name: string): boolean;
  /** A whole number within bounds. */
  integer(name: string, bounds: { readonly min: number; readonly max: number; readonly fallback: number }): number;
  /** A share such as `5%` or `0.05`, 0-1; undefined where it is not given. */
  share(name: string): number | undefined;
  oneOf<T extends string>(name: string, values: readonly T[], fallback: T): T;
}

/**
 * @param args what follows the verb.
 * @throws RecommenderError `usage/bad-option`.
 */
export function readOptions(verb: string, args: readonly string[], kinds: OptionKinds): Options {
  const values = parse(verb, spreadLists(args, kinds), kinds);
  const text = (name: string): string | undefined => {
    const value = values[name];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    text,
    required: (name) => text(name) ?? fail('usage/missing-option', `${verb} needs --${name}`),
    list: (name) => (Array.isArray(values[name]) ? values[name].map(String) : []),
    flag: (name) => values[name] === true,
    integer: (name, bounds) => toInteger(name, text(name), bounds),
    share: (name) => toShare(name, text(name)),
    oneOf: (name, allowed, fallback) => {
      const value = text(name) ?? fallback;
      const found = allowed.find((one) => one === value);
      return found ?? fail('usage/bad-option', `expected --${name} to be one of ${allowed.join(', ')}, got "${value}"`);
    },
  };
}

/** `--events a b c` -> `--events a --events b --events c`, for options that take lists. */
function spreadLists(args: readonly string[], kinds: OptionKinds): string[] {
  const out: string[] = [];
  let list: string | undefined;
  for (const arg of args) {
    if (arg.startsWith('--')) {
      list = kinds[arg.slice(2)] === 'list' ? arg : undefined;
      if (list === undefined) out.push(arg);
    } else if (list !== undefined) {
      out.push(list, arg);
    } else {
      out.push(arg);
    }
  }
  return out;
}

function parse(verb: string, args: string[], kinds: OptionKinds): Record<string, unknown> {
  const options = Object.fromEntries(
    Object.entries(kinds).map(([name, kind]) => [
      name,
      { type: kind === 'flag' ? ('boolean' as const) : ('string' as const), multiple: kind === 'list' },
    ]),
  );
  try {
    return parseArgs({ args, options, strict: true, allowPositionals: false }).values;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
    throw new RecommenderError('usage/bad-option', `${verb}: ${reason ?? 'unreadable options'}`, { cause });
  }
}

function toInteger(
  name: string,
  value: string | undefined,
  { min, max, fallback }: { readonly min: number; readonly max: number; readonly fallback: number },
): number {
  if (value === undefined) return fallback;
  const number = Number(value);
  if (value.trim() !== '' && Number.isInteger(number) && number >= min && number <= max) return number;
  return fail(
    'usage/bad-option',
    `expected --${name} to be a whole number ${String(min)}-${String(max)}, got "${value}"`,
  );
}

function toShare(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const share = value.endsWith('%') ? Number(value.slice(0, -1)) / 100 : Number(value);
  if (value.trim() !== '' && share >= 0 && share <= 1) return share;
  return fail('usage/bad-option', `expected --${name} to be a share such as 5%, got "${value}"`);
}

function fail(code: 'usage/bad-option' | 'usage/missing-option', message: string): never {
  throw new RecommenderError(code, message);
}
