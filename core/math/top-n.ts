/**
 * Indices of the n largest scores, best first, ties by the smaller index. Scores of -Infinity never count.
 * Same result as a full sort; O(count log n).
 */
export function topN(scores: ArrayLike<number>, n: number): number[] {
  const heap: number[] = [];
  const isWorse = (a: number, b: number): boolean => scores[a]! < scores[b]! || (scores[a] === scores[b] && a > b);
  // Below the worst of a full heap, or equal to it: a tie goes to the smaller index, which is in already.
  let floor = n > 0 ? -Infinity : Infinity;
  for (let i = 0; i < scores.length; i++) {
    if (!(scores[i]! > floor)) continue;
    if (heap.length < n) {
      heap.push(i);
      siftUp(heap, isWorse);
    } else {
      heap[0] = i;
      siftDown(heap, isWorse);
    }
    if (heap.length === n) floor = scores[heap[0]!]!;
  }
  return heap.sort((a, b) => (isWorse(a, b) ? 1 : -1));
}

type Compare = (a: number, b: number) => boolean;

function siftUp(heap: number[], isWorse: Compare): void {
  let at = heap.length - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!isWorse(heap[at]!, heap[parent]!)) return;
    [heap[at], heap[parent]] = [heap[parent]!, heap[at]!];
    at = parent;
  }
}

function siftDown(heap: number[], isWorse: Compare): void {
  let at = 0;
  for (;;) {
    let worst = at;
    for (const child of [2 * at + 1, 2 * at + 2]) {
      if (child < heap.length && isWorse(heap[child]!, heap[worst]!)) worst = child;
    }
    if (worst === at) return;
    [heap[at], heap[worst]] = [heap[worst]!, heap[at]!];
    at = worst;
  }
}
