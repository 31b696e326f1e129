import type { Repeats } from '../core/artifact/blend-section.js';
import { contextAt } from '../core/context.js';
import type { PersonalProblem } from '../core/protocol.js';
import type { Engine } from './engine.js';
import { Profile } from './profile.js';
import { chooseBlend, createSlate } from './slate.js';
import { ownHistoryScore, rankSlate, scoreSlate } from './slate-scores.js';

/** Below this many distinct items there is nothing to learn that the shipped list does not say. */
export const PERSONAL_MIN_ITEMS = 5;
/** Only so many of the shopper's latest steps are learned from: each costs a list, and tastes change. */
const MAX_CHOICES = 12;
/** A list that is learned from has something to go by. */
const MIN_KNOWN = 2;
/** Of a list so many of the best are taken whole, and so many of all others that lie evenly over the rest of it. */
const BEST = 100;
const OTHERS = 100;

/** The shopper's distinct items that carry behaviour, oldest first. */
export function personalItems(engine: Engine, profile: Profile): number[] {
  const { factorScale } = engine.model.items;
  return [...profile.known.keys()].filter((item) => factorScale[item]! > 0);
}

export interface PersonalInputs {
  readonly engine: Engine;
  readonly profile: Profile;
}

/**
 * What the personal model is trained on: the lists that the shipped model would have given before each of the shopper's
 * latest steps. Only steps later than the model count: it was fitted on the earlier ones, this shopper's perhaps among them,
 * so how well it or a correction ranks those says nothing of what comes next. Yields after each list, that whoever has other things to do may do them.
 * @returns undefined below PERSONAL_MIN_ITEMS distinct items.
 */
export function* buildPersonalProblem(
  { engine, profile }: PersonalInputs,
  repeats: Repeats,
): Generator<undefined, PersonalProblem | undefined> {
  const foldIn = engine.signals.factors.foldInFactor(profile);
  if (foldIn === undefined || personalItems(engine, profile).length < PERSONAL_MIN_ITEMS) return undefined;
  const asOf = engine.model.settings.asOf ?? Infinity;
  const choices: Choice[] = [];
  for (let step = profile.steps.length - 1; step > 0 && choices.length < MAX_CHOICES; step--) {
    if (profile.steps[step]!.time <= asOf) break;
    const choice = toChoice(engine, profile, step, repeats);
    if (choice === undefined) continue;
    choices.unshift(choice);
    yield;
  }
  return toProblem(engine, choices, { foldIn, repeats });
}

/** `buildPersonalProblem` at one go. */
export function toPersonalProblem(inputs: PersonalInputs, repeats: Repeats): PersonalProblem | undefined {
  const building = buildPersonalProblem(inputs, repeats);
  for (;;) {
    const { done, value } = building.next();
    if (done === true) return value;
  }
}

/** One candidate of a list, see PersonalChoices. */
interface Candidate {
  readonly item: number;
  readonly score: number;
  readonly ownScore: number;
  readonly logWeight: number;
}

interface Choice {
  /** What was taken first. */
  readonly candidates: readonly Candidate[];
  readonly taken: number;
}

/** The list before a step; undefined where the list had nothing of what was taken. */
function toChoice(engine: Engine, profile: Profile, step: number, repeats: Repeats): Choice | undefined {
  const { items, time } = profile.steps[step]!;
  const before = new Profile(profile.weights);
  for (const event of profile.events) if (event.time < time) before.add(event);
  const taken = new Set(items.filter((item) => repeats === 'allow' || !before.known.has(item)));
  if (taken.size === 0 || before.known.size < MIN_KNOWN) return undefined;
  const asked = { repeats, now: time, context: contextAt(time) };
  const slate = createSlate(engine, before, asked);
  const blend = chooseBlend(engine.model, before, asked);
  const scores = scoreSlate(slate, blend);
  const ranked = rankSlate(scores, scores.length);
  const toCandidate = (row: number, weight: number): Candidate => ({
    item: slate.items[row]!,
    score: scores[row]!,
    ownScore: ownHistoryScore(slate, blend, row),
    logWeight: Math.log(weight),
  });
  const isTaken = (row: number): boolean => taken.has(slate.items[row]!);
  const chosen = ranked.filter(isTaken).map((row) => toCandidate(row, 1));
  if (chosen.length === 0) return undefined;
  const others = ranked.filter((row) => !isTaken(row));
  return {
    taken: chosen.length,
    candidates: [
      ...chosen,
      ...others.slice(0, BEST).map((row) => toCandidate(row, 1)),
      ...thin(others.slice(BEST)).map(({ row, weight }) => toCandidate(row, weight)),
    ],
  };
}

/** OTHERS of many, the middle one of each of as many equal parts. */
function thin(rows: readonly number[]): { row: number; weight: number }[] {
  const count = Math.min(rows.length, OTHERS);
  const weight = rows.length / count;
  return Array.from({ length: count }, (_, k) => ({ row: rows[Math.floor((k + 0.5) * weight)]!, weight }));
}

function toProblem(
  { factors, model }: Engine,
  choices: readonly Choice[],
  about: Pick<PersonalProblem, 'foldIn' | 'repeats'>,
): PersonalProblem {
  const { ids, items } = model;
  const { dimension } = items;
  const candidates = choices.flatMap((choice) => choice.candidates);
  const rows = [...new Set(candidates.map(({ item }) => item))];
  const rowOf = new Map(rows.map((item, row) => [item, row]));
  const table = new Float32Array(rows.length * dimension);
  rows.forEach((item, row) => {
    table.set(factors.subarray(item * dimension, (item + 1) * dimension), row * dimension);
  });
  const start = new Uint32Array(choices.length + 1);
  choices.forEach((choice, c) => (start[c + 1] = start[c]! + choice.candidates.length));
  return {
    ...about,
    dimension,
    itemCount: rows.length,
    factors: table,
    category: Uint16Array.from(rows, (item) => items.category[item]!),
    categoryCount: ids.categories.length,
    brand: Uint16Array.from(rows, (item) => items.brand[item]!),
    brandCount: ids.brands.length,
    priceDecile: Uint8Array.from(rows, (item) => items.priceDecile[item]!),
    choices: {
      start,
      taken: Uint32Array.from(choices, ({ taken }) => taken),
      row: Uint32Array.from(candidates, ({ item }) => rowOf.get(item)!),
      score: Float32Array.from(candidates, ({ score }) => score),
      ownScore: Float32Array.from(candidates, ({ ownScore }) => ownScore),
      logWeight: Float32Array.from(candidates, ({ logWeight }) => logWeight),
    },
  };
}
