import { PROTOCOL_VERSION, type PersonalApi } from '../core/protocol.js';
import { trainPersonal } from '../engine/personal-model/train-personal.js';

/** What the personal model's worker does for the main worker. It keeps nothing from one call to the next. */
export function createPersonalApi(onClose: () => void): PersonalApi {
  return {
    hello: () => Promise.resolve(PROTOCOL_VERSION),
    train: async (problem) => Promise.resolve(trainPersonal(problem)),
    close() {
      onClose();
      return Promise.resolve();
    },
  };
}
