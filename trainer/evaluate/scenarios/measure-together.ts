import { toEventCode, type EventName } from '../../../core/events/event-names.js';
import { toCompletions, type Completion } from '../../fit/together/completions.js';
import { toBaskets, VIEW_EVENTS } from '../../fit/together/baskets.js';
import { sliceHistory } from '../../fit/slice-history.js';
import {
  rankPopular,
  rankRowSums,
  rankScenario,
  rankSimilar,
  sampleQueries,
  type ScenarioContext,
} from './scenario-context.js';
import { measureTask, toFigures, type ScenarioFigure, type ScenarioQuery } from './scenario-figure.js';

interface CompletionQuery extends ScenarioQuery {
  readonly rest: readonly number[];
}

/** Viewed together, bought together and cart: one item of a later visit or order is hidden and sought from the others. */
export function measureTogether(context: ScenarioContext): ScenarioFigure[] {
  const viewed = completionsOf(context, 'viewed-together', VIEW_EVENTS);
  const bought = completionsOf(context, 'bought-together', ['purchase']);
  const fromOne = {
    popular: { name: 'popularity', rank: ({ rest }: CompletionQuery) => rankPopular(context, rest.slice(0, 1)) },
    similar: { name: 'similar', rank: ({ rest }: CompletionQuery) => rankSimilar(context, rest[0]!, new Set()) },
  };
  const tasks = [
    {
      scenario: 'viewed-together',
      asked: 'an item hidden from a later visit, from one of the others',
      metrics: ['hr@10', 'mrr@10'],
      queries: viewed,
      rankers: [
        { name: 'viewed-together', rank: ({ rest }) => rankScenario(context, 'viewed-together', { item: rest[0]! }) },
        fromOne.popular,
        fromOne.similar,
      ],
    },
    {
      scenario: 'bought-together',
      asked: 'an item hidden from a later order, from one of the others',
      metrics: ['hr@10', 'ndcg@10'],
      queries: bought,
      rankers: [
        { name: 'bought-together', rank: ({ rest }) => rankScenario(context, 'bought-together', { item: rest[0]! }) },
        fromOne.popular,
        fromOne.similar,
      ],
    },
    {
      scenario: 'cart',
      asked: 'an item hidden from a later order, from all the others',
      metrics: ['hr@10', 'ndcg@10'],
      queries: bought,
      rankers: [
        { name: 'cart', rank: ({ rest }) => rankScenario(context, 'cart', { items: rest }) },
        { name: 'popularity', rank: ({ rest }) => rankPopular(context, rest) },
        { name: 'similar', rank: ({ rest }) => rankRowSums(context, rest) },
      ],
    },
  ] as const satisfies readonly Parameters<typeof measureTask<CompletionQuery>>[0][];
  return tasks.flatMap((task) => measureTask<CompletionQuery>(task, context.random));
}

function completionsOf(
  context: ScenarioContext,
  name: string,
  events: readonly EventName[],
): readonly CompletionQuery[] {
  const { history, from, random } = context;
  const later = sliceHistory(history, (row) => history.time[row]! >= from);
  const supported = new Uint8Array(history.itemIds.length).fill(1);
  const all = toCompletions(toBaskets(later, { events, supported }), random.fork(name), Infinity);
  return sampleQueries(context, name, all).map(({ user, rest, hidden }: Completion) => ({
    user,
    rest,
    relevant: new Set([hidden]),
  }));
}

interface NextViewQuery extends ScenarioQuery {
  readonly current: number;
}

/** Similar: from one viewed item to the next of the same visit, and how much of the list is of the item's own category. */
export function measureSimilar(context: ScenarioContext): ScenarioFigure[] {
  const queries = sampleQueries(context, 'similar', nextViews(context));
  const task = {
    scenario: 'similar',
    asked: 'the next item viewed in a visit, from the current one',
    metrics: ['hr@10', 'mrr@10'],
    queries,
    rankers: [
      { name: 'similar', rank: ({ current }: NextViewQuery) => rankScenario(context, 'similar', { item: current }) },
      { name: 'popularity', rank: ({ current }: NextViewQuery) => rankPopular(context, [current]) },
      {
        name: 'bought-together',
        rank: ({ current }: NextViewQuery) => rankScenario(context, 'bought-together', { item: current }),
      },
    ],
  } as const;
  const { category } = context.engine.model.items;
  const inCategory = queries.filter(({ current }) => category[current] !== 0);
  const shares = task.rankers.map((ranker) =>
    Float64Array.from(inCategory, (query) => {
      const list = ranker.rank(query);
      return list.filter((item) => category[item] === category[query.current]).length / Math.max(1, list.length);
    }),
  );
  return [
    ...measureTask<NextViewQuery>(task, context.random),
    ...toFigures<NextViewQuery>(
      { ...task, asked: 'share of the list that is of the item’s own category', queries: inCategory },
      'category@10',
      shares,
      context.random,
    ),
  ];
}

/** One a later visit: two views in a row of different items, drawn by seed. */
function nextViews({ history, from, random }: ScenarioContext): NextViewQuery[] {
  const views = new Set(VIEW_EVENTS.map(toEventCode));
  const drawn = random.fork('next views');
  const queries: NextViewQuery[] = [];
  for (let user = 0; user + 1 < history.userStart.length; user++) {
    const steps = new Map<number, [number, number][]>();
    let last = -1;
    for (let row = history.userStart[user]!; row < history.userStart[user + 1]!; row++) {
      if (history.time[row]! < from || !views.has(history.event[row]!)) continue;
      const session = history.session[row]!;
      if (last >= 0 && history.session[last] === session && history.item[last] !== history.item[row]) {
        steps.set(session, [...(steps.get(session) ?? []), [history.item[last]!, history.item[row]!]]);
      }
      last = row;
    }
    for (const pairs of steps.values()) {
      const [current, next] = drawn.pick(pairs);
      queries.push({ user, current, relevant: new Set([next]) });
    }
  }
  return queries;
}
