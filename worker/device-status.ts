import type { Manifest } from '../core/artifact/manifest.js';
import type { DeviceStatus } from '../core/protocol.js';
import type { Recommender } from '../engine/recommender.js';
import type { LoadedModel } from './model-source.js';

export function toModelStatus({ sequence, asOf, items, sections }: Manifest): NonNullable<DeviceStatus['model']> {
  const loaded = sections.filter(({ name }) => name !== 'report');
  return { sequence, asOf, items, sizeBytes: loaded.reduce((sum, { bytes }) => sum + bytes, 0) };
}

export function toExperimentStatus({ manifest, arm }: LoadedModel): DeviceStatus['experiment'] {
  return manifest.experiment === undefined ? null : { name: manifest.experiment.name, arm };
}

export function toAnswering(recommender: Recommender | undefined): DeviceStatus['answering'] {
  if (recommender === undefined) return 'fallback';
  return recommender.personal === undefined ? 'closed-form' : 'personal';
}
