import type { Arm } from '../../core/artifact/manifest.js';
import type { ModelVersions } from '../../core/artifact/model-versions.js';
import { RecommenderError } from '../../core/errors.js';
import { parseScenarioSettings } from '../../core/scenario-settings.js';
import { refuseStrangers, type GuardOptions } from '../keys/guard.js';
import { NOT_FOUND, toProblemResponse } from '../problem.js';
import type { ModelShelf } from './model-shelf.js';

export interface AnswerModelsOptions extends GuardOptions {
  readonly shelf: ModelShelf;
  /** Called once another model is served. */
  readonly onPublished: () => Promise<void>;
}

const MOST_BYTES = 1_024;
const MOST_RULE_BYTES = 65_536;
const NO_STORE = { 'cache-control': 'no-store' };

/**
 * With the shop's admin key: `GET /v1/models` lists the models the shop has served; `POST /v1/models` with
 * `{ "sequence": 3 }` serves one of them again, with `"arm": 0` or `1` that model of an experiment alone, and answers
 * `{ "sequence": 8 }`, the number it has now.
 */
export function createAnswerModels(options: AnswerModelsOptions): (request: Request) => Promise<Response> {
  const { shop, shelf, onPublished } = options;
  return async (request) => {
    try {
      const refusal = await refuseStrangers(options, request);
      if (refusal !== undefined) return refusal;
      if (request.method === 'GET') {
        const versions: ModelVersions = { shop, models: await shelf.list() };
        return Response.json(versions, { headers: NO_STORE });
      }
      const { sequence, arm } = await parseWanted(request);
      const published = await shelf.publish(sequence, arm);
      if (published === undefined)
        return toProblemResponse({ ...NOT_FOUND, detail: 'No such model was ever served here.' });
      await onPublished();
      return Response.json({ sequence: published }, { headers: NO_STORE });
    } catch (error) {
      return toFailure(error);
    }
  };
}

/**
 * With the shop's admin key: `PUT /v1/scenarios` with settings of scenarios (docs/scenario-settings.md) makes them the shop's
 * rules, and answers `{ "sequence": 8 }`, the number of the model that has them.
 */
export function createAnswerScenarios(options: AnswerModelsOptions): (request: Request) => Promise<Response> {
  const { shelf, onPublished } = options;
  return async (request) => {
    try {
      const refusal = await refuseStrangers(options, request);
      if (refusal !== undefined) return refusal;
      const published = await shelf.setScenarios(parseScenarioSettings(await readJson(request, MOST_RULE_BYTES)));
      if (published === undefined) return toProblemResponse({ ...NOT_FOUND, detail: 'No model is served here.' });
      await onPublished();
      return Response.json({ sequence: published }, { headers: NO_STORE });
    } catch (error) {
      return toFailure(error);
    }
  };
}

/** @returns undefined for what is no JSON. @throws RecommenderError `request/bad-option` for what is too long. */
async function readJson(request: Request, mostBytes: number): Promise<unknown> {
  const text = await request.text();
  if (text.length > mostBytes) {
    throw new RecommenderError('request/bad-option', `expected ${String(mostBytes)} bytes at most`);
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @throws RecommenderError `request/bad-option`. */
async function parseWanted(request: Request): Promise<{ readonly sequence: number; readonly arm: Arm | undefined }> {
  const bad = new RecommenderError(
    'request/bad-option',
    'expected { "sequence": N } and, of an experiment, "arm": 0 or 1',
  );
  const body = await readJson(request, MOST_BYTES);
  if (typeof body !== 'object' || body === null) throw bad;
  const { sequence, arm, ...more } = body as Readonly<Record<string, unknown>>;
  const isArm = arm === undefined || arm === 0 || arm === 1;
  if (!Number.isSafeInteger(sequence) || !isArm || Object.keys(more).length > 0) throw bad;
  return { sequence: sequence as number, arm };
}

function toFailure(error: unknown): Response {
  if (!(error instanceof RecommenderError)) throw error;
  const { code, message } = error;
  if (code.startsWith('request/'))
    return toProblemResponse({ status: 400, title: 'No such request', detail: message, code });
  const isDatabase = code === 'server/database';
  const detail = isDatabase
    ? 'Models cannot be read at the moment. Ask again later; if it stays so, see /readyz.'
    : message;
  return toProblemResponse({ status: isDatabase ? 503 : 409, title: 'Nothing was changed', detail, code });
}
