import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { encodeDisplay } from '../../core/artifact/display-section.js';
import { ITEM_FLAGS } from '../../core/artifact/items-section.js';
import { FORMAT_VERSION, type Arm, type SectionName } from '../../core/artifact/manifest.js';
import { encodeModel } from '../../core/artifact/model.js';
import type { CatalogItem } from '../../core/catalog.js';
import { serveFolder } from '../helpers/serve-folder.js';
import { smallModelParts, type SmallModelOptions } from '../helpers/small-model.js';

export interface SiteModel extends SmallModelOptions {
  readonly sequence: number;
  readonly version?: number;
  readonly hasDisplay?: boolean;
  /** What the catalog says of an item beside its name and price, by its position. */
  readonly catalog?: (position: number) => Partial<CatalogItem>;
  /** Positions of items that are out of stock. */
  readonly unavailable?: readonly number[];
  /** The shop's rules, as the manifest says them. */
  readonly scenarios?: unknown;
  /** What the manifest says of reports. */
  readonly reports?: unknown;
  /** An experiment with this model as its arm B. */
  readonly experiment?: { readonly name: string; readonly other: Omit<SiteModel, 'sequence'> };
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A shop's web server with a model on it, whose answers a test can spoil. */
export interface ModelSite {
  readonly url: string;
  /** Addresses asked for, in order, without the folder; and the headers of each. */
  readonly requests: { readonly file: string; readonly headers: IncomingMessage['headers'] }[];
  /** Puts a model in place of the one before; the old one's section files stay. */
  publish(model: SiteModel): void;
  /** `latest.json` as it is. */
  manifest(): string;
  /** The file of a section of the latest model. @param arm default 0. */
  fileOf(section: SectionName, arm?: Arm): string;
  /** Answers a file otherwise, until `heal`. */
  spoil(file: string, handler: Handler): void;
  spoilBytes(file: string, change: (bytes: Buffer) => Buffer): void;
  heal(): void;
  close(): Promise<void>;
}

export async function startModelSite(model: SiteModel): Promise<ModelSite> {
  const files = new Map<string, Buffer>();
  const spoilt = new Map<string, Handler>();
  const requests: ModelSite['requests'] = [];
  let names: readonly ReadonlyMap<SectionName, string>[] = [];
  const served = await serveFolder(
    {},
    {
      headers: { 'access-control-allow-origin': '*' },
      handle(request, response) {
        const file = (request.url ?? '').replace('/model/', '');
        requests.push({ file, headers: request.headers });
        const bytes = files.get(file);
        const handler = spoilt.get(file);
        if (handler !== undefined) handler(request, response);
        else if (bytes === undefined) return false;
        else response.end(bytes);
        return true;
      },
    },
  );
  const site: ModelSite = {
    url: `${served.origin}/model/latest.json`,
    requests,
    publish(next) {
      const made = makeArtifact(next);
      names = made.names;
      for (const [file, bytes] of made.files) files.set(file, bytes);
    },
    manifest: () => files.get('latest.json')!.toString(),
    fileOf: (section, arm = 0) => names[arm]!.get(section)!,
    spoil: (file, handler) => void spoilt.set(file, handler),
    spoilBytes: (file, change) => {
      spoilt.set(file, (_request, response) => void response.end(change(Buffer.from(files.get(file)!))));
    },
    heal: () => spoilt.clear(),
    close: () => served.close(),
  };
  site.publish(model);
  return site;
}

interface MadeSections {
  readonly names: Map<SectionName, string>;
  readonly facts: object;
}

function makeArtifact(model: SiteModel): { files: Map<string, Buffer>; names: ReadonlyMap<SectionName, string>[] } {
  const files = new Map<string, Buffer>();
  const { experiment, reports, scenarios, sequence, version = FORMAT_VERSION } = model;
  const arms = [makeSections(model, files), ...(experiment ? [makeSections(experiment.other, files)] : [])];
  const manifest = {
    format: 'shelfwise-model',
    version,
    sequence,
    ...arms[0]!.facts,
    ...(reports !== undefined && { reports }),
    ...(scenarios !== undefined && { scenarios }),
    ...(experiment && { experiment: { name: experiment.name, other: arms[1]!.facts } }),
  };
  files.set('latest.json', Buffer.from(JSON.stringify(manifest)));
  return { files, names: arms.map(({ names }) => names) };
}

function makeSections(model: Omit<SiteModel, 'sequence'>, files: Map<string, Buffer>): MadeSections {
  const parts = smallModelParts(model);
  for (const position of model.unavailable ?? []) parts.items.flags[position]! |= ITEM_FLAGS.unavailable;
  const sections = encodeModel(parts);
  if (model.hasDisplay !== false) {
    const items = parts.ids.itemIds.map((item_id, k) => {
      return { item_id, item_name: `Thing ${String(k)}`, price: k, ...model.catalog?.(k) };
    });
    sections.set('display', encodeDisplay(items));
  }
  const names = new Map<SectionName, string>();
  const described = [...sections].map(([name, bytes]) => {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const file = `${name}.${sha256.slice(0, 16)}.bin`;
    names.set(name, file);
    files.set(file, Buffer.from(bytes));
    return { name, file, bytes: bytes.length, sha256 };
  });
  const { count, dimension } = parts.items;
  return { names, facts: { asOf: '2023-11-14T22:13:20.000Z', items: count, dimension, sections: described } };
}
