import type { Expression, Value } from '../../../core/expressions/expression.js';

/** An expression as text that parses back into it: every operation in parentheses of its own. */
export function print(expression: Expression): string {
  switch (expression.kind) {
    case 'literal':
      return printValue(expression.value);
    case 'field':
      return expression.of === 'item' ? `'${escape(expression.name)}'` : `context_item[${printValue(expression.name)}]`;
    case 'not':
      return `(not ${print(expression.operand)})`;
    case 'negative':
      return `(-${print(expression.operand)})`;
    case 'binary':
      return `(${print(expression.left)} ${expression.operator} ${print(expression.right)})`;
    case 'if':
      return `(if ${print(expression.test)} then ${print(expression.then)} else ${print(expression.otherwise)})`;
  }
}

function printValue(value: Value): string {
  if (typeof value === 'string') return `"${escape(value)}"`;
  return typeof value === 'object' && value !== null ? `[${value.map(printValue).join(', ')}]` : String(value);
}

function escape(text: string): string {
  return text.replace(/[\\"']/g, (sign) => `\\${sign}`);
}

/** The same without places, which printing changes. */
export function withoutPlaces(expression: Expression): unknown {
  return JSON.parse(JSON.stringify(expression, (key, value: unknown) => (key === 'at' ? undefined : value)));
}
