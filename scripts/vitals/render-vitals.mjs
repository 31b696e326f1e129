const quantile = (values, share) => [...values].sort((a, b) => a - b)[Math.round(share * (values.length - 1))];

/** Figures of a page: name, digits. */
const FIGURES = {
  lcp: ['largest paint (LCP), ms', 0],
  cls: ['layout shift (CLS)', 3],
  inp: ['slowest of six clicks (INP), ms', 0],
  work: ['main thread, processor time, ms', 1],
  script: ['of it in scripts, ms', 1],
};

const spreadOf = (values) => [0.5, 0.1, 0.9].map((share) => quantile(values, share));

function toTable(visits, columns) {
  const cell = (values, digits) => {
    const [middle, low, high] = spreadOf(values).map((value) => value.toFixed(digits));
    return `${middle} [${low}, ${high}]`;
  };
  const rows = Object.entries(FIGURES).map(([key, [name, digits]]) => {
    const cells = Object.keys(columns).map((column) =>
      cell(
        visits[column].map((visit) => visit[key]),
        digits,
      ),
    );
    return `| ${name} | ${cells.join(' | ')} |`;
  });
  const names = Object.values(columns);
  return [`| | ${names.join(' | ')} |`, `| --- |${' --- |'.repeat(names.length)}`, ...rows].join('\n');
}

/** Whether the median with Shelfwise lies within what repeated visits without it show. */
function toVerdict(visits, without, own) {
  const of = (name, key) => spreadOf(visits[name].map((visit) => visit[key]));
  return ['lcp', 'inp', 'cls']
    .map((key) => {
      const [, low, high] = of(without, key);
      const [middle] = of(own, key);
      return `${key.toUpperCase()} ${middle <= high ? 'within' : 'above'} [${low.toFixed(key === 'cls' ? 3 : 0)}, ${high.toFixed(key === 'cls' ? 3 : 0)}]`;
    })
    .join(', ');
}

const STATIC = { without: 'without', 'static-row': 'same row in the markup', with: 'with the script tag' };
const SHOP = { 'storefront without': 'without', 'storefront with': 'with' };

/** docs/page-vitals.md. @param visits the figures of each visit, by page. */
export function renderVitals(visits, { rounds, slowdown }) {
  const medianOf = (name, key) =>
    quantile(
      visits[name].map((visit) => visit[key]),
      0.5,
    );
  const beyond = (key, base) => (medianOf('with', key) - medianOf(base, key)).toFixed(1);
  return `# What Shelfwise costs a page

Made by \`npm run vitals\`.

${rounds} visits of each page in turns, each with an empty cache, headless Chromium, files from the same machine. Median [10 %, 90 %].
LCP, CLS and INP are read by the \`web-vitals\` package with the processor slowed down ${slowdown} times; the main thread's processor time
until three seconds after the load is read at full speed. Workers have threads of their own and are not in it.

## A static product page with one row

${toTable(visits, STATIC)}

With the tag against without: ${toVerdict(visits, 'without', 'with')}. The tag adds ${beyond('script', 'without')} ms of scripts and ${beyond('work', 'without')} ms of
main thread in all; the same row in the page's own markup adds ${(medianOf('static-row', 'work') - medianOf('without', 'work')).toFixed(1)} ms, since cards have to be laid out and painted whoever
makes them.

## The demo's storefront

Without: its requests for the SDK are refused, and it shows the shop's own rows.

${toTable(visits, SHOP)}

With against without: ${toVerdict(visits, 'storefront without', 'storefront with')}.
`;
}
