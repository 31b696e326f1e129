import { expect, it, vi } from 'vitest';
import { useFreshPage } from './fresh-page.js';

const page = useFreshPage();
const ALL = { storage: true, aggregates: true };

it('Global Privacy Control denies aggregates and leaves what stays on the device', () => {
  page.tools.gpc.set(true);
  expect(page.keep(ALL).mode).toBe('local');
  expect(page.keep({ storage: false }).mode).toBe('session');
  page.tools.gpc.set(false);
  expect(page.keep(ALL).mode).toBe('aggregates');
  expect(page.keep().mode).toBe('session');
});

it('Global Privacy Control that cannot be read means session', () => {
  vi.stubGlobal('navigator', {
    get globalPrivacyControl() {
      throw new Error('broken');
    },
  });
  expect(page.keep(ALL).mode).toBe('session');
});
