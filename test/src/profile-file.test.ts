import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { ProfileContent } from '../../core/protocol.js';
import { readProfileFile, toPlainFile, toSealedFile } from '../../src/profile-file.js';

const PASSPHRASE = 'correct horse battery';
const CONTENT: ProfileContent = {
  events: [{ name: 'view_item', time: 1_700_000_000_000, items: [{ item_id: 'secret-lamp' }], searchTerm: 'söft ✓' }],
  muted: { items: ['a'], categories: ['Garden > Grills'] },
};

const toBytes = async (file: Blob): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await file.arrayBuffer());
const sealed = (passphrase = PASSPHRASE): Promise<Uint8Array<ArrayBuffer>> =>
  toSealedFile(CONTENT, passphrase).then(toBytes);
const opened = { format: 'shelfwise-profile', version: 1, ...CONTENT };

function changed(bytes: Uint8Array<ArrayBuffer>, at: number, value?: number): Uint8Array<ArrayBuffer> {
  const copy = bytes.slice();
  copy[at] = value ?? copy[at]! ^ 1;
  return copy;
}

describe('a sealed profile file', () => {
  const streams = globalThis.CompressionStream;
  afterEach(() => void Object.assign(globalThis, { CompressionStream: streams }));

  it('is read back with its passphrase, in whichever form its letters are typed', async () => {
    expect(await readProfileFile(await sealed(), PASSPHRASE)).toEqual(opened);
    expect(await readProfileFile(await sealed('cafe\u0301 au lait'), 'caf\u00e9 au lait')).toEqual(opened);
  });

  it('is read back where it was made without compression', async () => {
    Reflect.deleteProperty(globalThis, 'CompressionStream');
    const bytes = await sealed();
    expect(bytes[7]).toBe(0);
    expect(await readProfileFile(bytes, PASSPHRASE)).toEqual(opened);
  });

  it('has the header that docs/profile-file.md says, fresh salt and nonce each time, and nothing readable', async () => {
    const [first, second] = [await sealed(), await sealed()];
    expect(new TextDecoder().decode(first.slice(0, 6))).toBe('SWPROF');
    expect([...first.slice(6, 8)]).toEqual([1, 1]);
    expect(new DataView(first.buffer).getUint32(8, true)).toBe(600_000);
    expect(first.slice(12, 28)).not.toEqual(second.slice(12, 28));
    expect(first.slice(28, 40)).not.toEqual(second.slice(28, 40));
    expect(new TextDecoder('latin1').decode(first)).not.toMatch(/secret|lamp|view_item|Garden/);
  });

  it('can be opened by anybody who follows the document', async () => {
    const bytes = await sealed();
    const { subtle } = crypto;
    const secret = await subtle.importKey('raw', new TextEncoder().encode(PASSPHRASE), 'PBKDF2', false, ['deriveBits']);
    const derivation = { name: 'PBKDF2', hash: 'SHA-256', salt: bytes.slice(12, 28), iterations: 600_000 };
    const key = await subtle.importKey('raw', await subtle.deriveBits(derivation, secret, 256), 'AES-GCM', false, [
      'decrypt',
    ]);
    const cipher = { name: 'AES-GCM', iv: bytes.slice(28, 40), additionalData: bytes.slice(0, 40) };
    const packed = await subtle.decrypt(cipher, key, bytes.slice(40));
    const text = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    expect(JSON.parse(await new Response(text).text())).toEqual(opened);
  });

  it('tells a wrong passphrase, or one bit changed anywhere behind the version, by one code', async () => {
    const bytes = await sealed();
    for (const wrong of ['', 'correct horse batterY', ` ${PASSPHRASE}`]) {
      await expect(readProfileFile(bytes, wrong)).rejects.toMatchObject({ code: 'profile/bad-passphrase' });
    }
    for (const at of [7, 12, 27, 28, 39, 40, bytes.length - 1]) {
      await expect(readProfileFile(changed(bytes, at), PASSPHRASE)).rejects.toMatchObject({
        code: 'profile/bad-passphrase',
      });
    }
    await expect(readProfileFile(bytes.slice(0, -1), PASSPHRASE)).rejects.toMatchObject({
      code: 'profile/bad-passphrase',
    });
  });

  it('of another version says so, before any passphrase is tried', async () => {
    const bytes = await sealed();
    for (const version of [0, 2, 255]) {
      await expect(readProfileFile(changed(bytes, 6, version), PASSPHRASE)).rejects.toMatchObject({
        code: 'profile/other-version',
      });
    }
  });

  it('cannot ask for less work than it should, nor for hours of it', async () => {
    const bytes = await sealed();
    for (const rounds of [0, 1, 599_999, 10_000_001, 0xffffffff]) {
      const copy = bytes.slice();
      new DataView(copy.buffer).setUint32(8, rounds, true);
      await expect(readProfileFile(copy, PASSPHRASE)).rejects.toMatchObject({ code: 'profile/bad-file' });
    }
  });
});

describe('a plain profile file', () => {
  it('is JSON that the shopper can read, and is read back without a passphrase', async () => {
    const file = toPlainFile(CONTENT);
    expect(file.type).toBe('application/json');
    expect(JSON.parse(await file.text())).toEqual(opened);
    expect(await readProfileFile(await toBytes(file), '')).toEqual(opened);
  });

  it.each([
    ['{"format":"shelfwise-profile","version":2}', 'profile/other-version'],
    ['{"format":"something else","version":1}', 'profile/bad-file'],
    ['{}', 'profile/bad-file'],
    ['{"format":', 'profile/bad-file'],
    ['[1]', 'profile/bad-file'],
    ['', 'profile/bad-file'],
    ['SWPRO', 'profile/bad-file'],
    ['SWPROF', 'profile/other-version'],
    ['SWPROF\u0001', 'profile/bad-file'],
    ['%PDF-1.7', 'profile/bad-file'],
  ])('that holds %s is refused with %s', async (text, code) => {
    await expect(readProfileFile(new TextEncoder().encode(text), PASSPHRASE)).rejects.toMatchObject({ code });
  });

  it('of any bytes at all is refused with a code', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), async (bytes) => {
        await expect(readProfileFile(new Uint8Array(bytes), PASSPHRASE)).rejects.toMatchObject({
          code: expect.stringMatching(/^profile\//) as string,
        });
      }),
    );
  });
});
