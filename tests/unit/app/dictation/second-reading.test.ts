import { SecondReading } from '$lib/app/dictation/second-reading.svelte';
import { AppError } from '$lib/core/errors';
import type { TranscribedWindow } from '$lib/core/transcript/transcript';
import { expect, test, vi } from 'vitest';

const read = (text: string): TranscribedWindow => ({
  startSeconds: 0,
  endSeconds: 1,
  segments: [{ startSeconds: 0, endSeconds: 1, text, language: 'en' }],
  language: 'en',
});

function open(answer: Promise<TranscribedWindow | null>, isThere = true) {
  const dictateAgain = vi.fn(() => answer);
  const reading = new SecondReading({
    inference: { dictateAgain },
    vocabulary: () => ['Digium'],
    model: () => 'small',
  });
  const target = { replaceLast: vi.fn(() => isThere) };
  return { reading, dictateAgain, target };
}

test('before the first utterance no second transcription is offered', async () => {
  const { reading, dictateAgain, target } = open(Promise.resolve(read('Hello')));
  await reading.read(target);
  expect([reading.other, dictateAgain.mock.calls.length]).toEqual([null, 0]);
});

test('the last utterance is transcribed in the other language, and back again', async () => {
  const { reading, dictateAgain, target } = open(Promise.resolve(read('Hello')));
  reading.note('fr');
  await reading.read(target);
  expect(dictateAgain).toHaveBeenLastCalledWith('en', ['Digium'], { modelId: 'small' });
  expect(target.replaceLast).toHaveBeenLastCalledWith('Hello', 'en');
  expect([reading.language, reading.other]).toEqual(['en', 'fr']);
});

test.each([
  ['there is no text in that language', Promise.resolve(read('')), true],
  ['the sound is gone', Promise.resolve(null), true],
  ['the utterance was deleted', Promise.resolve(read('Hello')), false],
])('where %s, the document stays as it is', async (_, answer, isThere) => {
  const { reading, target } = open(answer, isThere);
  reading.note('fr');
  await reading.read(target);
  expect([reading.language, reading.failure, reading.isReading]).toEqual(['fr', null, false]);
});

test('a failure is shown until the next utterance', async () => {
  const { reading, target } = open(Promise.reject(new AppError('engine-failed', 'broken')));
  reading.note('fr');
  await reading.read(target);
  expect(reading.failure).toBe('engine-failed');
  reading.note('en');
  expect(reading.failure).toBeNull();
});
