import { decodeDisplay, type Display } from '../core/artifact/display-section.js';
import {
  MODEL_SECTIONS,
  OPTIONAL_SECTIONS,
  parseManifest,
  toArm,
  type Arm,
  type Manifest,
  type Section,
  type SectionName,
} from '../core/artifact/manifest.js';
import { decodeModel, type Model } from '../core/artifact/model.js';
import { RecommenderError, toRecommenderError } from '../core/errors.js';
import type { RandomBytes } from '../core/privacy/random-bytes.js';
import { ArmKeeper } from './arm-keeper.js';
import type { ArtifactCache } from './artifact-cache.js';
import { fetchManifest, fetchSection, toSectionUrl, type LoaderLimits } from './artifact-loader.js';
import { verifySection } from './verify-section.js';

type Bytes = Uint8Array<ArrayBuffer>;

export interface LoadedModel {
  /** As a device of this arm reads it. */
  readonly manifest: Manifest;
  readonly arm: Arm;
  readonly model: Model;
  readonly source: 'network' | 'cache';
  /** Follows the model; undefined until it is there, or where the artifact has none. */
  readonly display: Display | undefined;
}

export interface SourceLimits extends LoaderLimits {
  /** Wait before the first new attempt; doubles up to `retryMaxMs`. */
  readonly retryFirstMs: number;
  readonly retryMaxMs: number;
}

export interface SourceOptions {
  readonly modelUrl: URL;
  readonly cache: ArtifactCache;
  readonly limits: SourceLimits;
  /** Draws the arm where there is an experiment. */
  readonly randomBytes: RandomBytes;
  /** Called when `current` changed. */
  readonly onModel: () => void;
}

/**
 * Keeps the newest verified model there is: from the cache at once where storage is allowed, then from the network. All or
 * nothing: what is incomplete, malformed or older never takes the place of a model that works.
 */
export class ModelSource {
  readonly #options: SourceOptions;
  readonly #arms: ArmKeeper;
  readonly #closing = new AbortController();
  #current: LoadedModel | undefined;
  #lastError: RecommenderError | undefined;
  #attempt: Promise<void> | undefined;
  #waiting: ((model: LoadedModel | undefined) => void)[] = [];
  #mayStore = false;
  /** What the cache does not have yet, by address; written once storage is allowed. */
  readonly #unsaved = new Map<string, Bytes>();
  #manifestBytes: Bytes = new Uint8Array();
  #isManifestSaved = true;
  #cacheQueue: Promise<unknown> = Promise.resolve();
  #retryMs: number;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: SourceOptions) {
    this.#options = options;
    this.#arms = new ArmKeeper(options.cache, options.modelUrl, options.randomBytes);
    this.#retryMs = options.limits.retryFirstMs;
  }

  get current(): LoadedModel | undefined {
    return this.#current;
  }

  /** Why the latest attempt to get a newer model failed; undefined where it did not. */
  get lastError(): RecommenderError | undefined {
    return this.#lastError;
  }

  /** Looks for a newer model, if it does not already. Settles when that is done; never rejects, see `lastError`. */
  refresh(): Promise<void> {
    if (this.#closing.signal.aborted) return Promise.resolve();
    clearTimeout(this.#retryTimer);
    this.#attempt ??= this.#tryOnce().finally(() => {
      this.#attempt = undefined;
      this.#wake();
    });
    return this.#attempt;
  }

  /** The model, once there is one; undefined where the attempt under way fails. Bounded by the time limits of the loader. */
  ready(): Promise<LoadedModel | undefined> {
    if (this.#current !== undefined || this.#attempt === undefined) return Promise.resolve(this.#current);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** When the catalog's texts and prices, which follow the model, are there too or have failed to come. Asks for nothing. */
  async complete(): Promise<void> {
    await this.ready();
    if (this.#missingDisplay() !== undefined) await this.#attempt;
  }

  /** Storage allowed: what is in memory goes into the cache. Not allowed any more: the cache is deleted. */
  setStorage(allowed: boolean): Promise<void> {
    if (allowed === this.#mayStore) return Promise.resolve();
    this.#mayStore = allowed;
    void this.#changeArm();
    return allowed ? this.#save() : this.#clear();
  }

  /**
   * Deletes the cache, for as long as nobody allows storage anew; the model in memory stays, and what is on its way to it,
   * unless it is an experiment's arm B, which only a device has that keeps its arm.
   */
  forgetCache(): Promise<void> {
    this.#mayStore = false;
    void this.#changeArm();
    return this.#clear();
  }

  close(): void {
    this.#closing.abort();
    clearTimeout(this.#retryTimer);
    this.#wake();
  }

  /** An experiment's arm is drawn once it may be kept, and is A again once it may not. */
  async #changeArm(): Promise<void> {
    await this.#attempt;
    const current = this.#current;
    if (current?.manifest.experiment !== undefined && (this.#mayStore || current.arm === 1)) await this.refresh();
  }

  async #armOf({ experiment }: Manifest): Promise<Arm> {
    let arm: Arm = 0;
    await this.#enqueue(async () => {
      if (experiment !== undefined && this.#mayStore) arm = await this.#arms.armOf(experiment.name);
    });
    return arm;
  }

  #clear(): Promise<void> {
    return this.#enqueue(async () => {
      this.#arms.forget();
      await this.#options.cache.clear();
    });
  }

  async #tryOnce(): Promise<void> {
    try {
      if (this.#current === undefined && this.#mayStore) await this.#loadCached();
      await this.#loadNewest();
      this.#lastError = undefined;
      this.#retryMs = this.#options.limits.retryFirstMs;
    } catch (error) {
      this.#lastError = toRecommenderError(error);
      if (this.#current === undefined || this.#missingDisplay() !== undefined) this.#retryLater();
    }
  }

  #retryLater(): void {
    if (this.#closing.signal.aborted) return;
    this.#retryTimer = setTimeout(() => void this.refresh(), this.#retryMs);
    this.#retryMs = Math.min(this.#retryMs * 2, this.#options.limits.retryMaxMs);
  }

  /** A cache that does not give a whole model counts as empty. */
  async #loadCached(): Promise<void> {
    const bytes = await this.#options.cache.read(this.#options.modelUrl);
    if (bytes === undefined) return;
    try {
      const whole = toManifest(bytes);
      const arm = await this.#armOf(whole);
      const manifest = toArm(whole, arm);
      const sections = await Promise.all(modelSections(manifest).map((section) => this.#fromCache(section)));
      const display = findSection(manifest, 'display');
      const displayBytes = display === undefined ? undefined : await this.#fromCache(display);
      if (!sections.every((section) => section !== undefined)) return;
      this.#manifestBytes = bytes;
      this.#set({
        manifest,
        arm,
        model: decodeModel(manifest, new Map(modelSections(manifest).map(({ name }, k) => [name, sections[k]!]))),
        source: 'cache',
        display: displayBytes === undefined ? undefined : toDisplay(manifest, displayBytes),
      });
    } catch (error) {
      if (!(error instanceof RecommenderError)) throw error;
    }
  }

  /** @throws RecommenderError `model/…`, `artifact/…`. */
  async #loadNewest(): Promise<void> {
    const { modelUrl, limits } = this.#options;
    const bytes = await fetchManifest(modelUrl, limits, this.#closing.signal);
    const whole = toManifest(bytes);
    const have = this.#current?.manifest.sequence ?? -1;
    if (whole.sequence < have) {
      const message = `expected a model of sequence ${String(have)} or newer, got ${String(whole.sequence)}`;
      throw new RecommenderError('artifact/older-sequence', message);
    }
    const arm = await this.#armOf(whole);
    if (whole.sequence > have || arm !== this.#current?.arm) await this.#adopt(whole, arm, bytes);
    await this.#completeDisplay();
  }

  async #adopt(whole: Manifest, arm: Arm, manifestBytes: Bytes): Promise<void> {
    const manifest = toArm(whole, arm);
    const sections = modelSections(manifest);
    const bytes = await this.#getAll(sections);
    const model = decodeModel(manifest, new Map(sections.map((section, k) => [section.name, bytes[k]!])));
    this.#manifestBytes = manifestBytes;
    this.#isManifestSaved = false;
    const wanted = new Set(this.#addresses(manifest));
    for (const url of this.#unsaved.keys()) if (!wanted.has(url)) this.#unsaved.delete(url);
    this.#set({ manifest, arm, model, source: 'network', display: undefined });
    await this.#save();
  }

  async #completeDisplay(): Promise<void> {
    const section = this.#missingDisplay();
    if (section === undefined) return;
    const [bytes] = await this.#getAll([section]);
    if (this.#current === undefined || bytes === undefined) return;
    this.#set({ ...this.#current, display: toDisplay(this.#current.manifest, bytes) });
    await this.#save();
  }

  #missingDisplay(): Section | undefined {
    const current = this.#current;
    return current === undefined || current.display !== undefined
      ? undefined
      : findSection(current.manifest, 'display');
  }

  /** All sections side by side; where one fails the others' downloads end. */
  async #getAll(sections: readonly Section[]): Promise<Bytes[]> {
    const group = new AbortController();
    const abort = (): void => group.abort();
    this.#closing.signal.addEventListener('abort', abort);
    try {
      return await Promise.all(sections.map((section) => this.#get(section, group.signal)));
    } finally {
      this.#closing.signal.removeEventListener('abort', abort);
      abort();
    }
  }

  /** A section's name is its content's hash: what was had before need not travel again. */
  async #get(section: Section, signal: AbortSignal): Promise<Bytes> {
    const { modelUrl, limits } = this.#options;
    const known = await this.#fromCache(section);
    if (known !== undefined) return known;
    const bytes = await fetchSection(modelUrl, section, limits, signal);
    this.#unsaved.set(toSectionUrl(modelUrl, section).href, bytes);
    return bytes;
  }

  /** Verified as if it came over the network; undefined where it is absent or spoilt. */
  async #fromCache(section: Section): Promise<Bytes | undefined> {
    const url = toSectionUrl(this.#options.modelUrl, section);
    const bytes = this.#unsaved.get(url.href) ?? (this.#mayStore ? await this.#options.cache.read(url) : undefined);
    if (bytes === undefined) return undefined;
    try {
      await verifySection(section, bytes);
      return bytes;
    } catch {
      return undefined;
    }
  }

  /** Files first, then the manifest that names them, then the old ones go: a cache cut short still holds a whole model. */
  #save(): Promise<void> {
    return this.#enqueue(async () => {
      if (!this.#mayStore || this.#current === undefined) return;
      if (this.#unsaved.size === 0 && this.#isManifestSaved) return;
      const { cache, modelUrl } = this.#options;
      const { manifest } = this.#current;
      const arm = manifest.experiment === undefined ? [] : [this.#arms.address];
      const kept = [modelUrl.href, ...arm, ...this.#addresses(manifest)];
      const files = new Map(this.#unsaved);
      const written =
        (await cache.write(files)) && (await cache.write(new Map([[modelUrl.href, this.#manifestBytes]])));
      if (!written) return;
      this.#isManifestSaved = true;
      await cache.keepOnly(new Set(kept));
      for (const url of files.keys()) this.#unsaved.delete(url);
    });
  }

  #addresses(manifest: Manifest): string[] {
    return manifest.sections.map((section) => toSectionUrl(this.#options.modelUrl, section).href);
  }

  #enqueue(task: () => Promise<void>): Promise<void> {
    const run = this.#cacheQueue.then(task);
    this.#cacheQueue = run;
    return run;
  }

  #set(model: LoadedModel): void {
    this.#current = model;
    this.#options.onModel();
    this.#wake();
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve(this.#current);
  }
}

function toManifest(bytes: Bytes): Manifest {
  return parseManifest(new TextDecoder().decode(bytes));
}

function modelSections(manifest: Manifest): Section[] {
  const names = [...MODEL_SECTIONS, ...OPTIONAL_SECTIONS];
  return names.map((name) => findSection(manifest, name)).filter((section) => section !== undefined);
}

function findSection(manifest: Manifest, name: SectionName): Section | undefined {
  return manifest.sections.find((section) => section.name === name);
}

function toDisplay(manifest: Manifest, bytes: Bytes): Display {
  const display = decodeDisplay(bytes);
  if (display.count !== manifest.items) {
    const message = `section "display": expected ${String(manifest.items)} items, got ${String(display.count)}`;
    throw new RecommenderError('artifact/bad-section', message);
  }
  return display;
}
