import { RecommenderError } from '../../core/errors.js';
import { parseReport, REPORT_BYTES, type Report } from '../../core/privacy/report.js';

/** Nothing longer is read, whatever it says of itself. */
const MOST_BYTES = 1_024;

/** A body that was not read to its end because it is too long. */
export class TooLong extends RecommenderError {
  constructor() {
    super('report/wrong-length', `expected ${String(REPORT_BYTES)} bytes, got more than ${String(MOST_BYTES)}`);
  }
}

/**
 * Reads the report of a request: plain text, not compressed, of at most 1 kB.
 * @throws RecommenderError `report/not-text`, `report/wrong-length` (`TooLong` beyond 1 kB) or one of `parseReport`'s codes.
 */
export async function readReport(request: Request): Promise<Report> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  const encoding = request.headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity';
  if (type !== 'text/plain' || encoding !== 'identity') {
    throw new RecommenderError('report/not-text', 'expected text/plain without content-encoding');
  }
  if (Number(request.headers.get('content-length') ?? 0) > MOST_BYTES) throw new TooLong();
  const bytes = await readBytes(request);
  // A byte is a character here: whatever is not ASCII is not a report, and no byte order mark is swallowed.
  return parseReport(Buffer.from(bytes).toString('latin1'));
}

async function readBytes({ body }: Request): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = (body as ReadableStream<Uint8Array> | null)?.getReader();
  for (;;) {
    const next = await readChunk(reader);
    if (next === undefined) return Buffer.concat(chunks);
    length += next.length;
    if (length > MOST_BYTES) {
      void reader?.cancel().catch(() => undefined);
      throw new TooLong();
    }
    chunks.push(next);
  }
}

/** @throws RecommenderError `report/wrong-length` where the sender went away, or was cut off for being slow. */
async function readChunk(reader: ReadableStreamDefaultReader<Uint8Array> | undefined): Promise<Uint8Array | undefined> {
  try {
    return (await reader?.read())?.value;
  } catch (cause) {
    throw new RecommenderError('report/wrong-length', `expected ${String(REPORT_BYTES)} bytes, got fewer`, { cause });
  }
}
