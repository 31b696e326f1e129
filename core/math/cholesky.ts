/**
 * Solves A x = b for a symmetric positive definite A by Cholesky factorisation, in place.
 * @param a f64[n x n] row-major; its lower triangle is overwritten by the factor L.
 * @param b f64[n]; overwritten by x.
 * @returns false where A is not positive definite (a and b are then undefined).
 */
export function solveCholesky(a: Float64Array, b: Float64Array, n: number): boolean {
  if (!factorCholesky(a, n)) return false;
  solveFactored(a, b, n);
  return true;
}

/** A = L Lᵀ in place of A's lower triangle. */
export function factorCholesky(a: Float64Array, n: number): boolean {
  for (let j = 0; j < n; j++) {
    const rowJ = j * n;
    let pivot = a[rowJ + j]!;
    for (let k = 0; k < j; k++) pivot -= a[rowJ + k]! * a[rowJ + k]!;
    if (!(pivot > 0)) return false;
    const root = Math.sqrt(pivot);
    a[rowJ + j] = root;
    fillColumn(a, n, j, 1 / root);
  }
  return true;
}

/** Column j of L below the diagonal, four rows at a time: row j is read once for four products. */
function fillColumn(a: Float64Array, n: number, j: number, scale: number): void {
  const rowJ = j * n;
  let i = j + 1;
  for (; i + 4 <= n; i += 4) {
    const r0 = i * n;
    const r1 = r0 + n;
    const r2 = r1 + n;
    const r3 = r2 + n;
    let s0 = a[r0 + j]!;
    let s1 = a[r1 + j]!;
    let s2 = a[r2 + j]!;
    let s3 = a[r3 + j]!;
    for (let k = 0; k < j; k++) {
      const value = a[rowJ + k]!;
      s0 -= value * a[r0 + k]!;
      s1 -= value * a[r1 + k]!;
      s2 -= value * a[r2 + k]!;
      s3 -= value * a[r3 + k]!;
    }
    a[r0 + j] = s0 * scale;
    a[r1 + j] = s1 * scale;
    a[r2 + j] = s2 * scale;
    a[r3 + j] = s3 * scale;
  }
  for (; i < n; i++) {
    let sum = a[i * n + j]!;
    for (let k = 0; k < j; k++) sum -= a[rowJ + k]! * a[i * n + k]!;
    a[i * n + j] = sum * scale;
  }
}

/** Solves L Lᵀ x = b in place of b, for the L of factorCholesky. */
export function solveFactored(l: Float64Array, b: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    let sum = b[i]!;
    for (let k = 0; k < i; k++) sum -= l[i * n + k]! * b[k]!;
    b[i] = sum / l[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = b[i]!;
    for (let k = i + 1; k < n; k++) sum -= l[k * n + i]! * b[k]!;
    b[i] = sum / l[i * n + i]!;
  }
}
