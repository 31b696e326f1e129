import { badExpression, EXPRESSION_LIMITS } from './expression.js';

/** `word` is an operator, a bracket or a word of the language in lower case, or else a field's name without quotes. */
export interface Token {
  readonly kind: 'number' | 'text' | 'field' | 'word' | 'end';
  readonly value: string;
  /** Place in the text, 0-based. */
  readonly at: number;
}

const TOKEN = new RegExp(
  [
    String.raw`(?<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)`,
    String.raw`"(?<text>(?:[^"\\]|\\["\\])*)"`,
    String.raw`'(?<field>(?:[^'\\]|\\['\\])*)'`,
    String.raw`(?<word>[A-Za-z_]\w*|[=!<>]=|[-+*/%<>()[\]{},])`,
  ].join('|'),
  'y',
);
const SPACE = /\s*/y;
const KINDS = ['number', 'text', 'field', 'word'] as const;

/** @throws RecommenderError `request/bad-expression`. */
export function tokenise(source: string): Token[] {
  const { length } = EXPRESSION_LIMITS;
  if (source.length > length) {
    throw badExpression(length, `the end after ${String(length)} characters`, String(source.length));
  }
  const tokens: Token[] = [];
  for (let at = skipSpace(source, 0); at < source.length;) {
    TOKEN.lastIndex = at;
    const groups = TOKEN.exec(source)?.groups;
    const kind = KINDS.find((name) => groups?.[name] !== undefined);
    if (groups === undefined || kind === undefined)
      throw badExpression(at, 'a value or an operator', nameAt(source, at));
    tokens.push({ kind, value: toValue(kind, groups[kind]!), at });
    at = skipSpace(source, TOKEN.lastIndex);
  }
  return [...tokens, { kind: 'end', value: '', at: source.length }];
}

function skipSpace(source: string, at: number): number {
  SPACE.lastIndex = at;
  SPACE.exec(source);
  return SPACE.lastIndex;
}

function toValue(kind: Token['kind'], found: string): string {
  if (kind === 'word') return found.toLowerCase();
  return kind === 'number' ? found : found.replace(/\\(.)/g, '$1');
}

/** A quotation mark that never closes is the likeliest mistake. */
function nameAt(source: string, at: number): string {
  const sign = source.charAt(at);
  return sign === '"' || sign === "'" ? `${sign} without its end` : `"${sign}"`;
}
