import { RecommenderError } from '../core/errors.js';
import type { ProfileContent } from '../core/protocol.js';

/** The form of docs/profile-file.md. */
const VERSION = 1;
const FORMAT = 'shelfwise-profile';
const MAGIC = 'SWPROF';
const HEADER_BYTES = 40;
const SALT_AT = 12;
const IV_AT = 28;
/** OWASP's minimum for PBKDF2 with SHA-256. */
const ITERATIONS = 600_000;
/** A file that asks for more work than this is not one of ours. */
const MAX_ITERATIONS = 10_000_000;
const MAX_BYTES = 32_000_000;
const BRACE = 0x7b;

/** How the text lies inside what is encrypted. */
const STORED = 0;
const DEFLATED = 1;

/** A profile as readable JSON. */
export function toPlainFile(content: ProfileContent): Blob {
  return new Blob([toJson(content)], { type: 'application/json' });
}

/**
 * A profile that only who knows the passphrase can read: AES-256-GCM under a key by PBKDF2 with SHA-256, 600,000 rounds and a
 * random salt. The header is authenticated with it.
 */
export async function toSealedFile(content: ProfileContent, passphrase: string): Promise<Blob> {
  const text = new TextEncoder().encode(toJson(content));
  const canDeflate = typeof CompressionStream === 'function';
  const packed = canDeflate ? await throughStream(text, new CompressionStream('deflate-raw')) : text;
  const header = crypto.getRandomValues(new Uint8Array(HEADER_BYTES));
  header.set(new TextEncoder().encode(MAGIC));
  header[MAGIC.length] = VERSION;
  header[MAGIC.length + 1] = canDeflate ? DEFLATED : STORED;
  new DataView(header.buffer).setUint32(8, ITERATIONS, true);
  const key = await toKey(header, passphrase);
  return new Blob([header, await crypto.subtle.encrypt(toCipher(header), key, packed)], {
    type: 'application/octet-stream',
  });
}

/**
 * What a profile file holds, not looked at yet beyond its being JSON of this form.
 * @param passphrase of a sealed file.
 * @throws RecommenderError `profile/bad-file`, `profile/other-version`, `profile/bad-passphrase`.
 */
export async function readProfileFile(bytes: Uint8Array<ArrayBuffer>, passphrase: string): Promise<unknown> {
  if (bytes.length > MAX_BYTES) throw badFile();
  const text = bytes[0] === BRACE ? bytes : await unseal(bytes, passphrase);
  const content = parseJson(text);
  if (content['format'] !== FORMAT) throw badFile();
  if (content['version'] !== VERSION) throw otherVersion();
  return content;
}

async function unseal(bytes: Uint8Array<ArrayBuffer>, passphrase: string): Promise<Uint8Array> {
  const header = bytes.slice(0, HEADER_BYTES);
  if (new TextDecoder().decode(header.subarray(0, MAGIC.length)) !== MAGIC) throw badFile();
  if (header[MAGIC.length] !== VERSION) throw otherVersion();
  const packing = header[MAGIC.length + 1];
  const rounds = header.length < HEADER_BYTES ? 0 : new DataView(header.buffer).getUint32(8, true);
  if (packing === undefined || packing > DEFLATED || rounds < ITERATIONS || rounds > MAX_ITERATIONS) throw badFile();
  if (packing === DEFLATED && typeof DecompressionStream !== 'function') throw otherVersion();
  const key = await toKey(header, passphrase, rounds);
  try {
    const packed = new Uint8Array(await crypto.subtle.decrypt(toCipher(header), key, bytes.subarray(HEADER_BYTES)));
    return packing === STORED ? packed : await throughStream(packed, new DecompressionStream('deflate-raw'));
  } catch {
    throw new RecommenderError(
      'profile/bad-passphrase',
      'expected the passphrase that the file was made with, unaltered',
    );
  }
}

/** A passphrase typed on another keyboard may come in another form of the same letters. */
async function toKey(header: Uint8Array<ArrayBuffer>, passphrase: string, iterations = ITERATIONS): Promise<CryptoKey> {
  const secret = new TextEncoder().encode(passphrase.normalize('NFKC'));
  const material = await crypto.subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveKey']);
  const salt = header.subarray(SALT_AT, IV_AT);
  const derivation = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations };
  return crypto.subtle.deriveKey(derivation, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

function toCipher(header: Uint8Array<ArrayBuffer>): AesGcmParams {
  return { name: 'AES-GCM', iv: header.subarray(IV_AT), additionalData: header };
}

async function throughStream(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}

function toJson({ events, muted }: ProfileContent): string {
  return JSON.stringify({ format: FORMAT, version: VERSION, events, muted });
}

function parseJson(text: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(text));
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // Not JSON.
  }
  throw badFile();
}

function badFile(): RecommenderError {
  return new RecommenderError('profile/bad-file', 'expected a file that exportProfile() made');
}

function otherVersion(): RecommenderError {
  return new RecommenderError(
    'profile/other-version',
    'expected a profile file that this browser and version can read',
  );
}
