import { RecommenderError } from '../core/errors.js';
import type { Section } from '../core/artifact/manifest.js';
import { toHex } from '../core/hex.js';

/**
 * Checks a section against its manifest, wherever its bytes come from.
 * @throws RecommenderError `artifact/wrong-length`, `artifact/wrong-hash`, `model/insecure-context`.
 */
export async function verifySection(section: Section, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  if (bytes.length !== section.bytes) {
    const message = `section "${section.name}": expected ${String(section.bytes)} bytes, got ${String(bytes.length)}`;
    throw new RecommenderError('artifact/wrong-length', message);
  }
  assertSecureContext();
  const hex = toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
  if (hex !== section.sha256) {
    const message = `section "${section.name}": expected SHA-256 ${section.sha256}, got ${hex}`;
    throw new RecommenderError('artifact/wrong-hash', message);
  }
}

/** Browsers hash on secure pages only. @throws RecommenderError `model/insecure-context`. */
export function assertSecureContext(): void {
  if ((crypto as Partial<Crypto>).subtle === undefined) {
    throw new RecommenderError(
      'model/insecure-context',
      'expected a page served over HTTPS or from localhost: elsewhere the browser cannot verify the model',
    );
  }
}
