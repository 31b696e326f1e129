import { RecommenderError } from '../errors.js';

/** What an expression compares and counts with. Missing is null. */
export type Constant = number | string | boolean | null;

/** A list stands only on the right of `in`. */
export type Value = Constant | readonly Constant[];

/** Tightest last. */
export const PRECEDENCE = {
  or: 1,
  and: 2,
  '==': 4,
  '!=': 4,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  in: 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '%': 6,
} as const;
export type Operator = keyof typeof PRECEDENCE;

/** A parsed expression. `at` is the place in the text, 0-based; docs/expressions.md has the grammar. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: Value; readonly at: number }
  | { readonly kind: 'field'; readonly name: string; readonly of: 'item' | 'context'; readonly at: number }
  | { readonly kind: 'not' | 'negative'; readonly operand: Expression; readonly at: number }
  | {
      readonly kind: 'binary';
      readonly operator: Operator;
      readonly left: Expression;
      readonly right: Expression;
      readonly at: number;
    }
  | {
      readonly kind: 'if';
      readonly test: Expression;
      readonly then: Expression;
      readonly otherwise: Expression;
      readonly at: number;
    };

/** Characters an expression may have, and how deep parentheses, `if`, `not` and `-` may nest in it. */
export const EXPRESSION_LIMITS = { length: 2000, depth: 50 } as const;

/** @param at 0-based; the message counts from 1. */
export function badExpression(at: number, expected: string, came: string): RecommenderError {
  const message = `expected ${expected} at character ${String(at + 1)}, got ${came}`;
  return new RecommenderError('request/bad-expression', message);
}
