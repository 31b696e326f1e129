import { toEventCode } from '../../../core/events/event-names.js';
import type { Profile } from '../../../engine/profile.js';
import { rowsToProfile } from '../../fit/query-profile.js';
import { markRows } from '../query.js';
import {
  LIST_LENGTH,
  rankPopular,
  rankScenario,
  rankSimilar,
  sampleQueries,
  type ScenarioContext,
} from './scenario-context.js';
import { measureTask, type ScenarioFigure, type ScenarioQuery } from './scenario-figure.js';

const PURCHASE = toEventCode('purchase');
/** Items of a list to be re-ranked. */
const PAGE = 50;

/** The beginning of a later session of somebody of whom something is known. */
interface VisitQuery extends ScenarioQuery {
  readonly historyTo: number;
  readonly time: number;
  /** A page of items, the first relevant one among them; for re-ranking only. */
  readonly page: readonly number[];
}

/** Buy again, recently viewed, because you viewed and re-rank: what a shopper does on coming back. */
export function measureOwn(context: ScenarioContext): ScenarioFigure[] {
  return [
    ...measureBuyAgain(context),
    ...measureRecent(context),
    ...measureAnchored(context),
    ...measureRerank(context),
  ];
}

function measureBuyAgain(context: ScenarioContext): ScenarioFigure[] {
  const profileOf = createProfiles(context);
  const bought = (profile: Profile): number[] =>
    [...profile.known.keys()].filter((i) => profile.known.get(i)!.bought > 0);
  const all = visits(context, (row) => context.history.event[row] === PURCHASE);
  const queries = sampleQueries(context, 'buy-again', all).flatMap((query) => {
    const own = bought(profileOf(query));
    const relevant = new Set(own.filter((item) => query.relevant.has(item)));
    return own.length > 1 && relevant.size > 0 ? [{ ...query, relevant }] : [];
  });
  const byOwn = (name: string, order: (profile: Profile, item: number) => number): BaselineRanker => ({
    name,
    rank: (query) => {
      const profile = profileOf(query);
      const own = bought(profile);
      return own.sort((a, b) => order(profile, b) - order(profile, a) || a - b).slice(0, LIST_LENGTH);
    },
  });
  return measureTask<VisitQuery>(
    {
      scenario: 'buy-again',
      asked: 'which of the shopper’s own items the next order repeats',
      metrics: ['ndcg@10', 'hr@10'],
      queries,
      rankers: [
        {
          name: 'buy-again',
          rank: (query) => rankScenario(context, 'buy-again', { now: query.time }, profileOf(query)),
        },
        byOwn('latest first', (profile, item) => profile.known.get(item)!.time),
        byOwn('most often first', (profile, item) => {
          const { bought: times, lastStep } = profile.known.get(item)!;
          return times + lastStep * 1e-6;
        }),
      ],
    },
    context.random,
  );
}

type BaselineRanker = { readonly name: string; rank(query: VisitQuery): number[] };

function measureRecent(context: ScenarioContext): ScenarioFigure[] {
  const profileOf = createProfiles(context);
  const queries = sampleQueries(context, 'recently-viewed', visits(context)).flatMap((query) => {
    const { known } = profileOf(query);
    const relevant = new Set([...query.relevant].filter((item) => known.has(item)));
    return relevant.size > 0 ? [{ ...query, relevant }] : [];
  });
  return measureTask<VisitQuery>(
    {
      scenario: 'recently-viewed',
      asked: 'known items that the next visit returns to',
      metrics: ['ndcg@10', 'hr@10'],
      queries,
      rankers: [
        { name: 'recently-viewed', rank: (query) => rankScenario(context, 'recently-viewed', {}, profileOf(query)) },
        { name: 'popularity', rank: () => rankPopular(context, []) },
      ],
    },
    context.random,
  );
}

function measureAnchored(context: ScenarioContext): ScenarioFigure[] {
  const profileOf = createProfiles(context);
  const queries = sampleQueries(context, 'because-you-viewed', newcomersLeftOut(context, profileOf));
  return measureTask<VisitQuery>(
    {
      scenario: 'because-you-viewed',
      asked: 'any new item of the next visit',
      metrics: ['hr@10', 'ndcg@10'],
      queries,
      rankers: [
        {
          name: 'because-you-viewed',
          rank: (query) => rankScenario(context, 'because-you-viewed', {}, profileOf(query)),
        },
        { name: 'popularity', rank: (query) => rankPopular(context, profileOf(query).known.keys()) },
        {
          name: 'similar to the latest',
          rank: (query) => {
            const { known, steps } = profileOf(query);
            return rankSimilar(
              context,
              steps.findLast(({ items }) => items.length > 0)!.items.at(-1)!,
              new Set(known.keys()),
            );
          },
        },
      ],
    },
    context.random,
  );
}

function measureRerank(context: ScenarioContext): ScenarioFigure[] {
  const { engine } = context;
  const profileOf = createProfiles(context);
  const queries = sampleQueries(context, 'rerank', newcomersLeftOut(context, profileOf)).map((query, k) =>
    toPage(context, query, k),
  );
  const popularity = (item: number): number => engine.trends.popularity[item]!;
  return measureTask<VisitQuery>(
    {
      scenario: 'rerank',
      asked: `one new item of the next visit, on a page of ${String(PAGE)} mostly of its category`,
      metrics: ['ndcg@10', 'hr@10'],
      queries,
      rankers: [
        {
          name: 'rerank',
          rank: (query) => rankScenario(context, 'rerank', { items: query.page }, profileOf(query)),
        },
        {
          name: 'popularity',
          rank: ({ page }) => [...page].sort((a, b) => popularity(b) - popularity(a) || a - b).slice(0, LIST_LENGTH),
        },
        { name: 'shuffled', rank: ({ page }) => page.slice(0, LIST_LENGTH) },
      ],
    },
    context.random,
  );
}

/** The item sought among 49 others, in a drawn order: a category page, filled up from the whole catalog where it is short. */
function toPage({ engine, history, random }: ScenarioContext, query: VisitQuery, place: number): VisitQuery {
  const drawn = random.fork(`page ${String(place)}`);
  const sought = drawn.pick([...query.relevant]);
  const { category } = engine.model.items;
  const isOther = (item: number): boolean => !query.relevant.has(item);
  const all = drawn.shuffle(Array.from(category.keys())).filter(isOther);
  const group = category[sought]!;
  const ofKind = group === 0 ? [] : all.filter((item) => category[item] === group);
  const page = [...new Set([sought, ...ofKind, ...all])].slice(0, Math.min(PAGE, history.itemIds.length));
  return { ...query, relevant: new Set([sought]), page: drawn.shuffle(page) };
}

/** Visits of known shoppers, asked for what they do not know. */
function newcomersLeftOut(context: ScenarioContext, profileOf: (query: VisitQuery) => Profile): VisitQuery[] {
  return visits(context).flatMap((query) => {
    const profile = profileOf(query);
    const relevant = new Set([...query.relevant].filter((item) => !profile.known.has(item)));
    return profile.isEmpty || relevant.size === 0 ? [] : [{ ...query, relevant }];
  });
}

/** One a later session: the distinct positive items of its rows that `asks`. */
function visits({ history, from }: ScenarioContext, asks: (row: number) => boolean = () => true): VisitQuery[] {
  const { userStart, session, time, item } = history;
  const { positive } = markRows(history);
  const queries: VisitQuery[] = [];
  for (let user = 0; user + 1 < userStart.length; user++) {
    for (let row = userStart[user]!; row < userStart[user + 1]!;) {
      const historyTo = row;
      const relevant = new Set<number>();
      for (; row < userStart[user + 1]! && session[row] === session[historyTo]; row++)
        if (positive[row] === 1 && asks(row)) relevant.add(item[row]!);
      if (time[historyTo]! >= from && historyTo > userStart[user]! && relevant.size > 0)
        queries.push({ user, relevant, historyTo, time: time[historyTo]!, page: [] });
    }
  }
  return queries;
}

/** Profiles as of a query. The latest is kept, because several rankers ask for the same one in turn. */
function createProfiles({ engine, history }: ScenarioContext): (query: VisitQuery) => Profile {
  const { eventWeights } = engine.model.settings;
  let latest: { readonly historyTo: number; readonly profile: Profile } | undefined;
  return ({ user, historyTo }) => {
    if (latest?.historyTo !== historyTo) {
      const range = { from: history.userStart[user]!, to: historyTo };
      latest = { historyTo, profile: rowsToProfile(history, range, eventWeights) };
    }
    return latest.profile;
  };
}
