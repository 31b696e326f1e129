export interface LinearSystem {
  /** Writes M x into `out`; M symmetric positive definite. */
  readonly multiply: (x: Float64Array, out: Float64Array) => void;
  /** The diagonal of M, all > 0: what each unknown is divided by before a direction is chosen (Jacobi's preconditioner). */
  readonly diagonal: Float64Array;
  readonly right: Float64Array;
}

/**
 * Solves M x = b by preconditioned conjugate gradients (Golub & Van Loan, 11.5), from x = 0.
 * @param tolerance the preconditioned residual's length at the end over that at the start.
 */
export function conjugateGradient(
  { multiply, diagonal, right }: LinearSystem,
  { iterations, tolerance }: { readonly iterations: number; readonly tolerance: number },
): Float64Array {
  const x = new Float64Array(right.length);
  const residual = right.slice();
  const scaled = residual.map((value, k) => value / diagonal[k]!);
  const direction = scaled.slice();
  const product = new Float64Array(right.length);
  let squared = dot(residual, scaled);
  const enough = tolerance * tolerance * squared;
  for (let round = 0; round < iterations && squared > enough; round++) {
    multiply(direction, product);
    const step = squared / dot(direction, product);
    for (let k = 0; k < x.length; k++) {
      x[k]! += step * direction[k]!;
      residual[k]! -= step * product[k]!;
      scaled[k] = residual[k]! / diagonal[k]!;
    }
    const next = dot(residual, scaled);
    const keep = next / squared;
    for (let k = 0; k < x.length; k++) direction[k] = scaled[k]! + keep * direction[k]!;
    squared = next;
  }
  return x;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}
