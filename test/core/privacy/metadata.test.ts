import { describe, expect, it } from 'vitest';
import { tellingEngine } from '../../../bench/privacy/index.js';
import { studyMetadata } from '../../../bench/privacy/study-metadata.js';

describe('what is beside the answer', () => {
  it('tells a busy shopper from an idle one no better than a coin (`npm run privacy`: 10,000 uploads)', async () => {
    const { uploads, lower } = await studyMetadata(tellingEngine(), 1200);
    expect(uploads).toBe(1200);
    expect(lower).toBeLessThanOrEqual(0.5);
  });
});
