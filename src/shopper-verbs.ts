import { RecommenderError } from '../core/errors.js';
import type { MuteTarget } from '../core/muted.js';
import type { ImportedProfile, WorkerApi } from '../core/protocol.js';
import { badOption, parseItemId } from './options.js';
import { readProfileFile, toPlainFile, toSealedFile } from './profile-file.js';

/** What a shopper seldom does, so that it is no part of what every page loads at once. */

const MIN_PASSPHRASE = 8;
const MAX_TEXT = 200;

/** The worker, as far as these verbs ask it. */
interface Client {
  call<Name extends 'mute' | 'exportProfile' | 'importProfile'>(
    name: Name,
    ...args: Parameters<WorkerApi[Name]>
  ): Promise<Awaited<ReturnType<WorkerApi[Name]>>>;
}

/** Each with what the page gave it, unchecked. */
export const SHOPPER_VERBS = {
  mute: (client: Client, what: unknown) => mute(client, what, true),
  unmute: (client: Client, what: unknown) => mute(client, what, false),
  exportProfile,
  importProfile,
};

export type ShopperVerbs = typeof SHOPPER_VERBS;

/** @throws RecommenderError `request/bad-item`, `request/bad-option`. */
async function mute(client: Client, what: unknown, on: boolean): Promise<boolean> {
  await client.call('mute', parseMuteTarget(what), on);
  return true;
}

/** @throws RecommenderError `request/bad-option`. */
async function exportProfile(client: Client, options: unknown = {}): Promise<Blob> {
  const { passphrase } = Object(options) as { readonly passphrase?: unknown };
  if (passphrase === undefined) return toPlainFile(await client.call('exportProfile'));
  if (typeof passphrase !== 'string' || passphrase.length < MIN_PASSPHRASE) {
    throw badOption('passphrase', `a text of ${MIN_PASSPHRASE} characters or more`, undefined);
  }
  return toSealedFile(await client.call('exportProfile'), passphrase);
}

/** @throws RecommenderError `profile/…`, `request/bad-option`. */
async function importProfile(client: Client, file: unknown, passphrase: unknown = ''): Promise<ImportedProfile> {
  if (typeof passphrase !== 'string') throw badOption('passphrase', 'a text', passphrase);
  return client.call('importProfile', await readProfileFile(await toBytes(file), passphrase));
}

async function toBytes(file: unknown): Promise<Uint8Array<ArrayBuffer>> {
  if (file instanceof Blob || file instanceof ArrayBuffer || file instanceof Uint8Array) {
    return new Uint8Array(await new Response(file as BodyInit).arrayBuffer());
  }
  throw badOption('file', 'a Blob, an ArrayBuffer or a Uint8Array', file);
}

/** An item by its id, or `{ itemId }`, or `{ category }`. */
function parseMuteTarget(what: unknown): MuteTarget {
  if (typeof what !== 'object' || what === null) return { itemId: parseItemId(what) };
  const { itemId, category } = what as { readonly itemId?: unknown; readonly category?: unknown };
  if (itemId !== undefined) return { itemId: parseItemId(itemId) };
  if (typeof category === 'string' && category !== '' && category.length <= MAX_TEXT) return { category };
  throw new RecommenderError('request/bad-option', 'what: expected an item id, { itemId } or { category }');
}
