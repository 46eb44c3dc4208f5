import { subtitleCues } from '$lib/core/transcript/subtitle/cues';
import { columnsOf } from '$lib/core/transcript/subtitle/columns';
import type { TranscriptSegment } from '$lib/core/transcript/transcript';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../../testing/seeded-random';
import { awkwardSegments, awkwardWords, bare } from './awkward-segments';

describe.each([
  ['awkward segments', awkwardSegments],
  ['awkward words', awkwardWords],
])('%s', (_name, given) => {
  const cases = Array.from({ length: 60 }, (_, seed) => {
    const segments = given(seed, 30);
    return { seed, segments, cues: subtitleCues(segments) };
  });

  test('are shown in order, each for a while, without overlap', () => {
    for (const { seed, cues } of cases) {
      let previousEndMs = 0;
      for (const { startMs, endMs } of cues) {
        expect(Number.isSafeInteger(startMs) && Number.isSafeInteger(endMs), `seed ${seed}`).toBe(true);
        expect(startMs, `seed ${seed}`).toBeGreaterThanOrEqual(previousEndMs);
        expect(endMs, `seed ${seed}`).toBeGreaterThan(startMs);
        previousEndMs = endMs;
      }
    }
  });

  test('lose no character and gain none', () => {
    for (const { seed, segments, cues } of cases) {
      expect(bare(cues.flatMap(({ lines }) => lines).join('')), `seed ${seed}`).toBe(
        bare(segments.map(({ text }) => visible(text)).join('')),
      );
    }
  });

  test('have one or two lines, not blank, about 42 columns, of text only', () => {
    for (const { lines } of cases.flatMap(({ cues }) => cues)) {
      expect([1, 2]).toContain(lines.length);
      for (const line of lines) {
        expect(line).toBe(line.trim());
        expect(line).not.toMatch(/^$|[\p{Cc}\p{Cs}\u2028\u2029]/u);
        expect(columnsOf(line)).toBeLessThanOrEqual(46);
      }
    }
  });
});

test('awkward words keep what times are in order and inside of their cue', () => {
  const cues = Array.from({ length: 60 }, (_, seed) => subtitleCues(awkwardWords(seed, 30))).flat();
  expect(cues.filter(({ wordStarts }) => wordStarts.length > 0).length).toBeGreaterThan(1000);
  for (const { startMs, endMs, wordStarts } of cues) {
    const times = [startMs, ...wordStarts.map(({ timeMs }) => timeMs), endMs];
    expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
  }
});

describe('speech such as it is', () => {
  const cases = plainSpeech(11, 600).map((segment) => ({ segment, cues: subtitleCues([segment]) }));
  const lines = cases.flatMap(({ cues }) => cues.flatMap((cue) => cue.lines));

  test('has cues that last no longer than seven seconds', () => {
    for (const { startMs, endMs } of cases.flatMap(({ cues }) => cues)) {
      expect(endMs - startMs).toBeLessThanOrEqual(7001); // Both are rounded.
    }
  });

  test('keeps its times: the first cue begins and the last one ends with the segment', () => {
    for (const { segment, cues } of cases) {
      expect(cues[0]?.startMs).toBe(Math.round(segment.startSeconds * 1000));
      expect(cues.at(-1)?.endMs).toBe(Math.round(segment.endSeconds * 1000));
    }
  });

  test('is read line by line as it was said', () => {
    for (const { segment, cues } of cases) {
      expect(cues.flatMap((cue) => cue.lines).join(' ')).toBe(segment.text);
    }
  });

  test('has no line that begins or ends with a sign that belongs to another', () => {
    expect(lines.filter((line) => /^[?!:;,.»%]|«$/.test(line))).toEqual([]);
  });

  test('has no line of one short word beside a long one, but where a sentence or clause ends', () => {
    const torn = cases
      .flatMap(({ cues }) => cues.map((cue) => cue.lines))
      .filter(([first = '', second]) => second !== undefined && !/[,.?!:;»%]$/.test(first))
      .filter(([first = '', second = '']) => Math.min(first.length, second.length) < 12);
    expect(torn).toEqual([]);
  });
});

/** Segments of 5 to 200 letters, said at 8 to 20 letters a second, with the punctuation of French. */
function plainSpeech(seed: number, count: number): readonly TranscriptSegment[] {
  const random = seededRandom(seed);
  const signs = ['', '', '', '', '', ',', '.', ' ?', ' !', '\u00A0:', '\u202F;', ' %', ' »'];
  return Array.from({ length: count }, () => {
    const letters = 5 + random() * 195;
    const words: string[] = [];
    while (words.join(' ').length < letters) {
      const word = 'abcdefghijkl'.slice(0, 1 + Math.floor(random() * 12));
      const sign = signs[Math.floor(random() * signs.length)]!;
      words.push(`${sign === ' »' ? '« ' : ''}${word}${sign}`);
    }
    const text = words.join(' ');
    const startSeconds = random() * 5000;
    const seconds = Math.max(text.length / (8 + random() * 12), 0.8);
    return { startSeconds, endSeconds: startSeconds + seconds, text, language: 'fr' };
  });
}

/** A segment in which nothing is seen is left out. */
function visible(text: string): string {
  return /[^\s\p{Z}\p{C}\p{M}]/u.test(text.replace(/\p{Cs}/gu, '\uFFFD')) ? text : '';
}
