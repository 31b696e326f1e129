import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { installedBrowser } from './scripts/find-browser.mjs';

const root = import.meta.dirname;
const builtManifest = path.join(root, 'dist/browser/manifest.json');

/** What the build puts in place of these names; before a first build there are no workers to name. */
const define = {
  __SHELFWISE_WORKERS__: existsSync(builtManifest) ? workersOf(readFileSync(builtManifest, 'utf8')) : '{}',
  __SHELFWISE_PANEL__: 'undefined',
  __SHELFWISE_VERSION__: '"0.0.0-test"',
};

function workersOf(manifest: string): string {
  return JSON.stringify((JSON.parse(manifest) as { workers: unknown }).workers);
}

export default defineConfig({
  root,
  define,
  test: {
    env: {
      CHROMIUM_PATH: (await installedBrowser()) ?? '',
      SHELFWISE_TEST_MODEL: path.join(root, 'dist/test-model'),
      SHELFWISE_TEST_SHOP: path.join(root, 'dist/test-shop'),
    },
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: ['test/e2e/**'], testTimeout: 60_000 },
      },
      {
        // One file after another in one process: the tests share two cores with the browser they drive.
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          maxWorkers: 1,
          isolate: false,
        },
      },
    ],
  },
});
