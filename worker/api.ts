import { RecommenderError } from '../core/errors.js';
import { PROTOCOL_VERSION, type Notice, type WorkerApi } from '../core/protocol.js';
import { Device, type DevicePorts } from './device.js';

/** Joins store, loader and engine into what a page may call. */
export function createWorkerApi(ports: DevicePorts): WorkerApi {
  const subscribers = new Set<MessagePort>();
  const notify = (notice: Notice): void => {
    for (const port of subscribers) port.postMessage(notice);
  };
  let device: Device | undefined;
  let openedFor = '';
  let isClosed = false;
  const opened = (): Device => {
    if (isClosed) throw new RecommenderError('request/closed', 'expected an open recommender, it was closed');
    if (device === undefined) throw new RecommenderError('worker/not-started', 'expected open() before any other call');
    return device;
  };
  return {
    hello: () => Promise.resolve(PROTOCOL_VERSION),
    async open(options) {
      if (isClosed) opened();
      const { mode, guest, ...identity } = options;
      const previous = device;
      const opensFor = JSON.stringify(Object.entries(identity).sort());
      if (previous === undefined || openedFor !== opensFor) {
        device = new Device(identity, ports, notify);
        openedFor = opensFor;
        void previous?.close();
      }
      await opened().open(mode, guest);
      return opened().status();
    },
    async setMode(mode) {
      await opened().setMode(mode);
      return opened().status();
    },
    track: async (events) => opened().track(events),
    recommend: async (request) => opened().lists.recommend(request),
    recommendNext: async (recommId, count) => opened().lists.recommendNext(recommId, count),
    explain: async (recommId, itemId) => Promise.resolve(opened().lists.explain(recommId, itemId)),
    profile: async () => (await opened().shopper()).view(),
    setProfile: async (profile) => opened().setProfile(profile),
    forget: async (target) => opened().forget(target),
    mute: async (target, on) => (await opened().shopper()).mute(target, on),
    exportProfile: async () => (await opened().shopper()).content(),
    importProfile: async (content) => (await opened().shopper()).take(content),
    ledger: async () => opened().ledger(),
    setGuestMode: async (on) => opened().guest.set(on),
    status: async () => opened().status(),
    subscribe(port) {
      subscribers.add(port);
      return Promise.resolve();
    },
    connectPersonal: async (port) => opened().connectPersonal(port),
    connectReports: async (end) => opened().connectReports(end),
    async close() {
      if (isClosed) return;
      isClosed = true;
      for (const port of subscribers) port.close();
      subscribers.clear();
      await device?.close();
    },
  };
}
