import type { History } from '../history.js';

/**
 * The rows for which `keep` holds, over the same items and users (a user may be left without rows). Item indices stay, so
 * that models fitted on slices can be compared.
 */
export function sliceHistory(history: History, keep: (row: number, user: number) => boolean): History {
  const { userStart } = history;
  const users = userStart.length - 1;
  const start = new Uint32Array(users + 1);
  const rows: number[] = [];
  for (let u = 0; u < users; u++) {
    for (let row = userStart[u]!; row < userStart[u + 1]!; row++) if (keep(row, u)) rows.push(row);
    start[u + 1] = rows.length;
  }
  return {
    ...history,
    userStart: start,
    item: Uint32Array.from(rows, (row) => history.item[row]!),
    event: Uint8Array.from(rows, (row) => history.event[row]!),
    time: Float64Array.from(rows, (row) => history.time[row]!),
    session: Uint32Array.from(rows, (row) => history.session[row]!),
    rating: Float32Array.from(rows, (row) => history.rating[row]!),
    device: Uint8Array.from(rows, (row) => history.device[row]!),
    referrer: Uint8Array.from(rows, (row) => history.referrer[row]!),
    country: Uint16Array.from(rows, (row) => history.country[row]!),
  };
}
