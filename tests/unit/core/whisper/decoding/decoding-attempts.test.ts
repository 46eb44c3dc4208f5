import {
  decodingAttempts,
  isConfident,
  isPlausible,
  type AttemptedText,
} from '$lib/core/whisper/decoding/decoding-attempts';
import { describe, expect, test } from 'vitest';

const named = (attempts: ReturnType<typeof decodingAttempts>) =>
  attempts.map(({ context, beams, timestamps }) => `${context} ${beams}${timestamps ? ' timed' : ''}`);
const window = { seconds: 10, isFull: false, isFragment: false };

describe('what is tried', () => {
  test.each([
    ['a long phrase', window, ['speech 1', 'speech 5', 'full 5', 'full 1 timed']],
    ['a short one', { seconds: 2, isFull: false, isFragment: false }, ['speech 5', 'full 5', 'full 1 timed']],
    ['what another text left over', { seconds: 0.6, isFull: false, isFragment: true }, ['speech 5']],
    ['a full window', { seconds: 28, isFull: true, isFragment: false }, ['full 1', 'full 5', 'full 1 timed']],
  ])('on %s', (_, chosen, expected) => {
    expect(named(decodingAttempts({ context: 'speech', beams: 5 }, chosen))).toEqual(expected);
  });

  test('without beams, and without a short context', () => {
    expect(named(decodingAttempts({ context: 'speech', beams: 1 }, window))).toEqual([
      'speech 1',
      'full 1',
      'full 1 timed',
    ]);
    expect(named(decodingAttempts({ context: 'full', beams: 5 }, window))).toEqual([
      'full 1',
      'full 5',
      'full 1 timed',
    ]);
  });
});

const attempted = (
  change: Partial<AttemptedText['result']> = {},
  text = 'Never mind.',
  seconds = 2,
): AttemptedText => ({
  text,
  seconds,
  result: {
    tokens: Array.from({ length: 4 }, () => ({
      token: 1,
      logProbability: -0.1,
      queries: () => Promise.resolve(new Map()),
      alternatives: [],
    })),
    end: null,
    meanLogProbability: -0.1,
    noSpeechProbability: 0,
    ending: 'end-of-text',
    ...change,
  },
});

describe('a text is sound', () => {
  test('if it ends, is short enough, sure enough and does not go round', () => {
    expect(isPlausible(attempted())).toBe(true);
  });

  test.each([
    ['it looped', attempted({ ending: 'loop' })],
    ['it did not end', attempted({ ending: 'full' })],
    ['it is a guess', attempted({ meanLogProbability: -1.1 })],
    ['it says the same three times', attempted({}, 'lecture lecture lecture')],
    [
      'nobody can say so much',
      attempted({
        tokens: Array.from({ length: 31 }, () => ({
          token: 1,
          logProbability: 0,
          queries: () => Promise.resolve(new Map()),
          alternatives: [],
        })),
      }),
    ],
  ])('not where %s', (_, text) => {
    expect(isPlausible(text)).toBe(false);
  });

  test('and clear only where the model is sure of it', () => {
    expect(isConfident(attempted({ meanLogProbability: -0.19 }))).toBe(true);
    expect(isConfident(attempted({ meanLogProbability: -0.21 }))).toBe(false);
    expect(isConfident(attempted({ ending: 'loop' }))).toBe(false);
  });
});
