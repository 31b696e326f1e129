import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { makeReport, type ReportFrame } from '../../../core/privacy/make-report.js';
import { createMechanisms, QUESTIONS } from '../../../core/privacy/questions.js';
import { encodeReport, parseReport } from '../../../core/privacy/report.js';
import type { ShopEvent } from '../../../core/events/shop-event.js';
import type { Scenario } from '../../../core/scenarios.js';
import { createEngine } from '../../../engine/engine.js';
import { gatherEvidence } from '../../../engine/report/gather-evidence.js';
import { smallModel } from '../../helpers/small-model.js';

/** What a device knew and drew, and every byte it said. */
interface ReportVector {
  readonly frame: ReportFrame;
  readonly events: readonly ShopEvent[];
  readonly rendered: readonly Scenario[];
  /** In the order they were drawn, hexadecimal. */
  readonly random: string;
  readonly text: string;
}

const file = new URL('../../vectors/report-v1.json', import.meta.url);
const vectors = JSON.parse(readFileSync(file, 'utf8')) as readonly ReportVector[];
const engine = createEngine(smallModel());

describe('reports of format 1', () => {
  it('are there for every question', () => {
    expect(new Set(vectors.map(({ frame }) => frame.question))).toEqual(new Set(QUESTIONS));
  });

  it.each(vectors.map((vector, k) => [vector.frame.question, k, vector] as const))(
    'are what they always were: %s (%i)',
    (_question, _k, { frame, events, rendered, random, text }) => {
      const bytes = Buffer.from(random, 'hex');
      let drawn = 0;
      const draw = (length: number): Uint8Array => bytes.subarray(drawn, (drawn += length));
      const inputs = { evidence: gatherEvidence(frame, engine, events), rendered: new Set(rendered) };
      const report = makeReport(frame, inputs, createMechanisms(), draw);
      expect(encodeReport(report)).toBe(text);
      expect(drawn).toBe(bytes.length);
      expect(parseReport(text)).toEqual(report);
    },
  );
});
