import { HASH_FUNCTIONS } from '../hashed-choice.js';
import { BLEND_GROUPS, CATEGORY_CHOICES, PLACEMENTS, QUESTIONS, type Mechanisms, type Question } from '../questions.js';

/** How many reports of an epoch gave one answer. */
export interface AnswerCount {
  readonly question: Question;
  readonly parameter: number;
  readonly model: number;
  readonly arm: number;
  readonly answer: number;
  readonly count: number;
}

/** The reports of one epoch or of several, summed in the form that the estimators take. */
export interface EpochCounts {
  /** f64[256 x g], row-major: hash function, bucket. */
  readonly item: Float64Array;
  /** By model: each choice, of both arms. */
  readonly category: ReadonlyMap<number, readonly [number[], number[]]>;
  /** By position in PLACEMENTS: each stage. */
  readonly placement: readonly number[][];
  /** By model: no and yes of both arms. */
  readonly model: ReadonlyMap<number, readonly [number[], number[]]>;
  /** By position in BLEND_GROUPS: each cell. */
  readonly weight: readonly number[][];
  /** None, then by position in PLACEMENTS. */
  readonly dismissal: number[];
  /** Reports by question. */
  readonly n: Readonly<Record<Question, number>>;
}

/** What no report could have said is left out. */
export function sumCounts(counts: Iterable<AnswerCount>, mechanisms: Mechanisms): EpochCounts {
  const buckets = mechanisms.item.choices;
  const item = new Float64Array(HASH_FUNCTIONS * buckets);
  const category = new Map<number, readonly [number[], number[]]>();
  const placement = PLACEMENTS.map(() => zeros(mechanisms.placement.choices));
  const model = new Map<number, readonly [number[], number[]]>();
  const weight = BLEND_GROUPS.map(() => zeros(mechanisms.weight.cells));
  const dismissal = zeros(mechanisms.dismissal.choices);
  const cellsOf: Record<Question, (count: AnswerCount) => number[] | Float64Array | undefined> = {
    item: ({ parameter }) => item.subarray(parameter * buckets, (parameter + 1) * buckets),
    category: (count) => getOrAdd(category, count.model, () => ofBoth(CATEGORY_CHOICES.most))[count.arm],
    placement: ({ parameter }) => placement[parameter],
    model: (count) => getOrAdd(model, count.model, () => ofBoth(2))[count.arm],
    weight: ({ parameter }) => weight[parameter],
    dismissal: () => dismissal,
  };
  const n: Record<Question, number> = { item: 0, category: 0, placement: 0, model: 0, weight: 0, dismissal: 0 };
  for (const one of counts) {
    const cells = cellsOf[one.question](one);
    if (cells?.[one.answer] === undefined) continue;
    cells[one.answer]! += one.count;
    n[one.question] += one.count;
  }
  return { item, category, placement, model, weight, dismissal, n };
}

/** Several epochs read as one. Shares of items cannot be estimated from that: every epoch has hash functions of its own. */
export function mergeCounts(all: readonly EpochCounts[], mechanisms: Mechanisms): EpochCounts {
  const { item, placement, weight, dismissal, n: none } = sumCounts([], mechanisms);
  const n = { ...none };
  const category = new Map<number, readonly [number[], number[]]>();
  const model = new Map<number, readonly [number[], number[]]>();
  for (const counts of all) {
    addTo(item, counts.item);
    placement.forEach((sums, position) => addTo(sums, counts.placement[position]!));
    weight.forEach((sums, position) => addTo(sums, counts.weight[position]!));
    addTo(dismissal, counts.dismissal);
    addByModel(category, counts.category);
    addByModel(model, counts.model);
    for (const question of QUESTIONS) n[question] += counts.n[question];
  }
  return { item, category, placement, model, weight, dismissal, n };
}

type ByModel = ReadonlyMap<number, readonly [number[], number[]]>;

function addByModel(sums: Map<number, readonly [number[], number[]]>, counts: ByModel): void {
  for (const [model, arms] of counts) {
    const byArm = getOrAdd(sums, model, () => ofBoth(arms[0].length));
    arms.forEach((cells, arm) => addTo(byArm[arm]!, cells));
  }
}

function addTo(sums: number[] | Float64Array, cells: ArrayLike<number>): void {
  for (let k = 0; k < sums.length; k++) sums[k]! += cells[k]!;
}

export function totalOf({ n }: EpochCounts): number {
  return QUESTIONS.reduce((sum, question) => sum + n[question], 0);
}

function zeros(length: number): number[] {
  return new Array<number>(length).fill(0);
}

function ofBoth(length: number): readonly [number[], number[]] {
  return [zeros(length), zeros(length)];
}

function getOrAdd<V>(map: Map<number, V>, key: number, make: () => V): V {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}
