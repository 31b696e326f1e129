import type { ReportOutcome } from './reports/accept-report.js';

/** What an address is for. Metrics know this much of a request and no more: no address, no visitor, no query. */
export type RouteClass =
  'model' | 'reports' | 'aggregates' | 'sdk' | 'shop' | 'page' | 'console' | 'operations' | 'other';

export interface Metrics {
  count(route: RouteClass, status: number, bodyBytes: number): void;
  countReport(outcome: ReportOutcome): void;
  /** Prometheus text format 0.0.4. */
  print(): string;
}

const PREFIXES: readonly (readonly [string, RouteClass])[] = [
  ['/v1/model/', 'model'],
  ['/v1/reports', 'reports'],
  ['/v1/aggregates', 'aggregates'],
  ['/v1/models', 'console'],
  ['/v1/scenarios', 'console'],
  ['/shelfwise/', 'sdk'],
  ['/shop/', 'shop'],
  ['/pictures.svg', 'shop'],
  ['/assets/', 'page'],
  ['/category/', 'page'],
  ['/product/', 'page'],
  ['/console', 'console'],
  ['/healthz', 'operations'],
  ['/readyz', 'operations'],
  ['/metrics', 'operations'],
];

const PAGES: ReadonlySet<string> = new Set(['/', '/cart', '/order', '/saved', '/search']);

export function toRouteClass(path: string): RouteClass {
  const local = path.replace(/^\/shops\/[^/]+(?=\/)/, '');
  if (PAGES.has(local)) return 'page';
  return PREFIXES.find(([prefix]) => local.startsWith(prefix))?.[1] ?? 'other';
}

export function createMetrics(): Metrics {
  const requests = new Map<string, number>();
  const bytes = new Map<string, number>();
  const reports = new Map<string, number>();
  const add = (counts: Map<string, number>, labels: string, amount: number): void => {
    counts.set(labels, (counts.get(labels) ?? 0) + amount);
  };
  return {
    count(route, status, bodyBytes) {
      add(requests, `route="${route}",status="${String(Math.floor(status / 100))}xx"`, 1);
      add(bytes, `route="${route}"`, bodyBytes);
    },
    countReport: (outcome) => add(reports, `outcome="${outcome}"`, 1),
    print: () =>
      [
        ...toLines('shelfwise_http_requests_total', 'Requests answered, by kind of address and status.', requests),
        ...toLines('shelfwise_http_response_bytes_total', 'Body bytes sent, after compression.', bytes),
        ...toLines('shelfwise_reports_total', 'Reports received, by what became of them.', reports),
        '',
      ].join('\n'),
  };
}

function toLines(name: string, help: string, counts: ReadonlyMap<string, number>): string[] {
  const samples = [...counts].sort().map(([labels, value]) => `${name}{${labels}} ${String(value)}`);
  return [`# HELP ${name} ${help}`, `# TYPE ${name} counter`, ...samples];
}
