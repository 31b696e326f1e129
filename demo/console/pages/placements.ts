import { html, nothing, type TemplateResult } from 'lit-html';
import type { Aggregates, Figure, PlacementAnswers } from '../../../core/privacy/publish/aggregates.js';
import { PLACEMENT_STAGES, PLACEMENTS, type PlacementStage } from '../../../core/privacy/questions.js';
import { renderPlot } from '../../plots/drawn-plot.js';
import type { Estimated } from '../../plots/plot-spec.js';
import { dismissedRate, isKnown, reachedRate, reachedShare, toInterval } from '../estimates.js';
import { figureColumns, toShareCell } from '../figure-cell.js';
import type { ShopServer } from '../shop-server.js';
import { renderTable, toCountCell, toTextCell, type Cell, type Table } from '../table.js';
import { askAll, parseWeeks, perWeek, renderWindows, toWeeksText, WINDOWS, type Told, type Weeks } from '../windows.js';
import { PLACEMENT_WORDS } from '../words.js';
import type { Page } from './page.js';

type Placement = (typeof PLACEMENTS)[number];

/** How far rows are followed, by placement and span. */
export const PLACEMENTS_PAGE: Page = {
  name: 'placements',
  title: 'Placements',
  needsKey: true,
  async load({ server, detail }) {
    return renderPlacements(await askAll((weeks) => ask(server, weeks)), parseWeeks(detail));
  },
};

async function ask(server: ShopServer, weeks: Weeks): Promise<Aggregates> {
  const [followed, dismissed] = await Promise.all(
    (['placement', 'dismissal'] as const).map((question) => server.aggregates({ weeks, question })),
  );
  return { ...followed!, questions: { ...followed!.questions, ...dismissed!.questions } };
}

const STAGE_WORDS: Readonly<Record<PlacementStage, string>> = {
  none: 'No such row was there',
  rendered: 'Rendered, not seen',
  seen: 'Seen',
  clicked: 'Clicked',
  added: 'Added to the cart',
  bought: 'Bought',
};

/** Of what share is told, from the same answers. */
const RATES: readonly { readonly words: string; readonly stages: readonly [PlacementStage, PlacementStage] }[] = [
  { words: 'Clicked, of those who saw it', stages: ['seen', 'clicked'] },
  { words: 'Added, of those who saw it', stages: ['seen', 'added'] },
  { words: 'Bought, of those who saw it', stages: ['seen', 'bought'] },
];
const DISMISSED = 'Dismissed, of those who saw it';

function renderPlacements(told: Told, weeks: Weeks): TemplateResult {
  const chosen = told.get(weeks)!;
  const reported = PLACEMENTS.filter((placement) => answersOf(told.get(13)!, placement).n > 0);
  return html`<div class="console-head">
      <h1 tabindex="-1">Placements</h1>
      <p class="lead">
        How far shoppers followed each row in the time since their last report. Each figure is estimated from noisy
        answers and stands with its 95 % interval; where noise is larger than the figure, there is none yet.
      </p>
    </div>
    <section aria-labelledby="overview">
      <h2 id="overview">All rows, ${toWeeksText(weeks).toLowerCase()}</h2>
      ${renderWindows('placements', weeks)}
      <p class="faint">${chosen.reports === 0 ? 'No device has reported in this span.' : toSharesText(chosen)}</p>
      ${renderTable(overview(told, chosen, weeks))}
      <p class="faint">
        Dismissed: asked in which row it said “Not interested”, a device named this one. It names one row, drawn by
        chance where there were several: a row’s figure is a little low where another annoys the same shoppers. Other
        reports ask this than ask how far rows were followed, and fewer.
      </p>
    </section>
    ${reported.map((placement) => renderPlacement(placement, told))}
    ${reported.length === 0 ? html`<p class="lead empty">Reports come 7 to 14 days after the first shoppers consented.</p>` : nothing}`;
}

function answersOf({ questions }: Pick<Aggregates, 'questions'>, placement: Placement): PlacementAnswers {
  const found = questions.placement?.find((answers) => answers.placement === placement);
  return found ?? { placement, n: 0, predictedError: null, cells: [] };
}

function dismissalsOf({ questions }: Aggregates, placement: Placement): Figure {
  const found = questions.dismissal?.cells.find((cell) => cell.placement === placement);
  return found ?? { value: null, standardError: null, n: 0 };
}

/** At the pace of the reports about dismissals, each of which is about every row. */
function toDismissedCell(told: Told, aggregates: Aggregates, placement: Placement): Cell {
  const { series } = told.get(13)!;
  const pace = perWeek(series.map(({ dismissal }) => dismissal.n));
  const { epsilon } = aggregates;
  return toShareCell(
    dismissedRate(dismissalsOf(aggregates, placement), answersOf(aggregates, placement), epsilon),
    pace,
  );
}

function toSharesText({ questions: { placement = [], dismissal }, reports }: Aggregates): string {
  const ofRows = placement.reduce((total, { n }) => total + n, 0);
  const [all, followed, dismissed] = [reports, ofRows, dismissal?.n ?? 0].map((n) => n.toLocaleString('en-GB'));
  return `Of ${all!} reports ${followed!} were about how far a row was followed, ${dismissed!} about dismissals.`;
}

/** Reports a week on one placement. */
function paceOf(told: Told, placement: Placement): number {
  const { series } = told.get(13)!;
  return perWeek(series.map((week) => answersOf({ questions: week }, placement).n));
}

function overview(told: Told, chosen: Aggregates, weeks: Weeks): Table {
  const { epsilon } = chosen;
  return {
    name: `placements-${String(weeks)}-weeks`,
    caption: `All rows, ${toWeeksText(weeks).toLowerCase()}`,
    columns: [
      { title: 'Row' },
      { title: 'Saw it, of all devices', isNumber: true, csv: figureColumns('saw it') },
      ...[...RATES.map(({ words }) => words), DISMISSED].map((words) => ({
        title: words,
        isNumber: true,
        csv: figureColumns(words),
      })),
      { title: 'Reports', isNumber: true },
    ],
    rows: PLACEMENTS.map((placement) => {
      const answers = answersOf(chosen, placement);
      const pace = paceOf(told, placement);
      return [
        toTextCell(PLACEMENT_WORDS[placement]),
        toShareCell(reachedShare(answers, 'seen', epsilon), pace),
        ...RATES.map(({ stages }) => toShareCell(reachedRate(answers, stages, epsilon), pace)),
        toDismissedCell(told, chosen, placement),
        toCountCell(answers.n),
      ];
    }),
  };
}

function renderPlacement(placement: Placement, told: Told): TemplateResult {
  const name = PLACEMENT_WORDS[placement];
  return html`<section class="placement" aria-labelledby=${placement}>
    <h2 id=${placement}>${name}</h2>
    <div class="beside">
      ${renderTable(stages(placement, told))}
      <figure>
        ${renderPlot({
          kind: 'weeks',
          title: `${name}: share of devices that saw it and that clicked, by week`,
          days: told.get(13)!.series.map(({ day }) => day),
          lines: [
            { name: 'saw it', points: toPoints(placement, told, 'seen') },
            { name: 'clicked', points: toPoints(placement, told, 'clicked') },
          ],
        })}
        <figcaption class="faint">
          Share of devices that came so far or further, by week; bands are 95 % intervals.
        </figcaption>
      </figure>
    </div>
  </section>`;
}

/** Every stage, and the rates, over all three spans. */
function stages(placement: Placement, told: Told): Table {
  const pace = paceOf(told, placement);
  const spans = WINDOWS.map((weeks) => {
    const { epsilon } = told.get(weeks)!;
    return { weeks, epsilon, answers: answersOf(told.get(weeks)!, placement) };
  });
  const ofStage = (stage: PlacementStage): Cell[] =>
    spans.map(({ answers }) => {
      const cell = answers.cells.find((one) => one.stage === stage);
      return toShareCell(cell ?? { value: null, standardError: null, n: answers.n }, pace);
    });
  return {
    name: `placement-${placement}`,
    caption: `${PLACEMENT_WORDS[placement]}, by stage and span`,
    columns: [
      { title: 'Furthest stage' },
      ...spans.map(({ weeks }) => ({
        title: toWeeksText(weeks),
        isNumber: true,
        csv: figureColumns(toWeeksText(weeks)),
      })),
    ],
    rows: [
      ...PLACEMENT_STAGES.map((stage) => [toTextCell(STAGE_WORDS[stage]), ...ofStage(stage)]),
      ...RATES.map(({ words, stages: between }) => [
        toTextCell(words),
        ...spans.map(({ answers, epsilon }) => toShareCell(reachedRate(answers, between, epsilon), pace)),
      ]),
      [toTextCell(DISMISSED), ...spans.map(({ weeks }) => toDismissedCell(told, told.get(weeks)!, placement))],
      [
        toTextCell('Reports about dismissals, in any row'),
        ...spans.map(({ weeks }) => toReportsCell(told.get(weeks)!.questions.dismissal?.n ?? 0)),
      ],
      [toTextCell('Reports'), ...spans.map(({ answers }) => toReportsCell(answers.n))],
    ],
  };
}

/** A number of reports where others have a figure. */
function toReportsCell(n: number): Cell {
  return { shown: toCountCell(n).shown, csv: [null, null, null, null, n] };
}

function toPoints(placement: Placement, told: Told, stage: PlacementStage): (Estimated | undefined)[] {
  const { series, epsilon } = told.get(13)!;
  return series.map((week) => {
    const figure = reachedShare(answersOf({ questions: week }, placement), stage, epsilon);
    if (!isKnown(figure)) return undefined;
    const [low, high] = toInterval(figure);
    return { value: figure.value, low, high };
  });
}
