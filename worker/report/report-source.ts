import type { Arm, Manifest } from '../../core/artifact/manifest.js';
import type { EvidenceSource, ModelPolicy } from '../../core/privacy/evidence.js';
import { DEFAULT_WEIGHTS } from '../../core/privacy/questions.js';
import type { Engine } from '../../engine/engine.js';
import { gatherEvidence } from '../../engine/report/gather-evidence.js';
import type { KeyedEvent } from '../store/store.js';
import { toEligibleEvents } from './eligible-events.js';

export interface SourceModel {
  readonly manifest: Pick<Manifest, 'sequence' | 'reports'>;
  readonly arm: Arm;
  readonly engine: Engine;
}

/** What evidence is gathered from, for one shop. */
export interface SourceHost {
  readonly sensitiveCategories?: readonly string[] | undefined;
  /** The model in force, and which of an experiment's two it is. */
  model(): SourceModel | undefined;
  /** As the event store's: undefined where events are in memory alone. */
  readSince(key: number): Promise<readonly KeyedEvent[] | undefined>;
}

/** Answers the reports' maker from the model in force and the stored events. */
export function createReportSource(host: SourceHost): EvidenceSource {
  const policyOf = ({ manifest, arm }: SourceModel): ModelPolicy => ({
    sequence: manifest.sequence,
    arm,
    weights: manifest.reports ?? DEFAULT_WEIGHTS,
  });
  return {
    policy: () => {
      const loaded = host.model();
      return Promise.resolve(loaded && policyOf(loaded));
    },
    async lastKey() {
      const rows = await host.readSince(0);
      return rows && (rows.at(-1)?.key ?? 0);
    },
    async find(draw, cut) {
      const loaded = host.model();
      const rows = await host.readSince(cut);
      if (loaded === undefined || rows === undefined) return undefined;
      const { engine } = loaded;
      const events = toEligibleEvents(rows, engine.model, host.sensitiveCategories ?? []);
      return {
        policy: policyOf(loaded),
        cut: rows.at(-1)?.key ?? cut,
        evidence: gatherEvidence(draw, engine, events),
      };
    },
  };
}
