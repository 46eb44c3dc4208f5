import { judgeText } from '$lib/core/hallucination/judge-text';
import { gatherEvidence, type TextInWindow } from '$lib/core/hallucination/text-evidence';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../../testing/seeded-random';

const SECOND = 16_000;
const FRAME = 512;

interface Stretch {
  readonly seconds: number;
  readonly amplitude: number;
  /** 0 to 1. */
  readonly voice: number;
}

/** Noise of the given loudness, and a voice detector that says what it is told; from 100 s of the recording on. */
function windowOf(stretches: readonly Stretch[], startSample = 100 * SECOND) {
  const random = seededRandom(1);
  const parts = stretches.map(({ seconds, amplitude }) =>
    Array.from({ length: seconds * SECOND }, () => amplitude * (2 * random() - 1)),
  );
  const samples = Float32Array.from(parts.flat());
  const voiceAt = (sample: number) => {
    let behind = 0;
    const stretch = stretches.find(({ seconds }) => sample < (behind += seconds * SECOND));
    return stretch?.voice ?? 0;
  };
  const firstFrame = Math.floor(startSample / FRAME);
  const frames = Math.ceil((startSample + samples.length) / FRAME) - firstFrame;
  const voice = Uint8Array.from({ length: frames }, (_, i) =>
    Math.round(255 * voiceAt(Math.max(0, (firstFrame + i) * FRAME + FRAME / 2 - startSample))),
  );
  return { startSample, samples, voice, speech: [], phrases: [] };
}

const text = (words: string, startSeconds: number, endSeconds: number): TextInWindow => ({
  text: words,
  startSeconds,
  endSeconds,
  meanLogProbability: -0.4,
  noSpeechProbability: 0.1,
});

const silence = { amplitude: 0.001, voice: 0 };
const speech = { amplitude: 0.3, voice: 0.98 };
const music = { amplitude: 0.3, voice: 0.02 };
/** 2 s of silence, 2 s of speech, 2 s of silence, 2 s of music, 2 s of silence. */
const mixed = windowOf([silence, speech, silence, music, silence].map((each) => ({ ...each, seconds: 2 })));

describe('what is heard over a text', () => {
  test('is that of its own span', () => {
    const evidence = gatherEvidence(mixed, text('Bonjour tout le monde', 2, 4));
    expect(evidence.voice).toBeCloseTo(0.98, 2);
    expect(evidence.relativeLevelDb).toBeCloseTo(0, 0);
    // 0.3 against 0.001.
    expect(evidence.contrastDb).toBeCloseTo(49.5, 0);
  });

  test('is the voice of as many frames as the text takes to say, wherever they lie in the span', () => {
    // 20 letters take 0.8 s, 25 frames.
    expect(gatherEvidence(mixed, text('abcde abcde abcde abcde', 0, 2.4)).voice).toBeCloseTo(0.98 / 2, 1);
    expect(gatherEvidence(mixed, text('abcde', 0, 2.4)).voice).toBeCloseTo(0.98, 2);
  });

  test('is found with a window that begins in the middle of a frame', () => {
    const odd = windowOf([{ ...silence, seconds: 1 }, { ...speech, seconds: 1 }], 100 * SECOND + 300); // prettier-ignore
    expect(gatherEvidence(odd, text('yes', 0.1, 0.9)).voice).toBe(0);
    expect(gatherEvidence(odd, text('yes', 1.1, 1.9)).voice).toBeCloseTo(0.98, 2);
    expect(gatherEvidence(odd, text('yes', 1.1, 1.9)).relativeLevelDb).toBeCloseTo(0, 0);
  });

  test('is looked for a quarter of a second beside a text that has too little room', () => {
    // 25 frames are wanted. Speech ends at 4 s: of half a second around, half is speech, 8 frames or 9.
    const crushed = (seconds: number) =>
      gatherEvidence(mixed, text('abcde abcde abcde abcde', seconds, seconds));
    expect(crushed(4).voice).toBeGreaterThan(0.98 * (8 / 25) - 0.01);
    expect(crushed(4).voice).toBeLessThan(0.98 * (9 / 25) + 0.01);
    expect(crushed(4.3).voice).toBe(0);
  });

  test('gives a word whose times are too short the time that it takes', () => {
    expect(gatherEvidence(mixed, text('word', 3, 3)).lettersPerSecond).toBeLessThan(26);
    expect(gatherEvidence(mixed, text('word '.repeat(30), 3, 3.1)).lettersPerSecond).toBeCloseTo(
      120 / 0.6,
      0,
    );
  });

  test('has no level of speech to be measured against where there is no voice', () => {
    const steady = windowOf([{ ...music, seconds: 4 }]);
    expect(gatherEvidence(steady, text('yes', 1, 2)).relativeLevelDb).toBe(0);
    expect(gatherEvidence(steady, text('yes', 1, 2)).contrastDb).toBeLessThan(2);
  });
});

describe('words', () => {
  const word = (startSeconds: number, endSeconds: number, probability: number) => ({
    text: ' word',
    startSeconds,
    endSeconds,
    probability,
  });

  test('say better than the text where it lies', () => {
    const words = [word(2.2, 2.8, 0.9), word(3, 3.6, 0.9)];
    const evidence = gatherEvidence(mixed, { ...text('word word', 0, 10), words });
    expect(evidence.lettersPerSecond).toBeCloseTo(8 / 1.4, 1);
    expect(gatherEvidence(mixed, text('word word', 0, 10)).lettersPerSecond).toBeCloseTo(0.8, 2);
  });

  test('count for half of the probability of a text', () => {
    const judged = (probability: number) =>
      gatherEvidence(mixed, { ...text('word', 2, 4), words: [word(2, 3, probability)] }).meanLogProbability;
    expect(judged(0.9)).toBeCloseTo((-0.4 + Math.log(0.9)) / 2, 5);
    // No word is taken for impossible.
    expect(judged(0)).toBeCloseTo((-0.4 + Math.log(1e-4)) / 2, 5);
  });

  test('that the model guessed over music give a sentence away in a window that is well understood', () => {
    const guessed = [word(6.1, 7, 0.1), word(7, 7.9, 0.15)];
    const judged = (words: readonly ReturnType<typeof word>[]) =>
      judgeText(gatherEvidence(mixed, { ...text('word word', 6, 8), words }));
    expect(judged(guessed)).toBe('improbable');
    expect(judged([])).toBeNull();
  });
});

test.each([
  { what: 'said', words: 'Thank you.', span: [2, 4], reason: null },
  { what: 'said', words: 'Oui', span: [2.5, 3], reason: null },
  { what: 'said', words: '25, 26, 27', span: [2, 4], reason: null },
  { what: 'said', words: 'Non, non, non !', span: [2, 4], reason: null },
  { what: 'said', words: '谢谢大家', span: [2, 4], reason: null },
  { what: 'over music', words: 'Thank you.', span: [6, 8], reason: 'known-phrase' },
  { what: 'over music', words: 'ご視聴ありがとうございました', span: [6, 8], reason: 'known-phrase' },
  { what: 'over music', words: 'СПОКОЙНАЯ МУЗЫКА', span: [6, 8], reason: 'known-phrase' },
  { what: 'over music', words: '1.5% '.repeat(20), span: [6, 8], reason: 'repetition' },
  { what: 'in silence', words: 'Thank you.', span: [8.2, 10], reason: 'silence' },
  { what: 'in silence', words: 'Je vous invite à vous faire une vidéo.', span: [0, 1.5], reason: 'silence' },
  {
    what: 'over silence and a bit of speech',
    words: "Sous-titres réalisés par la communauté d'Amara.org",
    span: [0, 2.5],
    reason: 'known-phrase',
  },
])('"$words" $what: $reason', ({ words, span: [start = 0, end = 0], reason }) => {
  expect(judgeText(gatherEvidence(mixed, text(words, start, end)))).toBe(reason);
});
