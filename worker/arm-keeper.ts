import type { Arm } from '../core/artifact/manifest.js';
import { drawInteger, type RandomBytes } from '../core/privacy/random-bytes.js';

/** The part of the model's cache that keeps an arm. */
export interface ArmCache {
  read(url: URL): Promise<Uint8Array<ArrayBuffer> | undefined>;
  write(files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>): Promise<boolean>;
}

/**
 * Which of an experiment's two models this device has: drawn once for each experiment's name, each as likely, and kept with
 * the model's files. Erased with them. Where the cache keeps nothing the draw holds for as long as the page is open.
 */
export class ArmKeeper {
  readonly #cache: ArmCache;
  readonly #url: URL;
  readonly #random: RandomBytes;
  #kept: KeptArm | undefined;

  /** @param modelUrl the arm's place in the cache stands beside it, and is never asked for over the network. */
  constructor(cache: ArmCache, modelUrl: URL, random: RandomBytes) {
    this.#cache = cache;
    this.#url = new URL('experiment-arm', modelUrl);
    this.#random = random;
  }

  /** Its address in the cache. */
  get address(): string {
    return this.#url.href;
  }

  /** Drawn anew where another experiment's is kept, or none. Only while storage is allowed. */
  async armOf(name: string): Promise<Arm> {
    if (this.#kept?.name !== name) this.#kept = await this.#readOrDraw(name);
    return this.#kept.arm;
  }

  /** The cache was deleted. */
  forget(): void {
    this.#kept = undefined;
  }

  async #readOrDraw(name: string): Promise<KeptArm> {
    const kept = toKeptArm(await this.#cache.read(this.#url));
    if (kept?.name === name) return kept;
    const drawn: KeptArm = { name, arm: drawInteger(this.#random, 2) === 0 ? 0 : 1 };
    await this.#cache.write(new Map([[this.#url.href, new TextEncoder().encode(JSON.stringify(drawn))]]));
    return drawn;
  }
}

interface KeptArm {
  readonly name: string;
  readonly arm: Arm;
}

/** Undefined where it is not one of ours. */
function toKeptArm(bytes: Uint8Array | undefined): KeptArm | undefined {
  try {
    const { name, arm } = JSON.parse(new TextDecoder().decode(bytes)) as Partial<KeptArm>;
    return typeof name === 'string' && (arm === 0 || arm === 1) ? { name, arm } : undefined;
  } catch {
    return undefined;
  }
}
