import { RecommenderError } from '../core/errors.js';
import type { Recommender, RecommenderOptions } from './api.js';
import type { Capture, CaptureOptions } from './capture/index.js';
import { toConsent } from './consent/effective-mode.js';
import { connectElements } from './elements/index.js';
import { warnOnce } from './log.js';
import { loadPanelWhenWanted, type PanelFile } from './privacy-loader.js';
import { createPageRecommender } from './recommender.js';
import { ScriptTrust } from './script-trust.js';

/** What the build writes in place of this name. */
declare const __SHELFWISE_PANEL__: PanelFile | undefined;

type Arguments = ArrayLike<unknown>;

/** The queue stub a page may set before this script: `shelfwise.q` holds the calls made so far. */
type Stub = ((...args: unknown[]) => void) & { q?: Arguments[] };
type Command = ((verb: string, ...args: unknown[]) => unknown) & { recommender: Recommender; capture?: Capture };

/** `currentScript` can be shadowed by an element of that name; only a script counts. */
function ownScript(): HTMLScriptElement | undefined {
  const candidates = [document.currentScript, document.querySelector('script[data-model]')];
  return candidates.find((element) => element instanceof HTMLScriptElement);
}

function toOptions({ dataset }: HTMLScriptElement): RecommenderOptions {
  const { model = '', reports, sensitiveCategories, shop, worker, consent, locale, currency } = dataset;
  const own = toConsent(consent);
  return {
    model,
    ...(reports && { reports }),
    ...(sensitiveCategories && { sensitiveCategories: sensitiveCategories.split('|').map((name) => name.trim()) }),
    ...(shop && { shop }),
    ...(worker && { workerUrl: worker }),
    ...(locale && { locale }),
    ...(currency && { currency }),
    ...(own && { consent: own }),
  };
}

function toCommand(recommender: Recommender): Command {
  const verbs = recommender as unknown as Record<string, unknown>;
  const command = (verb: string, ...args: unknown[]): unknown => {
    const method = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
    if (typeof method === 'function') return (method as (...values: unknown[]) => unknown)(...args);
    return Promise.reject(new RecommenderError('request/bad-option', 'expected the name of a verb'));
  };
  return Object.assign(command, { recommender });
}

/** The result of a queued call reaches nobody, and neither may its error reach the page. */
function replay(command: Command, calls: readonly Arguments[]): void {
  for (const [verb, ...args] of calls.map((call) => Array.from(call))) {
    try {
      const result = command(String(verb), ...args);
      if (result instanceof Promise) result.catch(() => undefined);
    } catch {
      // A wrong call; the same call made now would tell its caller.
    }
  }
}

/** Listens to the systems that `data-capture` names. Its code is fetched only where the tag asks for it. */
async function startCapture(command: Command, { dataset }: HTMLScriptElement): Promise<void> {
  const { capture = '', captureLayer, captureId } = dataset;
  if (capture.trim() === '') return;
  const options = {
    sources: capture.trim().split(/\s+/),
    ...(captureLayer && { dataLayer: captureLayer }),
    ...(captureId && { itemId: captureId }),
  } as CaptureOptions;
  command.capture = (await import('./capture/index.js')).startCapture(command.recommender, options);
}

const report = (error: unknown): void => warnOnce(error instanceof Error ? error.message : 'could not start');

function install(): void {
  const page = window as unknown as { shelfwise?: Stub | Command };
  const before = typeof page.shelfwise === 'function' ? page.shelfwise : undefined;
  if (before !== undefined && 'recommender' in before) return; // loaded already, this or another version
  const script = ownScript();
  if (script === undefined) return;
  const trust = new ScriptTrust();
  const recommender = createPageRecommender(toOptions(script), script.src, trust);
  const command = toCommand(recommender);
  page.shelfwise = command;
  replay(command, before?.q ?? []); // consent first: it holds for the rows too
  connectElements(recommender);
  startCapture(command, script).catch(report);
  loadPanelWhenWanted(script, __SHELFWISE_PANEL__, trust);
}

try {
  install();
} catch (error) {
  report(error);
}
