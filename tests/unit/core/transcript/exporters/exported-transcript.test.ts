import { exportedTranscript } from '$lib/core/transcript/exporters/exported-transcript';
import type { TextOrigin } from '$lib/core/transcript/transcript';
import { expect, test } from 'vitest';
import { segment } from '../segment';

const ADDED_MS = Date.UTC(2026, 2, 1);
const written = (id: string, writtenMs: number): TextOrigin => ({
  model: { id, sha256: 'ab' },
  engine: 'wasm int8',
  writtenMs,
});
const window = (origin?: TextOrigin) => ({
  ...{ startSeconds: 0, endSeconds: 2, language: 'fr', segments: [segment(0, 2, 'Oui.')] },
  ...(origin && { origin }),
});
const exported = (...origins: (TextOrigin | undefined)[]) =>
  exportedTranscript({
    ...{ name: 'a.m4a', durationSeconds: 4, addedMs: ADDED_MS },
    windows: origins.map(window),
  });

test('it names each model that wrote a part of the text, once, and when the last of it was written', () => {
  const later = Date.UTC(2026, 5, 1);
  const { models, createdIso } = exported(
    written('tiny', ADDED_MS),
    written('base', later),
    written('tiny', 5),
  );
  expect(models).toEqual([
    { id: 'tiny', sha256: 'ab' },
    { id: 'base', sha256: 'ab' },
  ]);
  expect(createdIso).toBe('2026-06-01T00:00:00.000Z');
});

test('of a text that an older version has kept no model is known, and the time is that of its recording', () => {
  expect(exported(undefined)).toMatchObject({ models: [], createdIso: '2026-03-01T00:00:00.000Z' });
});
