import { html, nothing, type TemplateResult } from 'lit-html';

/** Weeks that figures are taken over, the present one the last of them. */
export const WINDOWS = [1, 4, 13] as const;
export type Weeks = (typeof WINDOWS)[number];

const USUAL: Weeks = 4;

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
