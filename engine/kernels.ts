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
    const d = user.length;
    let i = 0;
    // Four items at a time: a user's value is read once for four products.
    for (; i + 4 <= out.length; i += 4) {
      const a = i * d;
      const b = a + d;
      const c = b + d;
      const e = c + d;
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      for (let k = 0; k < d; k++) {
        const value = user[k]!;
        s0 += factors[a + k]! * value;
        s1 += factors[b + k]! * value;
        s2 += factors[c + k]! * value;
        s3 += factors[e + k]! * value;
      }
      out[i] = s0;
      out[i + 1] = s1;
      out[i + 2] = s2;
      out[i + 3] = s3;
    }
    for (; i < out.length; i++) {
      let sum = 0;
      for (let k = 0; k < d; k++) sum += factors[i * d + k]! * user[k]!;
      out[i] = sum;
    }
  },
};
