/** The arithmetic that grows with the catalog. Twins of one kernel give the same lists; which one runs is the root's choice. */
export interface Kernel {
  readonly name: 'js' | 'wasm';
  /**
   * out[i] = factors[i] · user for every item.
   * @param factors f32[count x dimension], row-major.
   * @param user f32[dimension].
   * @param out f32[count].
   */
  scoreAll(factors: Float32Array, user: Float32Array, out: Float32Array): void;
}

export const jsKernel: Kernel = {
  name: 'js',
  scoreAll(factors, user, out) {
    const dimension = user.length;
    for (let i = 0, at = 0; i < out.length; i++) {
      let even = 0;
      let odd = 0;
      for (let k = 0; k + 1 < dimension; k += 2) {
        even += factors[at + k]! * user[k]!;
        odd += factors[at + k + 1]! * user[k + 1]!;
      }
      if (dimension % 2 === 1) even += factors[at + dimension - 1]! * user[dimension - 1]!;
      out[i] = even + odd;
      at += dimension;
    }
  },
};
