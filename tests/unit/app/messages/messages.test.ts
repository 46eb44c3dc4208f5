import { describe, expect, test } from 'vitest';
import { MESSAGES } from '../../../../src/lib/app/messages/messages';
import { createNumbers, formatTime } from '../../../../src/lib/core/text/numbers';

/** Every string below `value`; functions are called with a name and numbers that suit all of them. */
function sentences(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'function') return value.length === 1 ? [String(value(2))] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => (key === 'numbers' ? [] : sentences(each)));
}

test('French has its apostrophes, and its narrow spaces before high punctuation', () => {
  const wrong = sentences(MESSAGES.fr).filter((each) => /'|[^\u202f\d][;:?!]/u.test(each));
  expect(wrong).toEqual([]);
});

test('no sentence shouts', () => {
  const all = [...sentences(MESSAGES.en), ...sentences(MESSAGES.fr)];
  expect(all.filter((each) => each.includes('!'))).toEqual([]);
});

test.each([
  ['en', /\b(go(es|ing)? on|anew|in work|on the telephone|half within|you need not)\b/i],
  ['fr', /\b(un fil|fils|employer|inutile de nous croire|comme (du|de l’))\b/i],
] as const)('in %s nothing sounds translated', (language, wrong) => {
  expect(sentences(MESSAGES[language]).filter((each) => wrong.test(each))).toEqual([]);
});

describe('words and what they stand for', () => {
  test.each([
    ['en', 'Try again'],
    ['fr', 'Réessayer'],
  ] as const)('in %s the sentences that name the button name it as it is written', (language, button) => {
    expect(MESSAGES[language].tryAgain).toBe(button);
    expect(MESSAGES[language].errors['model-download-failed']).toContain(button);
  });

  test('threads agree with their number', () => {
    expect(MESSAGES.en.engine.chip(null, 1)).toBe('CPU · 1 thread');
    expect(MESSAGES.en.engine.chip(null, 2)).toBe('CPU · 2 threads');
    expect(MESSAGES.fr.engine.chip(null, 1)).toBe('CPU · 1 thread');
  });

  test.each(['en', 'fr'] as const)(
    'in %s the sign of the engine begins with what a phone has room for',
    (language) => {
      const { engine } = MESSAGES[language];
      expect(engine.notStarted.startsWith(engine.label)).toBe(true);
      expect(engine.chip(null, 2).startsWith(engine.shortDevice.wasm)).toBe(true);
      expect(engine.chip('NVIDIA', 2).startsWith(engine.shortDevice.webgpu)).toBe(true);
    },
  );

  test('a graphics card is named where the browser names it', () => {
    expect(MESSAGES.fr.engine.chip('NVIDIA ampere', 2)).toBe('WebGPU · NVIDIA ampere');
    expect(MESSAGES.fr.engine.chip('', 2)).toBe('WebGPU');
  });

  test('the download says how much of how much and how long it will take', () => {
    expect(MESSAGES.en.state.preparingModel(12e6, 78.2e6, 23)).toBe('Speech model: 12 of 78 MB, 25 sec left');
  });
});

describe('numbers', () => {
  const numbers = createNumbers('en');

  test.each([
    [0, '0:00'],
    [42.9, '0:42'],
    [724, '12:04'],
    [3724, '1:02:04'],
  ])('%d seconds are written %s', (seconds, text) => {
    expect(formatTime(seconds)).toBe(text);
  });

  test.each([
    [0.94, '0.9×'],
    [8.04, '8×'],
    [9.96, '10×'],
    [23.4, '23×'],
  ])('a speed of %d is written %s', (factor, text) => {
    expect(numbers.times(factor)).toBe(text);
  });

  test('time left is rounded up', () => {
    expect(numbers.timeLeft(0)).toBe('5 sec');
    expect(numbers.timeLeft(61)).toBe('2 min');
  });
});
