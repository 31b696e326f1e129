import type { Manifest } from '../../core/artifact/manifest.js';
import type { EvidenceSource, ModelPolicy } from '../../core/privacy/evidence.js';
import { DEFAULT_WEIGHTS } from '../../core/privacy/questions.js';
import type { Engine } from '../../engine/engine.js';
import { gatherEvidence } from '../../engine/report/gather-evidence.js';
import type { KeyedEvent } from '../store/store.js';
import { toEligibleEvents } from './eligible-events.js';

/** What evidence is gathered from, for one shop. */
export interface SourceHost {
  readonly sensitiveCategories?: readonly string[] | undefined;
  model(): { readonly manifest: Pick<Manifest, 'sequence' | 'reports'>; readonly engine: Engine } | undefined;
  /** As the event store's: undefined where events are in memory alone. */
  readSince(key: number): Promise<readonly KeyedEvent[] | undefined>;
}

/** Answers the reports' maker from the model in force and the stored events. */
export function createReportSource(host: SourceHost): EvidenceSource {
  const policyOf = ({ sequence, reports }: Pick<Manifest, 'sequence' | 'reports'>): ModelPolicy => ({
    sequence,
    weights: reports ?? DEFAULT_WEIGHTS,
  });
  return {
    policy: () => {
      const manifest = host.model()?.manifest;
      return Promise.resolve(manifest && policyOf(manifest));
    },
    async lastKey() {
      const rows = await host.readSince(0);
      return rows && (rows.at(-1)?.key ?? 0);
    },
    async find(draw, cut) {
      const loaded = host.model();
      const rows = await host.readSince(cut);
      if (loaded === undefined || rows === undefined) return undefined;
      const { engine, manifest } = loaded;
      const events = toEligibleEvents(rows, engine.model, host.sensitiveCategories ?? []);
      return {
        policy: policyOf(manifest),
        cut: rows.at(-1)?.key ?? cut,
        evidence: gatherEvidence(draw, engine, events),
      };
    },
  };
}
