import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RecommenderError } from '../../../core/errors.js';
import { checkExpression } from '../../../core/expressions/check.js';
import { evaluate } from '../../../core/expressions/evaluate.js';
import { EXPRESSION_LIMITS, PRECEDENCE, type Expression, type Value } from '../../../core/expressions/expression.js';
import { EXPRESSION_FIELDS } from '../../../core/expressions/fields.js';
import { parseExpression } from '../../../core/expressions/parse.js';
import { print, withoutPlaces } from './print.js';

const LAMP: Readonly<Record<string, Value>> = {
  item_id: 'A-17',
  item_name: 'Oak lamp "tall"',
  category: 'Light > Lamps',
  categories: ['Light', 'Lamps'],
  brand: 'Oak & Co',
  price: 40,
  current_price: 30,
  on_sale: true,
  in_cart: false,
  average_rating: null,
};
const VASE: typeof LAMP = { item_id: 'B-2', category: 'Vases', categories: ['Vases'], price: 20, brand: null };

function valueOf(source: string, context: typeof LAMP | null = VASE): Value {
  const expression = parseExpression(source);
  return evaluate(expression, (name, of) => (of === 'item' ? LAMP : (context ?? {}))[name] ?? null);
}

function faultOf(source: string, wanted: 'boolean' | 'number' = 'boolean'): string {
  try {
    checkExpression(parseExpression(source), wanted);
  } catch (error) {
    expect(error).toBeInstanceOf(RecommenderError);
    expect((error as RecommenderError).code).toBe('request/bad-expression');
    return (error as RecommenderError).message;
  }
  return '';
}

describe('an expression', () => {
  it.each<[string, Value]>([
    [`'price' < 50`, true],
    ['price < 50 AND on_sale', true],
    [`'price' >= 40 and not 'in_cart'`, true],
    ['not in_cart and price > 40', false],
    ['price == 40 or price == 41 and false', true],
    ['(price == 40 or price == 41) and false', false],
    ['1 + 2 * 3 - 4 / 2', 5],
    ['2 - 3 - 4', -5],
    ['-2 * -(3 + 1)', 8],
    ['7 % 4', 3],
    ['1.5e1 == 15', true],
    [`'brand' in ["Fern", "Oak & Co"]`, true],
    [`'brand' not in {"Fern"}`, true],
    [`"Lamps" in 'categories'`, true],
    [`"lamp" in 'item_name'`, true],
    [`'item_name' == "Oak lamp \\"tall\\""`, true],
    [`'price' in [-1, 40]`, true],
    [`'price' in []`, false],
    [`'price' > context_item["price"]`, true],
    [`'category' == context_item['category']`, false],
    ['if on_sale then 2 else 1', 2],
    ['if price < 10 then 3 else if price < 50 then 2 else 1', 2],
    ['1 + (if on_sale then 1 else 0)', 2],
    ['-price', -40],
  ])('%s gives %j', (source, value) => {
    expect(valueOf(source)).toEqual(value);
  });

  it.each<[string, Value]>([
    ['average_rating > 3', false],
    ['average_rating < 3', false],
    ['not (average_rating > 3)', true],
    ['average_rating == null', true],
    ['price != null', true],
    ['average_rating + 1', null],
    ['-average_rating', null],
    ['price / 0', null],
    ['price % 0', null],
    ['1e300 * 1e300', null],
    ['review_count in [1, null]', true],
    ['in_stock', null],
  ])('has a meaning where something is missing: %s gives %j', (source, value) => {
    expect(valueOf(source)).toEqual(value);
  });

  it('reads nothing of a page that is about no item', () => {
    expect(valueOf(`'price' > context_item["price"]`, null)).toBe(false);
    expect(valueOf(`context_item["price"] == null`, null)).toBe(true);
  });

  it.each([
    ['', 'expected a value at character 1, got the end'],
    ['price <', 'expected a value at character 8, got the end'],
    ['price < 5 6', 'expected an operator or the end at character 11, got "6"'],
    ['price < 5 < 6', 'expected "and", "or" or the end after a comparison at character 11, got "<"'],
    ['(price < 5', 'expected ")" at character 11, got the end'],
    ['price = 5', 'expected a value or an operator at character 7, got "="'],
    ['brand == "Oak', 'expected a value or an operator at character 10, got " without its end'],
    ['if on_sale then 2', 'expected "else" at character 18, got the end'],
    [`'prise' < 5`, 'expected a known field (texts stand in double quotes) at character 1, got "prise"'],
    [`brand == 'Oak'`, 'expected a known field (texts stand in double quotes) at character 10, got "Oak"'],
    ['description == "x"', 'expected a known field (texts stand in double quotes) at character 1, got "description"'],
    ['constructor == 1', 'expected a known field (texts stand in double quotes) at character 1, got "constructor"'],
    ['context_item[price] > 1', 'expected the name of a field in quotes at character 14, got "price"'],
    ['price', 'expected boolean at character 1, got number'],
    ['price and on_sale', 'expected boolean at character 1, got number'],
    ['brand < 5', 'expected text at character 9, got number'],
    ['brand == 5', 'expected two values of one kind at character 7, got text and number'],
    ['categories == "Lamps"', 'expected "in" for a list at character 12, got a comparison'],
    ['brand in ["a", 5]', 'expected a list of kind text at character 10, got number'],
    ['price in categories', 'expected text at character 1, got number'],
    ['if on_sale then true else 1', 'expected boolean or null at character 27, got number'],
    ['on_sale + 1 > 2', 'expected number at character 1, got boolean'],
    ['1e999 > 1', 'expected a value at character 1, got "1e999"'],
    ['price in [-"a"]', 'expected a number at character 12, got "a"'],
    ['price > alert(1)', 'expected an operator or the end at character 14, got "("'],
  ])('that is wrong says what and where: %s', (source, message) => {
    expect(faultOf(source)).toBe(message);
  });

  it('has limits of length and depth', () => {
    const { length, depth } = EXPRESSION_LIMITS;
    expect(faultOf(`${'('.repeat(depth)}on_sale${')'.repeat(depth)}`)).toBe('');
    for (const nest of [
      ['(', ')'],
      ['not ', ''],
      ['if true then ', ' else false'],
    ] as const)
      expect(faultOf(`${nest[0].repeat(depth + 1)}on_sale${nest[1].repeat(depth + 1)}`)).toMatch(/at most 50 levels/);
    expect(faultOf(`on_sale${' '.repeat(length)}`)).toMatch(/the end after 2000 characters/);
    const long = Array.from({ length: 500 }, () => '1').join('+');
    expect(valueOf(long)).toBe(500);
    expect(faultOf(`${long} > 1`)).toBe('');
  });
});

const FIELDS = [...EXPRESSION_FIELDS.keys()];
const anyText = fc.string({ unit: 'binary', maxLength: 12 });
const anyNumber = fc.double({ min: 0, max: 1e6, noNaN: true }).map((value) => value + 0);
const anyConstant = fc.oneof(anyText, anyNumber, fc.constantFrom(true, false, null));

/** Any expression, sensible or not. */
const anyExpression: fc.Arbitrary<Expression> = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    anyConstant.map((value): Expression => ({ kind: 'literal', value, at: 0 })),
    fc
      .record({ name: fc.oneof(anyText, fc.constantFrom(...FIELDS)), of: fc.constantFrom('item', 'context') })
      .map((field): Expression => ({ kind: 'field', ...field, at: 0 })),
    fc
      .record({ kind: fc.constantFrom('not', 'negative'), operand: tie('expression') })
      .map((one): Expression => ({ ...one, at: 0 })),
    fc
      .record({
        operator: fc.constantFrom(...(Object.keys(PRECEDENCE) as (keyof typeof PRECEDENCE)[])),
        left: tie('expression'),
        right: tie('expression'),
      })
      .map((one): Expression => ({ kind: 'binary', ...one, at: 0 })),
    fc
      .record({ left: tie('expression'), values: fc.array(anyConstant, { maxLength: 3 }) })
      .map(({ left, values }): Expression => ({
        ...{ kind: 'binary', operator: 'in', left, at: 0 },
        right: { kind: 'literal', value: values, at: 0 },
      })),
    fc
      .record({ test: tie('expression'), then: tie('expression'), otherwise: tie('expression') })
      .map((one): Expression => ({ kind: 'if', ...one, at: 0 })),
  ),
})).expression;

/** Words of the language in any order: closer to an expression than characters are. */
const anyWords = fc
  .array(
    fc.constantFrom(
      ...['and', 'or', 'not', 'in', 'if', 'then', 'else', 'true', 'null', '(', ')', '[', ']', '{', '}', ',', '-', '+'],
      ...['*', '/', '%', '==', '!=', '<', '>=', '"a"', "'price'", 'brand', '3', '0.5e2', 'context_item', '__proto__'],
    ),
    { maxLength: 30 },
  )
  .map((words) => words.join(' '));

describe('every text', () => {
  it('is an expression, or an error of that one code', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string(), anyWords), (source) => {
        faultOf(source);
        faultOf(source, 'number');
      }),
      { numRuns: 3000 },
    );
  });

  it('that is an expression has a value for any item, of the kind that was checked', () => {
    const anyItem = fc.dictionary(fc.constantFrom(...FIELDS), anyConstant);
    fc.assert(
      fc.property(fc.oneof(anyExpression.map(print), anyWords), anyItem, (source, item) => {
        for (const wanted of ['boolean', 'number'] as const) {
          if (faultOf(source, wanted) !== '') continue;
          const value = evaluate(parseExpression(source), (name) => {
            const kind = EXPRESSION_FIELDS.get(name)!;
            const given = item[name] ?? null;
            if (kind === 'list') return ['a'];
            return typeof given === (kind === 'text' ? 'string' : kind) ? given : null;
          });
          expect(value === null || typeof value === wanted).toBe(true);
          expect(value).not.toBeNaN();
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('printing', () => {
  it('and parsing give the same expression again', () => {
    fc.assert(
      fc.property(anyExpression, (expression) => {
        const source = print(expression);
        fc.pre(source.length <= EXPRESSION_LIMITS.length);
        expect(withoutPlaces(parseExpression(source))).toEqual(withoutPlaces(expression));
      }),
      { numRuns: 1000 },
    );
  });
});

/** Text and what it must come to, built side by side: knows nothing of the parser. */
interface Known<T> {
  readonly source: string;
  readonly value: T;
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
const both = (a: number | null, b: number | null, of: (a: number, b: number) => number): number | null =>
  a === null || b === null ? null : finite(of(a, b));
const ordered = (a: number | null, b: number | null, of: (a: number, b: number) => boolean): boolean =>
  a !== null && b !== null && of(a, b);

const { number: knownNumber, truth: knownTruth } = fc.letrec<{ number: Known<number | null>; truth: Known<boolean> }>(
  (tie) => ({
    number: fc.oneof(
      { depthSize: 'small' },
      fc.nat(9).map((value) => ({ source: String(value), value })),
      fc.constant({ source: `'price'`, value: 40 }),
      fc.constant({ source: 'average_rating', value: null }),
      fc.tuple(tie('number'), tie('number')).map(([a, b]) => ({
        source: `(${a.source} + ${b.source})`,
        value: both(a.value, b.value, (x, y) => x + y),
      })),
      fc.tuple(tie('number'), tie('number')).map(([a, b]) => ({
        source: `(${a.source} - ${b.source})`,
        value: both(a.value, b.value, (x, y) => x - y),
      })),
      fc.tuple(tie('number'), tie('number')).map(([a, b]) => ({
        source: `(${a.source}/${b.source})`,
        value: both(a.value, b.value, (x, y) => x / y),
      })),
      fc.tuple(tie('truth'), tie('number'), tie('number')).map(([test, a, b]) => ({
        source: `(if ${test.source} then ${a.source} else ${b.source})`,
        value: test.value ? a.value : b.value,
      })),
    ),
    truth: fc.oneof(
      { depthSize: 'small' },
      fc.boolean().map((value) => ({ source: String(value), value })),
      fc.constant({ source: 'on_sale', value: true }),
      fc.tuple(tie('number'), tie('number')).map(([a, b]) => ({
        source: `${a.source} < ${b.source}`,
        value: ordered(a.value, b.value, (x, y) => x < y),
      })),
      fc.tuple(tie('number'), tie('number')).map(([a, b]) => ({
        source: `${a.source} >= ${b.source}`,
        value: ordered(a.value, b.value, (x, y) => x >= y),
      })),
      fc.tuple(tie('number'), fc.array(fc.nat(9), { maxLength: 3 })).map(([a, list]) => ({
        source: `${a.source} in [${list.join(',')}]`,
        value: a.value !== null && list.includes(a.value),
      })),
      tie('truth').map(({ source, value }) => ({ source: `not (${source})`, value: !value })),
      fc.tuple(tie('truth'), tie('truth')).map(([a, b]) => ({
        source: `((${a.source}) and (${b.source}))`,
        value: a.value && b.value,
      })),
      fc.tuple(tie('truth'), tie('truth')).map(([a, b]) => ({
        source: `((${a.source}) or (${b.source}))`,
        value: a.value || b.value,
      })),
    ),
  }),
);

describe('evaluation', () => {
  it('comes to what a reference says that never saw the text', () => {
    const isShort = ({ source }: Known<unknown>): boolean => source.length <= EXPRESSION_LIMITS.length;
    fc.assert(
      fc.property(knownTruth.filter(isShort), knownNumber.filter(isShort), (truth, number) => {
        expect(faultOf(truth.source)).toBe('');
        expect(valueOf(truth.source)).toBe(truth.value);
        expect(valueOf(number.source)).toEqual(number.value);
      }),
      { numRuns: 2000 },
    );
  });
});
