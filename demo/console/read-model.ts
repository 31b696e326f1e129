export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
export type JsonObject = { readonly [name: string]: Json };

export interface ModelFile {
  readonly name: string;
  readonly bytes: number;
  readonly hash: string;
}

/** What the console shows: the manifest, and the trainer's report where the model has one. */
export interface ModelFacts {
  readonly sequence: number;
  readonly asOf: string | undefined;
  readonly items: number;
  readonly dimension: number;
  readonly files: readonly ModelFile[];
  readonly report: JsonObject | undefined;
}

/** Reads `latest.json` and the report it names. Rejects where there is no manifest. */
export async function readModel(folder: URL): Promise<ModelFacts> {
  const manifest = asObject(await readJson(new URL('latest.json', folder)));
  const sections = asList(manifest['sections']).map(asObject);
  const report = sections.find(({ name }) => name === 'report');
  return {
    sequence: asNumber(manifest['sequence']) ?? 0,
    asOf: asText(manifest['asOf']),
    items: asNumber(manifest['items']) ?? 0,
    dimension: asNumber(manifest['dimension']) ?? 0,
    files: sections.map(({ name, bytes, sha256 }) => ({
      name: asText(name) ?? '',
      bytes: asNumber(bytes) ?? 0,
      hash: asText(sha256)?.slice(0, 16) ?? '',
    })),
    report: report === undefined ? undefined : await readReport(new URL(asText(report['file']) ?? '', folder)),
  };
}

/** A model is worth showing without its report. */
export async function readReport(address: URL): Promise<JsonObject | undefined> {
  try {
    return asObject(await readJson(address));
  } catch {
    return undefined;
  }
}

export async function readJson(address: URL): Promise<Json> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`expected ${address.pathname}, came status ${String(response.status)}`);
  return (await response.json()) as Json;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function asObject(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

export function asList(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

export function asNumber(value: Json | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

export function asText(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
