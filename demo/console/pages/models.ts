import { html, nothing, type TemplateResult } from 'lit-html';
import type { Arm } from '../../../core/artifact/manifest.js';
import type { ModelVersion, ModelVersions } from '../../../core/artifact/model-versions.js';
import type { Aggregates, ArmDifference, ModelAnswers } from '../../../core/privacy/publish/aggregates.js';
import { renderPlot } from '../../plots/drawn-plot.js';
import type { Estimated } from '../../plots/plot-spec.js';
import { isKnown, toInterval } from '../estimates.js';
import { figureColumns, toPercent, toPointsText, toShareCell } from '../figure-cell.js';
import { asNumber, asObject, asText, readReport, type JsonObject } from '../read-model.js';
import { renderTable, toCountCell, toTextCell, type Cell, type Table } from '../table.js';
import { perWeek } from '../windows.js';
import { toDay } from '../words.js';
import type { Page, PageContext } from './page.js';

/** So many reports of training are read, the newest. */
const REPORTS_READ = 10;
const WEEKS = 13;
const ARM_NAMES = ['A', 'B'] as const;

/** The models the shop has served, how each did in training and on devices, and the way back to any of them. */
export const MODELS_PAGE: Page = {
  name: 'models',
  title: 'Models',
  needsKey: true,
  async load(context) {
    const { server, folder } = context;
    const [versions, told] = await Promise.all([
      server.models(),
      server.aggregates({ weeks: WEEKS, question: 'model' }),
    ]);
    const reports = await readReports(versions, folder);
    return renderModels({ versions, told, reports }, context);
  },
};

interface Facts {
  readonly versions: ModelVersions;
  readonly told: Aggregates;
  /** Of training, by the model's number. */
  readonly reports: ReadonlyMap<number, JsonObject>;
}

async function readReports({ models }: ModelVersions, folder: URL): Promise<ReadonlyMap<number, JsonObject>> {
  const read = models.slice(0, REPORTS_READ).map(async ({ sequence, report }) => {
    const found = report === null ? undefined : await readReport(new URL(`v1/model/${report}`, folder));
    return found === undefined ? [] : [[sequence, found] as const];
  });
  return new Map((await Promise.all(read)).flat());
}

function renderModels(facts: Facts, context: PageContext): TemplateResult {
  const { told, versions } = facts;
  const served = versions.models.find(({ isServed }) => isServed);
  const answers = served && answersOf(told, served.sequence);
  return html`<div class="console-head">
      <h1 tabindex="-1">Models</h1>
      <p class="lead">
        ${served === undefined ? 'No model is served.' : `Model ${String(served.sequence)} is served.`} Devices answer
        whether their shopper’s last new product was among the ten that the model had recommended before.
      </p>
    </div>
    ${served?.experiment ? renderExperiment(served, answers, facts, context) : nothing}
    <section aria-labelledby="versions">
      <h2 id="versions">All models served so far</h2>
      ${renderTable(versionsTable(facts, context))}
      <p class="faint">
        A model that is served again gets a number above all others, because a browser never goes back to a lower one.
        Its files are checked before anything changes; browsers take it at their next visit.
      </p>
    </section>
    ${served?.experiment ? nothing : renderHowToCompare()}`;
}

function answersOf({ questions }: Pick<Aggregates, 'questions'>, sequence: number): ModelAnswers | undefined {
  return questions.model?.find(({ model }) => model === sequence);
}

function versionsTable({ versions, told, reports }: Facts, context: PageContext): Table {
  const pace = perWeek(told.series.map(({ n }) => n.model));
  return {
    name: 'models',
    caption: 'All models served so far',
    columns: [
      { title: 'Model' },
      { title: 'Knows the shop up to' },
      { title: 'Products', isNumber: true },
      { title: 'In training: NDCG@10', isNumber: true },
      { title: 'On devices: foreseen, 13 weeks', isNumber: true, csv: figureColumns('foreseen') },
      { title: 'State' },
    ],
    rows: versions.models.map((version): Cell[] => {
      const { asOf, items, sequence } = version;
      const score = trainedScore(reports.get(sequence));
      return [
        toCountCell(sequence),
        { shown: html`<span class="whole">${asOf === null ? '–' : toDay(asOf)}</span>`, csv: [asOf] },
        items === null ? { shown: '–', csv: [null] } : toCountCell(items),
        { shown: score?.toFixed(4) ?? '–', csv: [score ?? null] },
        toForeseenCell(answersOf(told, sequence), pace),
        { shown: renderState(version, context), csv: [toState(version)] },
      ];
    }),
  };
}

/** Of what ships for rows without repeats, on shoppers kept out of training. */
function trainedScore(report: JsonObject | undefined): number | undefined {
  const blend = asObject(asObject(asObject(report?.['validation'])['blends'])['forbid']);
  return asNumber(asObject(blend['gate'])[asText(blend['chosen']) ?? '']);
}

/** Of one model; of an experiment both arms stand above the table. */
function toForeseenCell(answers: ModelAnswers | undefined, pace: number): Cell {
  const [one, other] = answers?.arms ?? [];
  if (one === undefined) return toShareCell({ value: null, standardError: null, n: 0 }, pace);
  if (other === undefined) return toShareCell(one, pace);
  const [a, b] = [one, other].map(({ value }) => (value === null ? '–' : toPercent(value)));
  return { shown: `A ${a!}, B ${b!}`, csv: [null, null, null, null, answers!.n] };
}

function toState({ isServed, isWhole }: ModelVersion): string {
  if (isServed) return 'served now';
  return isWhole ? 'kept' : 'its files are gone';
}

function renderState(version: ModelVersion, context: PageContext): TemplateResult | string {
  if (version.isServed || !version.isWhole) return toState(version);
  const what = `model ${String(version.sequence)}${version.experiment === null ? '' : ', an experiment,'}`;
  return html`<button type="button" class="as-link" @click=${() => void publish(what, context, version.sequence)}>
    Serve ${what} again
  </button>`;
}

async function publish(what: string, { server, reload }: PageContext, sequence: number, arm?: Arm): Promise<void> {
  if (!confirm(`Serve ${what} again, to every browser, from now on?`)) return;
  try {
    const now = await server.publish(sequence, arm);
    alert(`It is served now, as model ${String(now)}.`);
  } catch (error) {
    alert((error as Error).message);
  }
  reload();
}

function renderExperiment(
  served: ModelVersion,
  answers: ModelAnswers | undefined,
  { told }: Facts,
  context: PageContext,
): TemplateResult {
  return html`<section aria-labelledby="experiment">
    <h2 id="experiment">Experiment “${served.experiment}”</h2>
    <div class="beside">
      <div>
        ${answers?.difference ? renderDifference(answers.difference) : html`<p class="verdict">No reports of both models yet.</p>`}
        ${renderTable(armsTable(answers, told))}
        <p class="choices">
          ${ARM_NAMES.map(
            (name, arm) =>
              html`<button
                type="button"
                class="button"
                @click=${() => void publish(`model ${name} alone`, context, served.sequence, arm as Arm)}
              >
                End it with ${name}
              </button>`,
          )}
        </p>
      </div>
      <figure>
        ${renderPlot({
          kind: 'weeks',
          title: 'Share of devices whose next product was foreseen, by model and week',
          days: told.series.map(({ day }) => day),
          lines: ARM_NAMES.map((name, arm) => ({ name, points: toPoints(told, served.sequence, arm) })),
        })}
        <figcaption class="faint">
          Share of devices whose next product was foreseen, by week; bands are 95 % intervals.
        </figcaption>
      </figure>
    </div>
  </section>`;
}

const VERDICTS: Readonly<Record<ArmDifference['verdict'], string>> = {
  'A better': 'A foresees more.',
  'B better': 'B foresees more.',
  'no difference shown yet': 'No difference shown yet.',
};

function renderDifference({ value, interval, verdict, n, predictedError }: ArmDifference): TemplateResult {
  const [low, high] = interval.map(toPointsText);
  return html`<p class="verdict">
      <strong>${VERDICTS[verdict]}</strong> A − B is ${toPointsText(value)} percentage points, 99 % interval ${low} to
      ${high}.
    </p>
    <p class="faint">
      From ${toCountCell(n).shown} reports; the error to expect of so many is ${(100 * predictedError).toFixed(1)}
      points at most. Who looks every week for twelve is told of a difference that is not there in five of a hundred
      cases.
    </p>`;
}

function armsTable(answers: ModelAnswers | undefined, { series }: Aggregates): Table {
  const pace = perWeek(series.map(({ n }) => n.model)) / 2;
  return {
    name: 'experiment',
    caption: 'Both models of the experiment',
    columns: [
      { title: 'Model' },
      { title: 'Foreseen, 13 weeks', isNumber: true, csv: figureColumns('foreseen') },
      { title: 'Reports', isNumber: true },
    ],
    rows: ARM_NAMES.map((name, arm) => {
      const told = answers?.arms.find((one) => one.arm === arm) ?? { value: null, standardError: null, n: 0 };
      return [toTextCell(name), toShareCell(told, pace), toCountCell(told.n)];
    }),
  };
}

function toPoints({ series }: Aggregates, sequence: number, arm: number): (Estimated | undefined)[] {
  return series.map(({ model }) => {
    const told = model.find((answers) => answers.model === sequence)?.arms.find((one) => one.arm === arm);
    if (told === undefined || !isKnown(told)) return undefined;
    const [low, high] = toInterval(told);
    return { value: told.value, low, high };
  });
}

function renderHowToCompare(): TemplateResult {
  return html`<section aria-labelledby="compare">
    <h2 id="compare">Compare two models on devices</h2>
    <p class="lead">
      Put both into the folder that is served, with <code>shelfwise experiment --a OLD --b NEW --out SERVED</code>. Each
      browser draws one of them; which foresees more stands here as soon as it can be told.
    </p>
  </section>`;
}
