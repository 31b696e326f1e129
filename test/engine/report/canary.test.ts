import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { makeReport } from '../../../core/privacy/make-report.js';
import { createMechanisms, QUESTION_FACTS, QUESTIONS } from '../../../core/privacy/questions.js';
import { encodeReport } from '../../../core/privacy/report.js';
import type { ShopEvent } from '../../../core/events/shop-event.js';
import { createRandom } from '../../../core/random.js';
import { createEngine } from '../../../engine/engine.js';
import { gatherEvidence } from '../../../engine/report/gather-evidence.js';
import { createSeededBytes } from '../../../trainer/simulate/seeded-bytes.js';
import { smallModelParts } from '../../helpers/small-model.js';
import { createModel } from '../../../core/artifact/model.js';

const ITEM = 'canary-item-7f3a91';
const PHRASE = 'the phrase that nobody else types';
const CATEGORY = 'canary kind';

/** Every plain way to write a text that a report could hold. */
function encodings(text: string): string[] {
  const bytes = Buffer.from(text);
  const hashes = ['md5', 'sha1', 'sha256'].map((name) => createHash(name).update(bytes).digest('hex'));
  return [
    text,
    encodeURIComponent(text),
    bytes.toString('hex'),
    bytes.toString('base64').slice(0, 12),
    Array.from(text).reverse().join(''),
    ...hashes.map((hash) => hash.slice(0, 12)),
    ...hashes.map((hash) => String(Number.parseInt(hash.slice(0, 12), 16))),
  ];
}

describe('a shopper who alone looks at one product and types one phrase', () => {
  const parts = smallModelParts();
  const itemIds = parts.ids.itemIds.map((id, item) => (item === 5 ? ITEM : id));
  const categories = parts.ids.categories.map((name, k) => (k === parts.items.category[5] ? CATEGORY : name));
  const engine = createEngine(createModel({ ...parts, ids: { ...parts.ids, itemIds, categories } }));
  const events: ShopEvent[] = [
    { name: 'search', time: 1e12, items: [], searchTerm: PHRASE },
    { name: 'view_item', time: 1e12 + 1, items: [{ item_id: ITEM, item_list_id: PHRASE }] },
    { name: 'purchase', time: 1e12 + 2, items: [{ item_id: ITEM, price: 4242.42, quantity: 17 }] },
  ];

  it('is in no byte that leaves, in no plain encoding', () => {
    const bytes = createSeededBytes(createRandom(5));
    const mechanisms = createMechanisms();
    const forbidden = [ITEM, PHRASE, CATEGORY, '4242.42'].flatMap(encodings);
    for (const question of QUESTIONS) {
      for (let k = 0; k < 100; k++) {
        const id = Buffer.from(bytes(16)).toString('hex');
        const parameter = k % QUESTION_FACTS[question].parameters;
        const frame = { id, epoch: 2968, model: 1, arm: 0 as const, question, parameter };
        const inputs = { evidence: gatherEvidence(frame, engine, events), rendered: new Set<never>() };
        const text = encodeReport(makeReport(frame, inputs, mechanisms, bytes));
        for (const trace of forbidden) expect(text.includes(trace)).toBe(false);
      }
    }
  });
});
