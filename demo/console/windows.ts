import { html, nothing, type TemplateResult } from 'lit-html';
import type { Aggregates } from '../../core/privacy/publish/aggregates.js';

/** Weeks that figures are taken over, the present one the last of them. */
export const WINDOWS = [1, 4, 13] as const;
export type Weeks = (typeof WINDOWS)[number];

/** What the server tells, by the weeks it is taken over. */
export type Told = ReadonlyMap<Weeks, Aggregates>;

const USUAL: Weeks = 4;

/** Asks for every span at once. */
export async function askAll(ask: (weeks: Weeks) => Promise<Aggregates>): Promise<Told> {
  return new Map(await Promise.all(WINDOWS.map(async (weeks) => [weeks, await ask(weeks)] as const)));
}

export function parseWeeks(detail: string | undefined): Weeks {
  return WINDOWS.find((weeks) => String(weeks) === detail) ?? USUAL;
}

export function toWeeksText(weeks: Weeks): string {
  return weeks === 1 ? 'This week' : `${String(weeks)} weeks`;
}

/** Links between the same page over other spans. */
export function renderWindows(page: string, chosen: Weeks): TemplateResult {
  return html`<nav class="windows" aria-label="Span">
    ${WINDOWS.map(
      (weeks) =>
        html`<a href=${`#${page}/${String(weeks)}`} aria-current=${weeks === chosen ? 'true' : nothing}
          >${toWeeksText(weeks)}</a
        >`,
    )}
  </nav>`;
}

/** Reports a week, from the first week that had any. @param counts one a week, oldest first. */
export function perWeek(counts: readonly number[]): number {
  const first = counts.findIndex((count) => count > 0);
  if (first < 0) return 0;
  const told = counts.slice(first);
  return told.reduce((sum, count) => sum + count, 0) / told.length;
}
