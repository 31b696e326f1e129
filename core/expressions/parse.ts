import {
  badExpression,
  EXPRESSION_LIMITS,
  PRECEDENCE,
  type Constant,
  type Expression,
  type Operator,
} from './expression.js';
import { tokenise, type Token } from './tokenise.js';

const CONSTANTS: ReadonlyMap<string, Constant> = new Map<string, Constant>([
  ['true', true],
  ['false', false],
  ['null', null],
]);
/** Words that are no field's name. */
const RESERVED = new Set([
  ...Object.keys(PRECEDENCE),
  ...CONSTANTS.keys(),
  'not',
  'if',
  'then',
  'else',
  'context_item',
]);
const COMPARISON = PRECEDENCE['=='];
const NOT = PRECEDENCE.and + 1;
const NEGATIVE = PRECEDENCE['*'] + 1;

/**
 * Text to expression; nothing is evaluated, and no word of it is ever code.
 * @throws RecommenderError `request/bad-expression`, with the place.
 */
export function parseExpression(source: string): Expression {
  const parser = new Parser(tokenise(source));
  return parser.parse();
}

class Parser {
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  parse(): Expression {
    const expression = this.#expression();
    if (this.#token.kind !== 'end') throw this.#unexpected('an operator or the end');
    return expression;
  }

  get #token(): Token {
    return this.#tokens[this.#next]!;
  }

  #expression(): Expression {
    const { at } = this.#token;
    if (!this.#take('if')) return this.#binary(PRECEDENCE.or);
    return this.#nested(() => {
      const test = this.#expression();
      this.#expect('then');
      const then = this.#expression();
      this.#expect('else');
      return { kind: 'if', test, then, otherwise: this.#expression(), at };
    });
  }

  /** Operators of at least this precedence, from left to right; comparisons do not chain. */
  #binary(least: number): Expression {
    let left = this.#prefixed(least);
    for (;;) {
      const { at } = this.#token;
      const operator = this.#operator();
      if (operator === undefined || PRECEDENCE[operator] < least) return left;
      const isNegated = this.#take('not');
      this.#next++;
      left = { kind: 'binary', operator, left, right: this.#right(operator), at };
      if (isNegated) left = { kind: 'not', operand: left, at };
      if (PRECEDENCE[operator] === COMPARISON) this.#refuseComparison();
    }
  }

  #right(operator: Operator): Expression {
    const isList = operator === 'in' && (this.#isWord('[') || this.#isWord('{'));
    return isList ? this.#list() : this.#binary(PRECEDENCE[operator] + 1);
  }

  #refuseComparison(): void {
    const operator = this.#operator();
    if (operator !== undefined && PRECEDENCE[operator] === COMPARISON)
      throw this.#unexpected('"and", "or" or the end after a comparison');
  }

  #prefixed(least: number): Expression {
    const { at } = this.#token;
    if (least <= NOT && this.#take('not')) {
      return this.#nested(() => ({ kind: 'not', operand: this.#binary(NOT), at }));
    }
    if (this.#take('-')) return this.#nested(() => ({ kind: 'negative', operand: this.#binary(NEGATIVE), at }));
    return this.#primary();
  }

  #primary(): Expression {
    const token = this.#token;
    const { at, kind, value } = token;
    if (this.#take('(')) {
      const inner = this.#nested(() => this.#expression());
      this.#expect(')');
      return inner;
    }
    if (this.#take('context_item')) {
      this.#expect('[');
      const name = this.#token;
      if (name.kind !== 'text' && name.kind !== 'field') throw this.#unexpected('the name of a field in quotes');
      this.#next++;
      this.#expect(']');
      return { kind: 'field', name: name.value, of: 'context', at: name.at };
    }
    if (kind === 'field' || (kind === 'word' && /^\w/.test(value) && !RESERVED.has(value))) {
      this.#next++;
      return { kind: 'field', name: value, of: 'item', at };
    }
    return { kind: 'literal', value: this.#constant(), at };
  }

  #list(): Expression {
    const { at, value } = this.#token;
    const end = value === '[' ? ']' : '}';
    this.#next++;
    const values: Constant[] = [];
    while (!this.#isWord(end)) {
      if (values.length > 0) this.#expect(',');
      const isNegative = this.#take('-');
      if (isNegative && this.#token.kind !== 'number') throw this.#unexpected('a number');
      const constant = this.#constant();
      values.push(isNegative ? -Number(constant) : constant);
    }
    this.#expect(end);
    return { kind: 'literal', value: values, at };
  }

  #constant(): Constant {
    const { kind, value } = this.#token;
    const number = Number(value);
    const isNumber = kind === 'number' && Number.isFinite(number);
    const constant = kind === 'word' ? CONSTANTS.get(value) : isNumber ? number : kind === 'text' ? value : undefined;
    if (constant === undefined) throw this.#unexpected('a value');
    this.#next++;
    return constant;
  }

  /** `not in` counts as `in`. */
  #operator(): Operator | undefined {
    const { kind, value } = this.#token;
    if (this.#isWord('not') && this.#isWord('in', 1)) return 'in';
    return kind === 'word' && Object.hasOwn(PRECEDENCE, value) ? (value as Operator) : undefined;
  }

  #isWord(word: string, ahead = 0): boolean {
    const token = this.#tokens[this.#next + ahead];
    return token?.kind === 'word' && token.value === word;
  }

  #take(word: string): boolean {
    const isNext = this.#isWord(word);
    if (isNext) this.#next++;
    return isNext;
  }

  #expect(word: string): void {
    if (!this.#take(word)) throw this.#unexpected(`"${word}"`);
  }

  #nested<T>(parse: () => T): T {
    if (++this.#depth > EXPRESSION_LIMITS.depth)
      throw this.#unexpected(`at most ${String(EXPRESSION_LIMITS.depth)} levels`);
    const parsed = parse();
    this.#depth--;
    return parsed;
  }

  #unexpected(expected: string): Error {
    const { at, kind, value } = this.#token;
    return badExpression(at, expected, kind === 'end' ? 'the end' : `"${value.slice(0, 40)}"`);
  }
}
