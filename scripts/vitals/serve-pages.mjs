import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { inRoot } from '../files.mjs';
import { TEST_MODEL } from '../test-model.mjs';

const TYPES = { '.js': 'text/javascript', '.json': 'application/json' };
const CARDS = 6;

/** A product page whose row is `row`, with `script` at its end. */
const toPage = (row, script = '') => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Lamp</title>
<style>body{font:16px system-ui;margin:24px}.hero{height:420px;background:#dde5e0;font-size:64px;padding:48px}
shelfwise-row,.row{display:block;min-height:320px}ul{display:flex;gap:16px;list-style:none;padding:0}
li a{display:block;width:176px;color:inherit}li span{display:block;height:176px;background:#e8e8e8;border-radius:6px}</style>
<h1>A lamp</h1><div class="hero">A lamp of brass and linen, for reading</div>
<button id="add">Add to basket</button><p id="count">0</p>
${row}
${Array.from({ length: 40 }, (_, k) => `<p>Line ${k} of what is said about this lamp.</p>`).join('')}
<script>
  document.querySelector('#add').addEventListener('click', () => {
    const count = document.querySelector('#count');
    count.textContent = String(Number(count.textContent) + 1);
    if (window.shelfwise) shelfwise('track', { event_name: 'add_to_cart', items: [{ item_id: 'HF-10003' }] });
  });
</script>${script}</html>`;

const ELEMENT = `<shelfwise-row scenario="home" heading="For you" count="${CARDS}"><p>What others like</p></shelfwise-row>`;
const TAG = '<script async src="/shelfwise/shelfwise.js" data-model="/shelfwise/model/latest.json"></script>';

/** The row as the shop's own markup: what its cards cost any page. */
function toStaticRow() {
  const manifest = JSON.parse(readFileSync(inRoot(TEST_MODEL, 'latest.json'), 'utf8'));
  const { file } = manifest.sections.find(({ name }) => name === 'display');
  const { text, number } = JSON.parse(readFileSync(inRoot(TEST_MODEL, file), 'utf8'));
  const cards = Array.from({ length: CARDS }, (_, item) => {
    const price = number?.price?.[item];
    return `<li><a href="#"><span></span><b>${text.item_name[item]}</b><br>${price === undefined ? '' : price.toFixed(2)}</a></li>`;
  });
  return `<section class="row"><h2>For you</h2><ul>${cards.join('')}</ul></section>`;
}

/** A static page without the script tag, with it, and with the same row in its markup instead. */
export async function servePages() {
  const pages = { without: toPage(ELEMENT), 'static-row': toPage(toStaticRow()), with: toPage(ELEMENT, TAG) };
  const folders = [
    ['/shelfwise/model/', inRoot(TEST_MODEL)],
    ['/shelfwise/', inRoot('dist/browser')],
  ];
  const server = createServer(({ url }, response) => {
    const page = pages[url.slice(1)];
    if (page !== undefined) return response.setHeader('content-type', 'text/html').end(page);
    const [prefix, folder] = folders.find(([start]) => url.startsWith(start)) ?? [];
    const file = folder && path.join(folder, path.basename(url.slice(prefix.length)));
    if (!file || !existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, {
      'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream',
      'content-length': statSync(file).size,
    });
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${server.address().port}`;
  const kinds = Object.keys(pages).map((name) => ({ name, url: `${base}/${name}`, button: '#add' }));
  return { kinds, close: () => server.close() };
}
