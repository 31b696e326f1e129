import type { DeviceStatus, ProfileView, RecommendationList } from '../core/protocol.js';

/** What callers get where this environment cannot answer. */
export const NO_LIST: RecommendationList = { recommId: '', recomms: [] };
export const NO_PROFILE: ProfileView = {
  events: [],
  categories: [],
  brands: [],
  stated: {},
  segment: null,
  items: [],
  muted: { items: [], categories: [] },
};
export const UNKNOWN_DEVICE: DeviceStatus = {
  mode: 'session',
  storage: 'none',
  events: 0,
  guest: false,
  model: null,
  modelSource: null,
  experiment: null,
  answering: 'fallback',
  backend: 'js',
  sentBytes: 0,
  lastError: null,
};
