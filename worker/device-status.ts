import type { Manifest } from '../core/artifact/manifest.js';
import type { DeviceStatus } from '../core/protocol.js';
import type { Recommender } from '../engine/recommender.js';
import type { LoadedModel } from './model-source.js';

/** The part of a device's status that its model and recommender tell. */
export function toEngineStatus(
  loaded: LoadedModel | undefined,
  recommender: Recommender | undefined,
): Pick<DeviceStatus, 'model' | 'modelSource' | 'experiment' | 'answering' | 'backend'> {
  return {
    model: loaded === undefined ? null : toModelStatus(loaded.manifest),
    modelSource: loaded?.source ?? null,
    experiment: loaded === undefined ? null : toExperimentStatus(loaded),
    answering: toAnswering(recommender),
    backend: recommender?.engine.kernel.name ?? 'js',
  };
}

function toModelStatus({ sequence, asOf, items, sections }: Manifest): NonNullable<DeviceStatus['model']> {
  const loaded = sections.filter(({ name }) => name !== 'report');
  return { sequence, asOf, items, sizeBytes: loaded.reduce((sum, { bytes }) => sum + bytes, 0) };
}

function toExperimentStatus({ manifest, arm }: LoadedModel): DeviceStatus['experiment'] {
  return manifest.experiment === undefined ? null : { name: manifest.experiment.name, arm };
}

function toAnswering(recommender: Recommender | undefined): DeviceStatus['answering'] {
  if (recommender === undefined) return 'fallback';
  return recommender.personal === undefined ? 'closed-form' : 'personal';
}
