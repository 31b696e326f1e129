/**
 * The baselines beside every list we measure, made from the same files: popularity of all time and of the last days,
 * item-to-item cosine, what followed the last item, and where repeats are allowed the user's own most frequent items. They
 * share no code with the trainer, so that an error there cannot flatter us. Ties go to the item that the log names first.
 */
import { readRows, readText } from './delimited.mjs';

const NEIGHBOURS = 100;
const DAY_MS = 86_400_000;

/**
 * @typedef {object} Log a training log by index: the user's events in the order of their times, ties in file order
 * @property {string[]} itemIds
 * @property {Map<string, number>} itemToIndex
 * @property {{ items: number[], times: number[] }[]} sequences
 */

/**
 * @param {string} file events.csv with the columns user, item, event name, time
 * @returns {Log & { events: number }}
 */
export function readLog(file) {
  const itemToIndex = new Map();
  const byUser = new Map();
  let events = 0;
  for (const [user, item, , time] of readRows(readText(file))) {
    if (!itemToIndex.has(item)) itemToIndex.set(item, itemToIndex.size);
    if (!byUser.has(user)) byUser.set(user, []);
    byUser.get(user).push({ item: itemToIndex.get(item), time: Date.parse(time) });
    events++;
  }
  const sequences = [...byUser.values()].map((steps) => {
    const sorted = steps.sort((a, b) => a.time - b.time);
    return { items: sorted.map(({ item }) => item), times: sorted.map(({ time }) => time) };
  });
  return { itemIds: [...itemToIndex.keys()], itemToIndex, sequences, events };
}

/**
 * @typedef {(history: number[]) => Float64Array} Scorer scores of all items for a history, oldest first; 0 is not ranked
 * @param {Log} log
 * @param {{ clock: boolean, ordered: boolean, repeats: 'forbid' | 'allow' }} options `clock`: times are comparable between users;
 *   `ordered`: the steps of a user have an order
 * @returns {{ name: string, scorer: Scorer }[]}
 */
export function createBaselines(log, { clock, ordered, repeats }) {
  const fixed = (name, scores) => ({ name, scorer: () => scores });
  const all = [fixed('popularity', countUsers(log, -Infinity))];
  if (clock) {
    const last = log.sequences.reduce((latest, { times }) => Math.max(latest, times.at(-1)), -Infinity);
    for (const days of [7, 28]) all.push(fixed(`popularity, ${days} days`, countUsers(log, last - days * DAY_MS)));
  }
  all.push({ name: 'item cosine', scorer: sumOf(fitCosine(log)) });
  if (ordered) all.push({ name: 'what followed the last item', scorer: fitTransitions(log) });
  if (repeats === 'allow') all.push({ name: 'own most frequent', scorer: countOwn(log) });
  return all;
}

/**
 * The best `count` items by score; under `forbid` none of the history.
 * @returns {string[]} item ids
 */
export function rankBy(scorer, { log, history, count, repeats }) {
  const scores = scorer(history);
  const known = new Set(repeats === 'forbid' ? history : []);
  const ranked = []; // sorted, never longer than what is asked for: most items fail at its last one
  for (let item = 0; item < scores.length; item++) {
    const full = ranked.length === count;
    if (!(scores[item] > (full ? scores[ranked[count - 1]] : 0)) || known.has(item)) continue;
    if (full) ranked.pop();
    let at = ranked.length;
    while (at > 0 && scores[ranked[at - 1]] < scores[item]) at--;
    ranked.splice(at, 0, item);
  }
  return ranked.map((item) => log.itemIds[item]);
}

function countUsers({ itemIds, sequences }, from) {
  const users = new Float64Array(itemIds.length);
  for (const { items, times } of sequences) {
    for (const item of new Set(items.filter((_, at) => times[at] >= from))) users[item]++;
  }
  return users;
}

/** The strongest neighbours of each item by cosine over users: `[item, similarity]`. */
function fitCosine({ itemIds, sequences }) {
  const distinct = sequences.map(({ items }) => [...new Set(items)]);
  const usersOf = itemIds.map(() => []);
  distinct.forEach((items, user) => items.forEach((item) => usersOf[item].push(user)));
  const together = new Float64Array(itemIds.length);
  return usersOf.map((users, item) => {
    const met = [];
    for (const user of users) {
      for (const other of distinct[user]) {
        if (together[other]++ === 0) met.push(other);
      }
    }
    const rows = met
      .filter((other) => other !== item)
      .map((other) => [other, together[other] / Math.sqrt(users.length * usersOf[other].length)])
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, NEIGHBOURS);
    for (const other of met) together[other] = 0;
    return rows;
  });
}

function sumOf(neighbours) {
  const scores = new Float64Array(neighbours.length);
  return (history) => {
    scores.fill(0);
    for (const item of new Set(history)) {
      for (const [other, similarity] of neighbours[item]) scores[other] += similarity;
    }
    return scores;
  };
}

/** First-order Markov: how often each item came next after the last one. */
function fitTransitions({ itemIds, sequences }) {
  const next = itemIds.map(() => new Map());
  for (const { items } of sequences) {
    for (let at = 1; at < items.length; at++) {
      const row = next[items[at - 1]];
      row.set(items[at], (row.get(items[at]) ?? 0) + 1);
    }
  }
  const scores = new Float64Array(itemIds.length);
  return (history) => {
    scores.fill(0);
    for (const [item, count] of next[history.at(-1)] ?? []) scores[item] = count;
    return scores;
  };
}

/** How often the user had an item; of equal counts the latest first. */
function countOwn({ itemIds }) {
  const scores = new Float64Array(itemIds.length);
  return (history) => {
    scores.fill(0);
    history.forEach((item, at) => (scores[item] = Math.floor(scores[item]) + 1 + at / (history.length + 1)));
    return scores;
  };
}
