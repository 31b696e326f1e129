/** `<shelfwise-row>` and the debug view of capture, each on a page as plain as a shop's can be, over the small odd shop. */
const STYLE = `
  :root { color-scheme: light dark; --paper: #faf8f3; --ink: #1c211d; }
  @media (prefers-color-scheme: dark) { :root { --paper: #151916; --ink: #ece8de; } }
  body { margin: 0; padding: 16px; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
  @media (min-width: 700px) { body { padding: 32px; } }
  h1 { margin: 0 0 16px; font-size: 1.25rem; }`;
const RTL_WORDS =
  'data-previous="السابق" data-next="التالي" data-why="لماذا هذا؟" data-device="على هذا الجهاز" data-dismiss="لا يهمني"';
const FALLBACK = '<p>Our bestsellers are on the <a href="/">front page</a>.</p>';

const rowPage = (
  name,
  { count = 12, attributes = '', around = '', model = '/v1/model/latest.json', tag = '', head = '' } = {},
  act,
) => ({
  ...{ name, server: 'odd', address: `/pictured/${name}`, act },
  html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${name}</title><style>${STYLE}</style>${head}</head>
    <body ${around}><h1>A shop’s page</h1>
    <shelfwise-row scenario="bestsellers" count="${count}" heading="Bestsellers" ${attributes}>${FALLBACK}</shelfwise-row>
    <p>What stands below the row.</p>
    <script async src="/shelfwise/shelfwise.js" data-model="${model}" ${tag}></script></body></html>`,
});

const shown = (page) => page.locator('shelfwise-row .shown').first().waitFor();

async function openMenu(page) {
  await shown(page);
  await page
    .getByRole('button', { name: /^Why this\?/ })
    .nth(1)
    .click();
  await page.getByRole('group', { name: 'Why this?' }).waitFor();
}

const HEARD = `<script>
  window.dataLayer = [];
  function gtag() { dataLayer.push(arguments); }
  gtag('event', 'view_item', { items: [{ item_id: 'HF-10003', item_name: 'A lamp' }] });
  gtag('event', 'a_shops_own_event', {});
  gtag('event', 'add_to_cart', { items: [{ item_name: 'An item without an id' }] });
  gtag('event', 'view_item_list', { items: [{ item_id: 'HF-10004' }, { item_id: 'HF-10005' }, { item_id: 'HF-10006' }] });
</script>`;

export const ROW_PAGES = [
  rowPage('row-carousel', {}, shown),
  rowPage('row-grid', { attributes: 'layout="grid"' }, shown),
  rowPage('row-menu', {}, openMenu),
  rowPage('row-menu-grid', { attributes: 'layout="grid"' }, openMenu),
  rowPage('row-right-to-left', { around: 'dir="rtl" lang="ar"', attributes: RTL_WORDS }, shown),
  rowPage('row-one-item', { count: 1 }, shown),
  rowPage('row-fallback', { model: '/no-model.json' }, (page) => page.getByText('Our bestsellers').waitFor()),
  {
    ...rowPage('capture-debug', { tag: 'data-capture="ga4"', head: HEARD }, (page) =>
      page.getByRole('region', { name: 'What Shelfwise heard' }).waitFor(),
    ),
    query: '?shelfwise-debug',
    isWindow: true,
  },
].map((page) => ({ settleMs: 900, ...page }));
