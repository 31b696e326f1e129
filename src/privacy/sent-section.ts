import type { LedgerEntry, ReportLedger } from '../../core/protocol.js';
import { make, makeSection, replaceContent } from './dom.js';
import { whenChanged, type PanelContext, type PanelSection } from './panel-context.js';

/** Every report that left this browser or is about to, in words, with its bytes. */
export function createSentSection(context: PanelContext): PanelSection {
  const { words, formatTime } = context;
  const box = make('div');
  const draw = whenChanged(({ ledger, sentBytes }: { readonly ledger: ReportLedger; readonly sentBytes: number }) => {
    const { reports, next, spent } = ledger;
    const hasSent = sentBytes > 0;
    const latestFirst = [...reports].reverse().map((entry) => makeReport(context, entry));
    const figures = [
      make('ul', { part: 'list reports' }, ...latestFirst),
      make('p', {}, words.epsilon),
      make('p', {}, words.spent(spent.week, spent.all), ' ', words.epsilonSum),
    ];
    replaceContent(
      box,
      make(
        'p',
        { part: hasSent ? 'sent-bytes leaves' : 'sent-bytes' },
        hasSent ? words.sent(sentBytes) : words.nothingSent,
      ),
      make('p', { part: 'note' }, words.whatIsSent),
      ...(reports.length > 0 ? figures : []),
      make('p', { part: 'next' }, next === null ? words.noNext : words.next(formatTime(next))),
    );
  });
  return {
    element: makeSection('sent', words.sentTitle, box),
    show: ({ ledger, status: { sentBytes } }) => draw({ ledger, sentBytes }),
  };
}

function makeReport({ words, formatTime }: PanelContext, entry: LedgerEntry): HTMLElement {
  const { question, bytes, epsilon, madeAt, sentAt, outcome } = entry;
  const told = [words.made(formatTime(madeAt, true)), words.outcome[outcome], `ε = ${String(epsilon)}`];
  return make(
    'li',
    {},
    make('span', { part: 'name' }, words.question(question)),
    make('span', { part: sentAt === null ? 'note' : 'note leaves' }, told.join(' ')),
    make('details', {}, make('summary', {}, words.bytes), make('pre', { tabIndex: 0 }, bytes)),
  );
}
