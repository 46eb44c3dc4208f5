import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { modelBytes, NEEDED_MODEL_BYTES } from '../../../../src/lib/app/engine/model-size';
import { parseModelManifest } from '../../../../src/lib/core/models/model-manifest';
import { MESSAGES } from '../../../../src/lib/app/messages/messages';

const path = new URL('../../../../static/models/whisper-base-q8_0/manifest.json', import.meta.url);

test('the size that is told before the model is fetched is that of its manifest', () => {
  const { id, sizeBytes } = parseModelManifest(JSON.parse(readFileSync(path, 'utf8')));
  expect(NEEDED_MODEL_BYTES).toBe(sizeBytes);
  expect(modelBytes(id)).toBe(sizeBytes);
  expect(modelBytes('another')).toBeNull();
});

/** There are several spaces that do not break. */
const spaced = (text: string) => text.replace(/\s/gu, ' ');

test('the list of what is missing offline tells the same size', () => {
  for (const { offline, numbers } of Object.values(MESSAGES))
    expect(spaced(offline.parts.model)).toContain(spaced(numbers.megabytes(NEEDED_MODEL_BYTES)));
});
