import { expect, test, vi } from 'vitest';
import { AppError, CancelledError } from '../../../../../src/lib/core/errors';
import { isMeasuredJournal } from '../../../../../src/lib/protocol/journal';
import { dictateMeasured } from '../../../../../src/lib/app/performance/benchmark/measured-dictation';
import { DICTATION_DEFAULTS } from '../../../../../src/lib/app/dictation/dictation-options.svelte';
import { DictationPage } from '../../dictation/dictation-page';
import { settle } from '../../fake-clients';

/** The clients of a page that the test moves, and a dictation that is measured with them. */
function measured(speak: (signal: AbortSignal) => Promise<void> = () => Promise.resolve()) {
  const page = new DictationPage();
  const calledOff = new AbortController();
  const holdSound = vi.fn(() => () => Promise.resolve());
  // The page's own dictation has the clients: its parts are those that the test moves.
  const { clients } = page.dictation['parts'];
  const result = dictateMeasured(
    {
      ...{ clients, engine: page.engine, holdSound, deviceId: null },
      language: { kind: 'automatic', languages: ['fr', 'en'] },
      models: { partial: page.model, final: page.model },
      choices: DICTATION_DEFAULTS,
      openMicrophone: (options) => page.openMicrophone(options),
      nowMs: () => page.nowMs,
      nextPaint: () => Promise.resolve(),
    },
    speak,
    calledOff.signal,
  );
  result.catch(() => undefined);
  return { page, result, calledOff, holdSound };
}

const segment = { startSeconds: 0, endSeconds: 1, words: [] };

function say(page: DictationPage, text: string): void {
  page.writing.at(-1)?.onEvent({
    type: 'utterance',
    utterance: 1,
    text: { startSeconds: 0, endSeconds: 1, language: 'en', segments: [{ ...segment, text }] } as never,
    seam: null,
    revisedWords: 0,
    committedWords: 0,
    speechEndMs: page.nowMs + 100,
    decodedMs: page.nowMs + 350,
  });
}

test('what is said becomes text with its latency, and its sound is deleted', async () => {
  const { page, result } = measured();
  await settle();
  await page.hear();
  page.nowMs += 1000;
  say(page, 'hello there');
  page.nowMs += 400;
  await page.end();
  expect(await result).toMatchObject({
    text: 'hello there',
    waitedCount: 0,
    latencies: [{ decodedMs: 250 }],
  });
  expect(page.target.insert).not.toHaveBeenCalled();
  expect(page.forgotten.every(isMeasuredJournal)).toBe(true);
  expect(page.forgotten.length).toBeGreaterThan(0);
  expect(page.work.here).toEqual([]);
});

test('it is called off at once, its microphone is closed and its sound deleted', async () => {
  const { page, result, calledOff } = measured(() => new Promise(() => undefined));
  await settle();
  await page.hear();
  calledOff.abort();
  page.listening.at(-1)?.resolve({ seconds: 1, lostSamples: 0, unkeptSeconds: 0 });
  await expect(result).rejects.toThrow(CancelledError);
  expect(page.closed).toBe(1);
  expect(page.forgotten).not.toEqual([]);
});

test('a microphone that fails is told by its code', async () => {
  const page = new DictationPage();
  const { clients } = page.dictation['parts'];
  const refused = dictateMeasured(
    {
      ...{ clients, engine: page.engine, holdSound: () => () => Promise.resolve(), deviceId: null },
      language: { kind: 'given', language: 'en' },
      models: { partial: page.model, final: page.model },
      choices: DICTATION_DEFAULTS,
      openMicrophone: () => Promise.reject(new AppError('microphone-denied', 'no')),
      nowMs: () => 0,
      nextPaint: () => Promise.resolve(),
    },
    () => Promise.resolve(),
    new AbortController().signal,
  );
  await expect(refused).rejects.toMatchObject({ code: 'microphone-denied' });
});

test('where what is to be heard fails, the dictation ends and the failure is told', async () => {
  const { page, result } = measured(() => Promise.reject(new AppError('microphone-unsupported', 'no sound')));
  await settle();
  await page.hear();
  page.listening.at(-1)?.resolve({ seconds: 1, lostSamples: 0, unkeptSeconds: 0 });
  await expect(result).rejects.toMatchObject({ code: 'microphone-unsupported' });
  expect(page.forgotten).not.toEqual([]);
});
