import type { RecommenderError } from '../errors.js';
import { badSection } from './bad-section.js';

/** Tables of more rows than this are pointed into with four bytes. */
const WIDE = 65_536;

/** Bytes of a position in a table of `count` rows. */
export function indexBytes(count: number): number {
  return count > WIDE ? 4 : 2;
}

/** Writes little-endian numbers one after another into a buffer of exactly the size asked for. */
export class ByteWriter {
  readonly #view: DataView;
  readonly #bytes: Uint8Array<ArrayBuffer>;
  #offset = 0;

  constructor(sizeBytes: number) {
    this.#bytes = new Uint8Array(sizeBytes);
    this.#view = new DataView(this.#bytes.buffer);
  }

  u8(value: number): void {
    this.#view.setUint8(this.#offset, value);
    this.#offset += 1;
  }

  u16(value: number): void {
    this.#view.setUint16(this.#offset, value, true);
    this.#offset += 2;
  }

  u32(value: number): void {
    this.#view.setUint32(this.#offset, value, true);
    this.#offset += 4;
  }

  f32(value: number): void {
    this.#view.setFloat32(this.#offset, value, true);
    this.#offset += 4;
  }

  /** A position in a table of `count` rows: u16 where that is enough. */
  index(value: number, count: number): void {
    if (count > WIDE) this.u32(value);
    else this.u16(value);
  }

  bytes(values: Uint8Array | Int8Array): void {
    this.#bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), this.#offset);
    this.#offset += values.byteLength;
  }

  /** @throws RangeError if the buffer was not filled exactly: a mistake in an encoder. */
  finish(): Uint8Array<ArrayBuffer> {
    if (this.#offset !== this.#bytes.length) throw new RangeError('encoder wrote fewer bytes than it announced');
    return this.#bytes;
  }
}

/** Reads what ByteWriter wrote; every read beyond the end is a coded error, never an exception of the platform. */
export class ByteReader {
  readonly #view: DataView;
  readonly #bytes: Uint8Array;
  readonly #section: string;
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  #offset = 0;

  constructor(bytes: Uint8Array, section: string) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#section = section;
  }

  u8(): number {
    return this.#view.getUint8(this.#advance(1));
  }

  u16(): number {
    return this.#view.getUint16(this.#advance(2), true);
  }

  u32(): number {
    return this.#view.getUint32(this.#advance(4), true);
  }

  /** @throws RecommenderError on NaN or infinity: no such number is ever written. */
  f32(): number {
    const value = this.#view.getFloat32(this.#advance(4), true);
    if (!Number.isFinite(value)) throw this.bad('a finite number');
    return value;
  }

  /** What `ByteWriter.index` wrote. @throws RecommenderError unless it is below `count`. */
  index(count: number): number {
    const value = count > WIDE ? this.u32() : this.u16();
    if (value >= count) throw this.bad(`positions below ${String(count)}`);
    return value;
  }

  /** A u32. @throws RecommenderError above `limit`: nothing larger is allocated. */
  size(limit: number): number {
    const value = this.u32();
    if (value > limit) throw this.bad(`a size of at most ${String(limit)}`);
    return value;
  }

  bytes(length: number): Uint8Array {
    const start = this.#advance(length);
    return this.#bytes.subarray(start, start + length);
  }

  /** @param length bytes of UTF-8. */
  text(length: number): string {
    const bytes = this.bytes(length);
    try {
      return this.#decoder.decode(bytes);
    } catch {
      throw this.bad('UTF-8 text');
    }
  }

  /** @throws RecommenderError unless every byte was read. */
  end(): void {
    if (this.#offset !== this.#bytes.length) throw this.bad(`to end at byte ${String(this.#offset)}`);
  }

  bad(expected: string): RecommenderError {
    return badSection(this.#section, expected);
  }

  #advance(length: number): number {
    const start = this.#offset;
    if (start + length > this.#bytes.length) throw this.bad(`at least ${String(start + length)} bytes`);
    this.#offset = start + length;
    return start;
  }
}
