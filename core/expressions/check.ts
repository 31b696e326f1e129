import { badExpression, type Expression } from './expression.js';
import { EXPRESSION_FIELDS, type ValueKind } from './fields.js';

/**
 * Whether fields exist and kinds fit, before anything is evaluated: with this an expression cannot fail on an item.
 * @param wanted what all of it has to be: `boolean` for a filter, `number` for a booster.
 * @throws RecommenderError `request/bad-expression`, with the place.
 */
export function checkExpression(expression: Expression, wanted: 'boolean' | 'number'): void {
  expect(expression, wanted);
}

type Binary = Extract<Expression, { kind: 'binary' }>;

function kindOf(expression: Expression): ValueKind {
  switch (expression.kind) {
    case 'literal':
      return kindOfValue(expression.value);
    case 'field':
      return kindOfField(expression);
    case 'not':
      return expect(expression.operand, 'boolean');
    case 'negative':
      return expect(expression.operand, 'number');
    case 'if': {
      expect(expression.test, 'boolean');
      const then = kindOf(expression.then);
      return then === 'null' ? kindOf(expression.otherwise) : expect(expression.otherwise, then, 'null');
    }
    case 'binary':
      return kindOfBinary(expression);
  }
}

function kindOfValue(value: unknown): ValueKind {
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'string') return 'text';
  return value === null ? 'null' : (typeof value as 'number' | 'boolean');
}

function kindOfField({ name, at }: Extract<Expression, { kind: 'field' }>): ValueKind {
  const kind = EXPRESSION_FIELDS.get(name);
  if (kind === undefined)
    throw badExpression(at, 'a known field (texts stand in double quotes)', `"${name.slice(0, 40)}"`);
  return kind;
}

function kindOfBinary({ operator, left, right, at }: Binary): ValueKind {
  switch (operator) {
    case 'or':
    case 'and':
      expect(left, 'boolean');
      return expect(right, 'boolean');
    case '==':
    case '!=':
      expectSame(left, right, at);
      return 'boolean';
    case 'in':
      expectMember(left, right);
      return 'boolean';
    case '<':
    case '<=':
    case '>':
    case '>=':
      expect(right, expect(left, 'number', 'text'));
      return 'boolean';
    default:
      expect(left, 'number');
      return expect(right, 'number');
  }
}

/** Anything may be compared with null. */
function expectSame(left: Expression, right: Expression, at: number): void {
  const kinds = [kindOf(left), kindOf(right)];
  if (kinds.includes('list')) throw badExpression(at, '"in" for a list', 'a comparison');
  if (kinds[0] !== kinds[1] && !kinds.includes('null'))
    throw badExpression(at, 'two values of one kind', kinds.join(' and '));
}

/** A value in a list of its kind, a text in the item's categories, or a part in a text. */
function expectMember(left: Expression, right: Expression): void {
  const value = right.kind === 'literal' ? right.value : undefined;
  if (!Array.isArray(value)) {
    expect(left, 'text');
    expect(right, 'list', 'text');
    return;
  }
  const kind = expect(left, 'number', 'text', 'boolean');
  const other = (value as unknown[]).map(kindOfValue).find((one) => one !== kind && one !== 'null');
  if (other !== undefined) throw badExpression(right.at, `a list of kind ${kind}`, other);
}

/** The kind, if it is one of those. */
function expect(expression: Expression, ...kinds: readonly ValueKind[]): ValueKind {
  const kind = kindOf(expression);
  if (!kinds.includes(kind)) throw badExpression(expression.at, kinds.join(' or '), kind);
  return kind === 'null' ? kinds[0]! : kind;
}
