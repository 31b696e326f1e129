/** A small shop, cut out of the sample, whose best products have what layouts break on: long titles, large prices, a sale. */
import { readFileSync, writeFileSync } from 'node:fs';

const ITEMS = 60;
const LONG =
  'Hand-thrown stoneware serving bowl with reactive glaze and a turned foot, large enough for six, dishwasher safe, each one a little different';
/** By place in the order of popularity. */
const ODD = [
  { price: '12345.67', sale_price: '9999.99', currency: 'INR' },
  { item_name: LONG.padEnd(140, '.') },
  {},
  { item_name: 'Gartenmöbelabdeckhaubenbefestigungsschnallenersatzteilset' },
  { image_link: '/pictures.svg#absent' },
];

export function writeOddShop(folder, sample) {
  const [events, catalog] = ['events', 'catalog'].map((name) => readCsv(`${sample}/${name}.csv`));
  const counts = new Map();
  for (const { item_id } of events.rows) counts.set(item_id, (counts.get(item_id) ?? 0) + 1);
  const best = catalog.rows
    .toSorted((a, b) => (counts.get(b.item_id) ?? 0) - (counts.get(a.item_id) ?? 0))
    .slice(0, ITEMS)
    .map((row, at) => ({ ...row, ...ODD[at], availability: 'in_stock', item_group_id: '' }));
  const kept = new Set(best.map(({ item_id }) => item_id));
  const told = events.rows.filter(({ item_id }) => kept.has(item_id));
  writeFileSync(`${folder}/catalog.csv`, toCsv(catalog.names, best));
  writeFileSync(`${folder}/events.csv`, toCsv(events.names, told));
}

/** The sample's files have no line ends within fields. */
function readCsv(file) {
  const [head, ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  const names = head.split(',');
  return {
    names,
    rows: lines.map((line) => Object.fromEntries(fieldsOf(line).map((field, at) => [names[at], field]))),
  };
}

function fieldsOf(line) {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain,
  );
}

function toCsv(names, rows) {
  const quote = (field) => (/[",]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);
  return [names, ...rows.map((row) => names.map((name) => row[name] ?? ''))]
    .map((fields) => `${fields.map(quote).join(',')}\n`)
    .join('');
}
