/**
 * Adds Σ weight_r · row_r row_rᵀ to the lower triangle of a square matrix. Four rows at a time: the matrix is read and
 * written once for four products.
 * @param matrix f64[dimension x dimension] row-major.
 * @param rows f64[count x dimension] row-major.
 * @param weights f64[count].
 */
export function addOuterProducts(
  matrix: Float64Array,
  rows: Float64Array,
  weights: Float64Array,
  { count, dimension }: { readonly count: number; readonly dimension: number },
): void {
  let r = 0;
  for (; r + 4 <= count; r += 4) {
    const a = r * dimension;
    const b = a + dimension;
    const c = b + dimension;
    const d = c + dimension;
    for (let i = 0; i < dimension; i++) {
      const wa = weights[r]! * rows[a + i]!;
      const wb = weights[r + 1]! * rows[b + i]!;
      const wc = weights[r + 2]! * rows[c + i]!;
      const wd = weights[r + 3]! * rows[d + i]!;
      const at = i * dimension;
      for (let j = 0; j <= i; j++) {
        matrix[at + j]! += wa * rows[a + j]! + wb * rows[b + j]! + wc * rows[c + j]! + wd * rows[d + j]!;
      }
    }
  }
  for (; r < count; r++) {
    const a = r * dimension;
    for (let i = 0; i < dimension; i++) {
      const wa = weights[r]! * rows[a + i]!;
      for (let j = 0; j <= i; j++) matrix[i * dimension + j]! += wa * rows[a + j]!;
    }
  }
}

/** HᵀH of f64[count x dimension]: f64[dimension x dimension], both triangles filled. */
export function gramMatrix(rows: Float64Array, dimension: number): Float64Array {
  const count = rows.length / dimension;
  const gram = new Float64Array(dimension * dimension);
  addOuterProducts(gram, rows, new Float64Array(count).fill(1), { count, dimension });
  for (let i = 0; i < dimension; i++) for (let j = 0; j < i; j++) gram[j * dimension + i] = gram[i * dimension + j]!;
  return gram;
}
