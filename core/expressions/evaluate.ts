import type { Expression, Value } from './expression.js';

/** The value of a field of the item at hand, or of the one the page is about. */
export type FieldReader = (name: string, of: 'item' | 'context') => Value;

/**
 * The value of a checked expression. Total: where a value is missing or two do not fit, a comparison does not hold and
 * arithmetic gives null, as does whatever is no finite number.
 */
export function evaluate(expression: Expression, read: FieldReader): Value {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'field':
      return read(expression.name, expression.of);
    case 'not':
      return evaluate(expression.operand, read) !== true;
    case 'negative':
      return toNegative(evaluate(expression.operand, read));
    case 'if':
      return evaluate(evaluate(expression.test, read) === true ? expression.then : expression.otherwise, read);
    case 'binary':
      return evaluateBinary(expression, read);
  }
}

function evaluateBinary({ operator, left, right }: Extract<Expression, { kind: 'binary' }>, read: FieldReader): Value {
  const a = evaluate(left, read);
  if (operator === 'and') return a === true && evaluate(right, read) === true;
  if (operator === 'or') return a === true || evaluate(right, read) === true;
  const b = evaluate(right, read);
  if (operator === '==') return a === b;
  if (operator === '!=') return a !== b;
  if (operator === 'in') return isIn(a, b);
  if (a === null || typeof a !== typeof b) return operator in ORDER ? false : null;
  if (operator in ORDER) return ORDER[operator as keyof typeof ORDER](a as number, b as number);
  return toFinite(ARITHMETIC[operator as keyof typeof ARITHMETIC](a as number, b as number));
}

/** Texts are ordered by their code units. */
const ORDER = {
  '<': (a: number, b: number) => a < b,
  '<=': (a: number, b: number) => a <= b,
  '>': (a: number, b: number) => a > b,
  '>=': (a: number, b: number) => a >= b,
};

const ARITHMETIC = {
  '+': (a: number, b: number) => a + b,
  '-': (a: number, b: number) => a - b,
  '*': (a: number, b: number) => a * b,
  '/': (a: number, b: number) => a / b,
  '%': (a: number, b: number) => a % b,
};

function toNegative(value: Value): number | null {
  return typeof value === 'number' ? -value : null;
}

function isIn(a: Value, b: Value): boolean {
  if (typeof b === 'string') return typeof a === 'string' && b.includes(a);
  return Array.isArray(b) && b.includes(a);
}

function toFinite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
