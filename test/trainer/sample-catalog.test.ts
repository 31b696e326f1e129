import { describe, expect, it } from 'vitest';
import { createRandom } from '../../core/random.js';
import { generateCatalog } from '../../trainer/sample/generate-catalog.js';
import { drawPictureSprite, SHAPES, toPictureId } from '../../trainer/sample/pictures/draw-picture-sprite.js';
import { BRANDS } from '../../trainer/sample/shop-data/brands.js';
import { PLACED_TYPES } from '../../trainer/sample/shop-data/departments.js';
import { PROJECTS } from '../../trainer/sample/shop-data/projects.js';
import { TASTE_STYLES } from '../../trainer/sample/shop-data/taste-styles.js';

const items = generateCatalog(2000, createRandom(1));

describe('the range of the sample shop', () => {
  it('has as many items as asked for, in large shops and in small ones', () => {
    for (const count of [1, 10, 60, 333, 5000]) expect(generateCatalog(count, createRandom(2))).toHaveLength(count);
  });

  it('gives every item an id of its own, ascending', () => {
    const numbers = items.map(({ id }) => Number(/^HF-(\d+)$/.exec(id)?.[1]));
    expect(numbers.every((number, at) => at === 0 || number > numbers[at - 1]!)).toBe(true);
  });

  it('never uses a name twice, even where a type runs out of names', () => {
    const many = generateCatalog(8000, createRandom(3));
    expect(new Set(many.map(({ name }) => name)).size).toBe(many.length);
  });

  it('lets only variants of one design differ in size and colour alone', () => {
    const groupOf = new Map<string, string>();
    for (const { id, name, variant, groupId } of items) {
      const design = variant === undefined ? name : name.slice(0, -variant.length);
      expect(groupOf.get(design) ?? groupId ?? id).toBe(groupId ?? id);
      groupOf.set(design, groupId ?? id);
    }
    expect(items.filter(({ groupId }) => groupId !== undefined).length).toBeGreaterThan(items.length / 3);
  });

  it('asks prices above zero, and less on sale', () => {
    for (const { price, salePrice } of items) {
      expect(price).toBeGreaterThan(1);
      expect(salePrice ?? 1).toBeLessThan(price);
      expect(salePrice ?? 1).toBeGreaterThan(0);
    }
  });

  it('has sizes cost more as they grow', () => {
    const rods = items.filter(({ plainName, groupId }) => plainName.includes('curtain rod') && groupId !== undefined);
    for (const short of rods.filter(({ variant }) => variant === '120–200 cm')) {
      const long = rods.find(({ groupId, id }) => groupId === short.groupId && id !== short.id);
      expect(long?.price).toBeGreaterThan(short.price);
    }
    expect(rods.length).toBeGreaterThan(4);
  });

  it('is nearly all in stock, with a few sold out and fewer still to come', () => {
    const share = (availability: string): number =>
      items.filter((item) => item.availability === availability).length / items.length;
    expect(share('out_of_stock')).toBeGreaterThan(0.015);
    expect(share('out_of_stock')).toBeLessThan(0.05);
    expect(share('preorder')).toBeGreaterThan(0);
    expect(share('preorder')).toBeLessThan(0.02);
  });

  it('describes every item in sentences, none of them twice', () => {
    for (const { description } of items) {
      const sentences = description.match(/[^.?!]+[.?!](?=\s[A-ZÀ-Þ]|$)/g) ?? [];
      expect(sentences.length, description).toBeGreaterThanOrEqual(2);
      expect(new Set(sentences.map((one) => one.trim())).size, description).toBe(sentences.length);
    }
  });

  it('has data tables that only name what exists', () => {
    const types = new Set(PLACED_TYPES.map(({ type }) => type.name));
    const categories = new Set(PLACED_TYPES.map(({ category }) => category.name));
    const departments = new Set(PLACED_TYPES.map(({ department }) => department.name));
    const brands = new Set(BRANDS.map(({ name }) => name));
    expect(types.size).toBe(PLACED_TYPES.length);
    expect(PROJECTS.flatMap(({ steps }) => steps).filter((step) => !types.has(step))).toEqual([]);
    const wanted = TASTE_STYLES.flatMap((style) => Object.keys(style.categories));
    expect(wanted.filter((name) => !categories.has(name))).toEqual([]);
    expect(TASTE_STYLES.flatMap((style) => style.brands).filter((name) => !brands.has(name))).toEqual([]);
    expect(BRANDS.flatMap((brand) => brand.kindsIn ?? []).filter((name) => !categories.has(name))).toEqual([]);
    expect(BRANDS.flatMap((brand) => brand.departments).filter((name) => !departments.has(name))).toEqual([]);
  });
});

describe('the picture sprite', () => {
  const sprite = drawPictureSprite(items.map(({ picture }) => picture));

  it('has a view for every picture of the range, each once', () => {
    const views = [...sprite.matchAll(/<view id="([^"]+)"/g)].map((match) => match[1]!);
    expect(new Set(views).size).toBe(views.length);
    expect(new Set(items.map(({ picture }) => toPictureId(picture)))).toEqual(new Set(views));
  });

  it('stays under 200 kB', () => {
    expect(Buffer.byteLength(sprite)).toBeLessThan(200_000);
  });

  it('is the same whatever the order of the pictures', () => {
    expect(drawPictureSprite(items.map(({ picture }) => picture).reverse())).toBe(sprite);
  });

  it('draws what each cell refers to, and closes every element', () => {
    const drawn = new Set([...sprite.matchAll(/<g id="([^"]+)"/g)].map((match) => match[1]!));
    for (const match of sprite.matchAll(/href="#([^"]+)"/g)) expect(drawn).toContain(match[1]!);
    const open: string[] = [];
    for (const [, closing, name, empty] of sprite.matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/gi)) {
      if (closing === '/') expect(open.pop()).toBe(name);
      else if (empty !== '/') open.push(name!);
    }
    expect(open).toEqual([]);
  });

  it('uses every shape that can be drawn', () => {
    const used = new Set(PLACED_TYPES.map(({ type }) => type.shape));
    expect(Object.keys(SHAPES).filter((shape) => !used.has(shape as keyof typeof SHAPES))).toEqual([]);
  });
});
