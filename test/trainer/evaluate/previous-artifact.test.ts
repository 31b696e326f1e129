import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../engine/engine.js';
import { createBaselines } from '../../../trainer/evaluate/baselines.js';
import { createModelRanker } from '../../../trainer/evaluate/model-ranker.js';
import { createPreviousRanker } from '../../../trainer/evaluate/previous-artifact.js';
import type { Query } from '../../../trainer/evaluate/query.js';
import type { History } from '../../../trainer/history.js';
import { smallModel } from '../../helpers/small-model.js';
import { buildHistory, type Row } from './build-history.js';

const engine = createEngine(smallModel());
const { itemIds } = engine.model.ids;
const START = 1_700_000_100;

/** The first user does what is given, oldest first; the others make sure that items have an index. */
function ask(items: readonly string[], known: readonly string[]): { history: History; query: Query } {
  const rows = items.map((item, step): Row => ({ user: 'a', item, time: START + step }));
  const history = buildHistory(rows, { items: known });
  const historyTo = items.length;
  return { history, query: { user: 0, time: START + historyTo, historyFrom: 0, historyTo, relevant: [0] } };
}

const namesOf = ({ itemIds: ids }: { itemIds: readonly string[] }, list: ArrayLike<number>): string[] =>
  Array.from(list, (item) => ids[item]!);

describe('the previous artifact', () => {
  it('answers like the model it is, for items in its own order', () => {
    const { history, query } = ask([itemIds[3]!, itemIds[9]!], itemIds);
    const trendsAt = () => engine.trends;
    const list = createModelRanker(engine, { history, repeats: 'forbid', task: 'next', trendsAt }).rank(query, 10);
    const previous = createPreviousRanker({ engine, queries: [query] }, history, 'forbid');
    expect(previous.name).toBe('previous artifact');
    expect(Array.from(previous.rank(query, 10))).toEqual(Array.from(list));
  });

  it('translates items, passes over those it does not know, and never ranks those the history does not know', () => {
    const shown = itemIds.slice(1).map((id) => id);
    const plain = ask([itemIds[3]!, itemIds[9]!], itemIds);
    const mixed = ask([itemIds[3]!, 'a-new-item', itemIds[9]!, 'another-new-item'], shown);
    const rank = ({ history, query }: typeof plain): string[] => {
      const ranker = createPreviousRanker({ engine, queries: [query] }, history, 'forbid');
      return namesOf(history, ranker.rank(query, 10));
    };
    const expected = namesOf(
      plain.history,
      createPreviousRanker({ engine, queries: [] }, plain.history, 'forbid').rank(plain.query, 11),
    );
    expect(rank(mixed)).toEqual(expected.filter((id) => id !== itemIds[0]).slice(0, 10));
    expect(rank(mixed)).not.toContain('a-new-item');
  });

  it('asks for trends over the history in its own items', () => {
    const { history, query } = ask([itemIds[3]!, 'new'], itemIds.slice(2));
    const seen: History[] = [];
    const trendsOf = (observed: History) => {
      seen.push(observed);
      return () => engine.trends;
    };
    createPreviousRanker({ engine, queries: [query], trendsOf }, history, 'forbid');
    expect(seen.map(({ itemIds: ids, item }) => [ids, [...item]])).toEqual([[itemIds, [3]]]);
  });

  it('says in its name that it may have seen the answers', () => {
    const { history, query } = ask([itemIds[3]!], itemIds);
    const early = { ...query, time: engine.model.settings.asOf! };
    const name = createPreviousRanker({ engine, queries: [query, early] }, history, 'forbid').name;
    expect(name).toBe('previous artifact, has seen the test');
  });

  it('stands last among the baselines where there is one', () => {
    const { history, query } = ask([itemIds[3]!], itemIds);
    const part = { fit: history, observed: history };
    const names = createBaselines(part, { repeats: 'forbid', previous: { engine, queries: [query] } }).map(
      (r) => r.name,
    );
    expect(names.at(-1)).toBe('previous artifact');
  });
});
