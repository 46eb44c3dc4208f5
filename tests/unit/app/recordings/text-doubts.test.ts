import { describe, expect, test } from 'vitest';
import type { Recording } from '../../../../src/lib/app/recordings/recording';
import { textDoubts, withoutDoubt } from '../../../../src/lib/app/recordings/text-doubts';
import { NO_TEXT } from '../../../../src/lib/core/transcript/text-facts';
import { recordingAt } from '../../components/recordings/recording-at';

const GERMAN: Recording = {
  ...recordingAt({ kind: 'done', endedEarly: false }),
  language: { kind: 'automatic', languages: ['fr', 'en'] },
  text: { ...NO_TEXT, windowSeconds: 10, otherLanguageSeconds: { de: 10 } },
};
const HALL: Recording = {
  ...recordingAt({ kind: 'done', endedEarly: false }),
  language: { kind: 'given', language: 'fr' },
  passedOverSeconds: 42,
};

test('a text says what it sounds like and what was passed over, both where both are so', () => {
  const language = { kind: 'other-language', language: 'de', languages: ['fr', 'en'] };
  const passedOver = { kind: 'passed-over', seconds: 42 };
  expect(textDoubts(GERMAN)).toEqual([language]);
  expect(textDoubts(HALL)).toEqual([passedOver]);
  expect(textDoubts({ ...GERMAN, passedOverSeconds: 42 })).toEqual([language, passedOver]);
});

describe('nothing is said', () => {
  test('of the language where a person has given it, or set it among those to choose from', () => {
    expect(textDoubts({ ...GERMAN, language: { kind: 'given', language: 'en' } })).toEqual([]);
    expect(textDoubts({ ...GERMAN, language: { kind: 'automatic', languages: ['fr', 'de'] } })).toEqual([]);
  });

  test.each(['waiting', 'paused', 'cancelled'] as const)('of a recording that is %s', (kind) => {
    expect(textDoubts({ ...HALL, state: { kind } })).toEqual([]);
  });

  test('where nothing was passed over, that is not known, or there is no sound to read again', () => {
    for (const passedOverSeconds of [0, null]) expect(textDoubts({ ...HALL, passedOverSeconds })).toEqual([]);
    expect(textDoubts({ ...HALL, keeping: 'lost' })).toEqual([]);
  });
});

test('reading in the other language stays with all of the sound, and reading all of it with the language', () => {
  const [language, passedOver] = textDoubts({ ...GERMAN, passedOverSeconds: 42 });
  const given = { kind: 'given', language: 'de' };
  expect(withoutDoubt({ cutSilence: false }, language!)).toEqual({ cutSilence: false, language: given });
  expect(withoutDoubt({ cutSilence: true }, passedOver!)).toEqual({ cutSilence: false });
});
