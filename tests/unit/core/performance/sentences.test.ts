import { expect, test } from 'vitest';
import { wordsOf } from '../../../../src/lib/core/metrics/text-normalizer';
import { SENTENCES } from '../../../../src/lib/core/performance/sentences';

test('each language has six different sentences of 8 to 14 words without digits', () => {
  for (const sentences of Object.values(SENTENCES)) {
    expect(new Set(sentences).size).toBe(6);
    for (const sentence of sentences) {
      expect(wordsOf(sentence).length).toBeGreaterThanOrEqual(8);
      expect(wordsOf(sentence).length).toBeLessThanOrEqual(14);
      expect(sentence).not.toMatch(/\d/);
    }
  }
});
