import { html, type TemplateResult } from 'lit-html';
import type { Aggregates, FloodedItem, UsageCheck } from '../../../core/privacy/publish/aggregates.js';
import { QUESTIONS, type Question } from '../../../core/privacy/questions.js';
import { toPercent } from '../figure-cell.js';
import { renderTable, toCountCell, toTextCell, type Cell, type Table } from '../table.js';
import { askAll, parseWeeks, renderWindows, toWeeksText, WINDOWS, type Told, type Weeks } from '../windows.js';
import { QUESTION_NAMES, toDay } from '../words.js';
import { CANNOT_KNOW } from './what-is-known.js';
import type { Page } from './page.js';

/** What reports cost those who send them, how many there are, what to expect of them, and whether they are to be trusted. */
export const PRIVACY_PAGE: Page = {
  name: 'privacy',
  title: 'Privacy',
  needsKey: true,
  async load({ server, detail }) {
    return renderPrivacy(await askAll((weeks) => server.aggregates({ weeks })), parseWeeks(detail));
  },
};

function renderPrivacy(told: Told, weeks: Weeks): TemplateResult {
  const chosen = told.get(weeks)!;
  return html`<div class="console-head">
      <h1 tabindex="-1">Privacy</h1>
      <p class="lead">
        Shoppers’ histories stay in their browsers. What comes here are single answers with noise added on the device,
        at most one a browser a week.
      </p>
    </div>
    ${renderAlarms(chosen, weeks)} ${renderBudget(chosen.epsilon)}
    <section aria-labelledby="reporters">
      <h2 id="reporters">Who reports, and how exact that makes the figures</h2>
      <p class="faint">
        A report answers one question, drawn by chance on the device. The predicted error is one standard error of an
        average figure, by the mechanism’s formula, for so many reports.
      </p>
      ${renderTable(reporters(told))} ${renderTable(weekly(told.get(13)!))}
    </section>
    <section aria-labelledby="known">
      <h2 id="known">What the shop may know, and what it cannot</h2>
      ${renderTable(CANNOT_KNOW)}
    </section>`;
}

const CHECKS = [
  ['hashFunctions', 'Hash functions of the product question'],
  ['placements', 'Rows of the row question'],
  ['weights', 'Signals of the signal question'],
] as const;

function renderAlarms({ poisoning }: Aggregates, weeks: Weeks): TemplateResult {
  const floods = poisoning.items ?? [];
  const uneven = CHECKS.filter(([name]) => poisoning[name].flagged);
  const quiet = floods.length === 0 && uneven.length === 0;
  return html`<section aria-labelledby="alarms">
    <h2 id="alarms">Are the reports honest?</h2>
    ${renderWindows('privacy', weeks)}
    ${quiet ? html`<p class="verdict">No alarm over ${toWeeksText(weeks).toLowerCase()}.</p>` : ''}
    <div role="alert">
      <ul class="alarms">
        ${floods.map(renderFlood)}
        ${uneven.map(
          ([name, words]) =>
            html`<li>
              <strong>${words} are not drawn evenly</strong>, as devices draw them: ${toDeviations(poisoning[name])}
              standard deviations from chance. Reports made by a program often look like that.
            </li>`,
        )}
      </ul>
    </div>
    <p class="faint">
      Devices draw the public part of a report evenly; made-up reports often do not (Pearson’s χ², an alarm above 5
      standard deviations). A product is an alarm where its share stands 5 standard errors above the most that it can
      have grown to since the model was trained.
    </p>
    ${renderTable({
      name: `evenness-${String(weeks)}-weeks`,
      caption: 'How evenly the public parts of reports were drawn',
      columns: [
        { title: 'Drawn by devices' },
        { title: 'To draw from', isNumber: true },
        { title: 'Reports', isNumber: true },
        { title: 'χ²', isNumber: true },
        { title: 'Standard deviations', isNumber: true },
        { title: 'Verdict' },
      ],
      rows: CHECKS.map(([name, words]) => toCheckRow(words, poisoning[name])),
    })}
  </section>`;
}

function renderFlood({ id, name, share, believed, reports }: FloodedItem): TemplateResult {
  return html`<li>
    <strong>About ${toCountCell(reports).shown} reports push ${name ?? id}.</strong> Its share is ${toPercent(share)};
    at most ${toPercent(believed)} is believed of it. Training takes a flood off what it learns. If the product is new
    or was just advertised, this may be real: train a new model.
  </li>`;
}

function toDeviations({ z }: UsageCheck): string {
  return z === null ? '–' : z.toFixed(1).replace('-', '−');
}

function toCheckRow(words: string, check: UsageCheck): Cell[] {
  const verdict = check.z === null ? 'too few reports to tell' : check.flagged ? 'not even' : 'even';
  return [
    toTextCell(words),
    toCountCell(check.cells),
    toCountCell(check.n),
    { shown: check.n === 0 ? '–' : check.chiSquare.toFixed(1), csv: [check.chiSquare] },
    { shown: toDeviations(check), csv: [check.z] },
    toTextCell(verdict),
  ];
}

function renderBudget(epsilon: number): TemplateResult {
  const rows: [string, number, number][] = [
    ['One event of a shopper, for life', 1, epsilon],
    ['A week of a browser', 1, epsilon],
    ['A year of a browser', 52, 52 * epsilon],
  ];
  return html`<section aria-labelledby="budget">
    <h2 id="budget">What a report may cost whoever sends it</h2>
    <p class="lead">
      ε bounds how much likelier any answer can be because of what one shopper did: at ε = ${epsilon} at most
      ${Math.round(Math.exp(epsilon))} times. It is compiled into the script; neither this page nor the server can raise
      it.
    </p>
    ${renderTable({
      name: 'budget',
      caption: 'Privacy budget',
      columns: [{ title: 'Of' }, { title: 'Reports at most', isNumber: true }, { title: 'ε at most', isNumber: true }],
      rows: rows.map(([of, reports, most]) => [toTextCell(of), toCountCell(reports), toCountCell(most)]),
    })}
  </section>`;
}

function reporters(told: Told): Table {
  return {
    name: 'reporters',
    caption: 'Reports by question and span, with the error to expect',
    columns: [
      { title: 'Question' },
      ...WINDOWS.map((weeks) => ({
        title: toWeeksText(weeks),
        isNumber: true,
        csv: [`${toWeeksText(weeks)}: reports`, `${toWeeksText(weeks)}: predicted error`],
      })),
    ],
    rows: [
      ...QUESTIONS.map((question) => [
        toTextCell(QUESTION_NAMES[question]),
        ...WINDOWS.map((weeks) => toReporterCell(told.get(weeks)!, question)),
      ]),
      [
        toTextCell('All'),
        ...WINDOWS.map((weeks): Cell => {
          const { reports } = told.get(weeks)!;
          return { shown: toCountCell(reports).shown, csv: [reports, null] };
        }),
      ],
    ],
  };
}

function toReporterCell(aggregates: Aggregates, question: Question): Cell {
  const { n, error } = expectationOf(aggregates, question);
  if (error === null) return { shown: toCountCell(n).shown, csv: [n, null] };
  const told = question === 'weight' ? `± ${error.toFixed(3)}` : `± ${(100 * error).toFixed(error < 0.01 ? 2 : 1)} pp`;
  return {
    shown: html`<span class="figure">${toCountCell(n).shown}</span> <span class="interval">${told}</span>`,
    csv: [n, error],
  };
}

/** Of a question that is asked of several things, the mean over those that somebody answered on. */
function expectationOf(
  { questions }: Aggregates,
  question: Question,
): { readonly n: number; readonly error: number | null } {
  const told = questions[question];
  const parts = (told === undefined ? [] : Array.isArray(told) ? told : [told]) as readonly {
    readonly n: number;
    readonly predictedError: number | null;
  }[];
  const n = parts.reduce((sum, part) => sum + part.n, 0);
  const errors = parts.flatMap(({ predictedError }) => (predictedError === null ? [] : [predictedError]));
  return { n, error: errors.length === 0 ? null : errors.reduce((sum, error) => sum + error, 0) / errors.length };
}

function weekly({ series }: Aggregates): Table {
  return {
    name: 'reports-by-week',
    caption: 'Reports by week and question',
    columns: [
      { title: 'Week from', csv: ['week from'] },
      { title: 'Reports', isNumber: true },
      ...QUESTIONS.map((question) => ({ title: SHORT[question], isNumber: true })),
      { title: 'Evenness of hash functions', isNumber: true },
    ],
    rows: [...series]
      .reverse()
      .map(({ day, reports, n, hashFunctions }) => [
        { shown: html`<span class="whole">${toDay(day)}</span>`, csv: [day] },
        toCountCell(reports),
        ...QUESTIONS.map((question) => toCountCell(n[question])),
        { shown: toDeviations(hashFunctions), csv: [hashFunctions.z] },
      ]),
  };
}

const SHORT: Readonly<Record<Question, string>> = {
  item: 'Product',
  category: 'Category',
  placement: 'Row',
  model: 'Model',
  weight: 'Signal',
  dismissal: 'Dismissal',
};
