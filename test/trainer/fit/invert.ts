/** Gauss-Jordan with pivoting: shares nothing with the code under test. */
export function invert(matrix: readonly (readonly number[])[]): number[][] {
  const n = matrix.length;
  const a = matrix.map((line, i) => [...line, ...line.map((_, j) => (i === j ? 1 : 0))]);
  for (let p = 0; p < n; p++) {
    let best = p;
    for (let i = p; i < n; i++) if (Math.abs(a[i]![p]!) > Math.abs(a[best]![p]!)) best = i;
    [a[p], a[best]] = [a[best]!, a[p]!];
    const pivot = a[p]![p]!;
    a[p] = a[p]!.map((value) => value / pivot);
    for (let i = 0; i < n; i++) {
      if (i === p) continue;
      const factor = a[i]![p]!;
      a[i] = a[i]!.map((value, j) => value - factor * a[p]![j]!);
    }
  }
  return a.map((line) => line.slice(n));
}
