import type { IngestReport } from '../history.js';

/** The accounting a person reads: every row in is used, rejected for a reason or filtered by a named rule. */
export function ingestLines(report: IngestReport): string[] {
  const part = (counts: Readonly<Record<string, number>>): string =>
    Object.entries(counts)
      .filter(([, count]) => count > 0)
      .map(([name, count]) => `${name} ${count.toLocaleString('en')}`)
      .join(', ');
  const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((a, b) => a + b, 0);
  const lines = [
    `${report.rowsIn.toLocaleString('en')} rows = ${report.rowsUsed.toLocaleString('en')} used + ${sum(report.rejected).toLocaleString('en')} rejected + ${sum(report.filtered).toLocaleString('en')} filtered`,
  ];
  if (sum(report.rejected) > 0) lines.push(`  rejected: ${part(report.rejected)}`);
  if (sum(report.filtered) > 0) lines.push(`  filtered: ${part(report.filtered)}`);
  for (const row of report.firstRejected)
    lines.push(`  ${row.reason} at ${row.file}:${String(row.line)}: ${row.text.slice(0, 120)}`);
  if (sum(report.notes) > 0) lines.push(`  noted: ${part(report.notes)}`);
  lines.push(
    `${report.users.toLocaleString('en')} shoppers, ${report.items.toLocaleString('en')} items, ${report.sessions.toLocaleString('en')} sessions, ${report.from ?? 'no clock'} to ${report.to ?? 'no clock'}`,
  );
  return lines;
}
