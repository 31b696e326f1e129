import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { isMissing } from './file-tree.js';

export type Encoding = 'br' | 'gzip';

/** A file's bytes, ready to answer with. */
export interface Content {
  readonly type: string;
  /** Strong validator, quoted: it names the uncompressed bytes. */
  readonly etag: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The compressed bytes, made once; undefined where compressing does not pay. */
  compressed(encoding: Encoding): Promise<Uint8Array<ArrayBuffer> | undefined>;
}

/** A named change to a file's text before it is served, such as marking the page of a returning visitor. */
export interface Variant {
  readonly name: string;
  apply(text: string): string;
}

export interface Contents {
  /** The content of a file as it is now, or undefined where there is none. */
  read(file: string, variant?: Variant): Promise<Content | undefined>;
}

interface CacheEntry {
  readonly version: string;
  readonly content: Content;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.ico': 'image/x-icon',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.bin': 'application/octet-stream',
};

const COMPRESSED_ALREADY = new Set(['image/png', 'font/woff2']);
const CACHE_BYTES = 128 * 1024 * 1024;
/** Below this a compressed body saves no packet. */
const SMALLEST_COMPRESSED = 1024;
/** A compressed body must be at least this much smaller to be worth decoding. */
const WORTHWHILE = 0.95;
/** Brotli's highest qualities take seconds for a megabyte; 8 is within some per cent of them. */
const BROTLI_QUALITY = 8;

const brotliAsync = promisify(brotliCompress);
const gzipAsync = promisify(gzip);

/** Reads files through a cache of at most 128 MB (uncompressed), which notices a file that changed on disk. */
export function createContents(): Contents {
  const cache = new Map<string, CacheEntry>();
  let cachedBytes = 0;

  const drop = (key: string): void => {
    cachedBytes -= cache.get(key)?.content.bytes.length ?? 0;
    cache.delete(key);
  };
  const keep = (key: string, entry: CacheEntry): void => {
    drop(key);
    cache.set(key, entry);
    cachedBytes += entry.content.bytes.length;
    for (const oldest of cache.keys()) {
      if (cachedBytes <= CACHE_BYTES || oldest === key) break;
      drop(oldest);
    }
  };

  return {
    async read(file, variant) {
      const version = await versionOf(file);
      if (version === undefined) return undefined;
      const key = variant === undefined ? file : `${file}\n${variant.name}`;
      const cached = cache.get(key);
      if (cached?.version === version) return cached.content;
      const raw = await readFile(file);
      const bytes = variant === undefined ? raw : Buffer.from(variant.apply(raw.toString('utf8')));
      const content = createContent(new Uint8Array(bytes), TYPES[path.extname(file)] ?? 'application/octet-stream');
      keep(key, { version, content });
      return content;
    },
  };
}

/** Changes whenever the file does; undefined where there is no such file. */
async function versionOf(file: string): Promise<string | undefined> {
  try {
    const { mtimeMs, size, ino } = await stat(file);
    return `${String(mtimeMs)}-${String(size)}-${String(ino)}`;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function createContent(bytes: Uint8Array<ArrayBuffer>, type: string): Content {
  const variants = new Map<Encoding, Promise<Uint8Array<ArrayBuffer> | undefined>>();
  return {
    type,
    bytes,
    etag: `"${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}"`,
    compressed(encoding) {
      if (bytes.length < SMALLEST_COMPRESSED || COMPRESSED_ALREADY.has(type)) return Promise.resolve(undefined);
      const made = variants.get(encoding) ?? compress(bytes, encoding);
      variants.set(encoding, made);
      return made;
    },
  };
}

async function compress(bytes: Uint8Array, encoding: Encoding): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  const packed = encoding === 'br' ? await brotliAsync(bytes, { params }) : await gzipAsync(bytes);
  return packed.length <= bytes.length * WORTHWHILE ? new Uint8Array(packed) : undefined;
}
