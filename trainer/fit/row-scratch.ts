import type { SparseRows } from './interactions.js';

/** One row of a sparse sum: a dense accumulator and the list of the columns touched, so that clearing is cheap. */
export class RowScratch {
  readonly sum: Float64Array;
  /** Distinct users that added to a column. */
  readonly users: Uint32Array;
  readonly #lastUser: Int32Array;
  readonly #touched: Uint32Array;
  #size = 0;

  constructor(columns: number) {
    this.sum = new Float64Array(columns);
    this.users = new Uint32Array(columns);
    this.#lastUser = new Int32Array(columns).fill(-1);
    this.#touched = new Uint32Array(columns);
  }

  /** A row's additions come grouped by user. */
  add(column: number, value: number, user: number): void {
    if (this.#lastUser[column] !== user) {
      this.#lastUser[column] = user;
      if (this.users[column] === 0) this.#touched[this.#size++] = column;
      this.users[column]!++;
    }
    this.sum[column]! += value;
  }

  /** The columns added to, ascending. */
  touched(): Uint32Array {
    return this.#touched.subarray(0, this.#size).sort();
  }

  clear(): void {
    for (let k = 0; k < this.#size; k++) {
      const column = this.#touched[k]!;
      this.sum[column] = 0;
      this.users[column] = 0;
      this.#lastUser[column] = -1;
    }
    this.#size = 0;
  }
}

/** Appends to CSR rows of unknown size. */
export class RowBuilder {
  readonly #start: Uint32Array;
  #column = new Uint32Array(1024);
  #value = new Float32Array(1024);
  #rows = 0;
  #size = 0;

  constructor(rows: number) {
    this.#start = new Uint32Array(rows + 1);
  }

  push(column: number, value: number): void {
    if (this.#size === this.#column.length) this.#grow();
    this.#column[this.#size] = column;
    this.#value[this.#size++] = value;
  }

  endRow(): void {
    this.#start[++this.#rows] = this.#size;
  }

  build(): SparseRows {
    return {
      start: this.#start,
      column: this.#column.slice(0, this.#size),
      value: this.#value.slice(0, this.#size),
    };
  }

  #grow(): void {
    const column = new Uint32Array(this.#size * 2);
    column.set(this.#column);
    this.#column = column;
    const value = new Float32Array(this.#size * 2);
    value.set(this.#value);
    this.#value = value;
  }
}
