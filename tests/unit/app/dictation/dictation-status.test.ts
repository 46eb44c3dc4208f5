import { describe, expect, test } from 'vitest';
import { dictationStatus, type StatusFacts } from '../../../../src/lib/app/dictation/dictation-status';
import { MESSAGES } from '../../../../src/lib/app/messages/messages';
import { ERROR_CODES } from '../../../../src/lib/core/errors';

const QUIET: StatusFacts = {
  state: { kind: 'idle' },
  documentFailure: null,
  progress: null,
  missingBytes: null,
};
const said = (facts: Partial<StatusFacts>) => dictationStatus({ ...QUIET, ...facts }, MESSAGES.en);

test('before the first press it says what that will fetch; once it is here, nothing', () => {
  expect(said({ missingBytes: 81_768_585 }).text).toContain('(82 MB)');
  expect(said({}).text).toBe('');
  expect(said({ missingBytes: 81_768_585, state: { kind: 'opening' } }).text).toBe(
    'Waiting for the microphone',
  );
});

test('while the model comes it says how much of how much, and how long', () => {
  const coming = { kind: 'downloading', receivedBytes: 20e6, totalBytes: 80e6, secondsLeft: 21 } as const;
  const { text, progress } = said({ state: { kind: 'listening' }, progress: coming });
  expect(text).toContain('20 of 80 MB');
  expect(progress).toEqual({ fraction: 0.25, text: MESSAGES.en.timeLeft(21) });
});

test('while another page fetches it nobody is told that what they say is written', () => {
  const coming = { kind: 'downloading', receivedBytes: 20e6, totalBytes: 80e6, secondsLeft: null } as const;
  expect(said({ progress: coming })).toMatchObject({
    text: 'Speech model: 20 of 80 MB',
    progress: { fraction: 0.25, text: '' },
  });
});

test('the engine itself has a bar too, where the host says how large it is', () => {
  const coming = (totalBytes: number | null) =>
    said({
      state: { kind: 'listening' },
      progress: { kind: 'loading', engine: { receivedBytes: 3e6, totalBytes } },
    }).progress;
  expect(coming(12e6)).toEqual({ fraction: 0.25, text: 'Downloading: 3 of 12 MB' });
  expect(coming(null)?.fraction).toBeNull();
  expect(
    said({ state: { kind: 'listening' }, progress: { kind: 'loading', engine: null } }).progress,
  ).toBeNull();
});

test('a failure is said before anything else', () => {
  const failed = said({ state: { kind: 'failed', code: 'model-download-failed' }, missingBytes: 1 });
  expect(failed).toMatchObject({ isTrouble: true, progress: null });
  expect(said({ documentFailure: 'storage-failed' }).isTrouble).toBe(true);
});

describe('of what can go wrong while somebody dictates', () => {
  /** Of recordings: they happen on the other page. */
  const ELSEWHERE = /^audio-|^file-|^recording-/;
  const codes = ERROR_CODES.filter((code) => !ELSEWHERE.test(code));

  test.each(codes)('%s names no way that only the page of recordings has', (code) => {
    for (const messages of [MESSAGES.en, MESSAGES.fr]) {
      const { text } = dictationStatus({ ...QUIET, state: { kind: 'failed', code } }, messages);
      expect(text).not.toContain(messages.tryAgain);
      expect(text).not.toMatch(/choose it again|choisissez-le/);
    }
  });
});
