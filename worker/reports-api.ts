import { fromBoundary, SOURCE_METHODS } from '../core/boundary.js';
import { RecommenderError, toErrorRecord } from '../core/errors.js';
import { PROTOCOL_VERSION, type ReportsApi, type SourceApi } from '../core/protocol.js';
import { callPort } from './call-port.js';
import type { ReportPorts } from './report/report-ports.js';
import { Reporter } from './report/reporter.js';

/** What the reports' worker does for the main worker: one reporter, of one shop. */
export function createReportsApi(ports: ReportPorts, onClose: () => void): ReportsApi {
  let reporter: Reporter | undefined;
  const opened = (): Reporter => {
    if (reporter === undefined)
      throw new RecommenderError('worker/not-started', 'expected open() before any other call');
    return reporter;
  };
  return {
    hello: () => Promise.resolve(PROTOCOL_VERSION),
    async open({ shop, reportsUrl }, port) {
      const source = fromBoundary<SourceApi>(callPort(port, SOURCE_METHODS), SOURCE_METHODS);
      await source.hello(PROTOCOL_VERSION);
      reporter = new Reporter({ shop, reportsUrl, source }, ports);
    },
    setMode: async (...mode) => opened().setMode(...mode),
    async noteRendered(scenario) {
      await Promise.resolve(); // what it throws rejects
      opened().noteRendered(scenario);
    },
    ledger: async () => opened().ledger(),
    forget: async () => opened().forget(),
    async status() {
      const { sentBytes, lastError } = await Promise.resolve(opened());
      return { sentBytes, lastError: lastError ? toErrorRecord(lastError) : null };
    },
    async close() {
      await reporter?.close();
      onClose();
    },
  };
}
