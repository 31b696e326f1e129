import { describe, expect, it } from 'vitest';
import { createEngine } from '../../engine/engine.js';
import { createRecommender } from '../../engine/recommender.js';
import { smallModel } from '../helpers/small-model.js';

const model = smallModel();
const demandOf = (item: number, value: number): Float32Array =>
  Float32Array.from({ length: model.items.count }, (_, index) => (index === item ? value : 0));
const recommenderWith = (demand: Float32Array | undefined) => {
  const recommender = createRecommender(createEngine({ ...model, demand }));
  recommender.track({ name: 'view_item', time: 1e12, items: [{ item_id: model.ids.itemIds[3]! }] });
  return recommender;
};
const request = { count: 10, repeats: 'forbid' } as const;

describe('demand that has changed since the log', () => {
  const plain = recommenderWith(undefined).rank(request);
  const last = plain.at(-1)!.item;

  it('is nothing to a model without it, and to one where nothing changed', () => {
    expect(recommenderWith(new Float32Array(model.items.count)).rank(request)).toEqual(plain);
  });

  it('is added to the score, lifts an item that rose and drops one that fell', () => {
    const risen = recommenderWith(demandOf(last, 20)).rank(request);
    expect(risen[0]!.item).toBe(last);
    expect(risen[0]!.score).toBeCloseTo(plain.at(-1)!.score + 20, 9);
    const fallen = recommenderWith(demandOf(plain[0]!.item, -20)).rank(request);
    expect(fallen[0]!.item).toBe(plain[1]!.item);
  });

  it('is a trend where a row says why, and part of the rest where it is explained', () => {
    const recommender = recommenderWith(demandOf(last, 20));
    const row = recommender.recommend(request);
    expect(row[0]).toMatchObject({ item: last, source: 'trend' });
    const shares = recommender.explain(last, 'forbid')!;
    const before = recommenderWith(undefined).explain(last, 'forbid')!;
    expect(shares.rest - before.rest).toBeCloseTo(20, 9);
    expect([...shares.shares]).toEqual([...before.shares]);
  });
});
