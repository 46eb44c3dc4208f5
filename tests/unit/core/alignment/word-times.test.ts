import { wordTimes } from '$lib/core/alignment/word-times';
import { HEAD_SIZE } from '$lib/core/checkpoint/dimensions';
import { Vocabulary } from '$lib/core/whisper/vocabulary/vocabulary';
import { describe, expect, test } from 'vitest';

const vocabulary = new Vocabulary([' un', ' deux', ' trois'].map((text) => new TextEncoder().encode(text)));

/** Keys in which each token is spoken at its place: token i is found by component i. */
function keysOf(places: readonly (readonly [number, number])[], positions: number) {
  const values = new Float32Array(positions * HEAD_SIZE);
  for (const [token, [start, end]] of places.entries()) {
    for (let at = start; at < end; at++) values[at * HEAD_SIZE + token] = 1;
  }
  return [values];
}

const says = (token: number, probability = 0.5) => ({ token, logProbability: Math.log(probability) });
const asks = (token: number) => {
  const query = new Float32Array(HEAD_SIZE);
  query[token] = 60;
  return new Map([[0, query]]);
};

const spoken = {
  tokens: [says(0), says(1, 0.9), says(2)],
  queries: [asks(0), asks(1), asks(2), asks(3)],
  keys: keysOf(
    [
      [20, 50],
      [60, 90],
      [110, 190],
      [190, 200],
    ],
    300,
  ),
  heads: [{ layer: 0, head: 0 }],
  sampleCount: 200 * 320,
  phrases: [],
  vocabulary,
  language: 'fr',
};

describe('word times', () => {
  test('are those at which the alignment heads hear the words', () => {
    const words = wordTimes(spoken);
    expect(words.map(({ text }) => text)).toEqual([' un', ' deux', ' trois']);
    expect(words[1]?.startSeconds).toBeGreaterThan(0.96);
    expect(words[1]?.startSeconds).toBeLessThan(1.24);
    expect(words[2]?.startSeconds).toBeGreaterThan(1.76);
    expect(words[2]?.startSeconds).toBeLessThan(2.24);
  });

  test('never reach into a pause', () => {
    const phrases = [
      { startSample: 20 * 320, endSample: 90 * 320 },
      { startSample: 110 * 320, endSample: 190 * 320 },
    ];
    const words = wordTimes({ ...spoken, phrases });
    expect(words[0]?.startSeconds).toBeCloseTo(0.4, 5);
    expect(words[1]?.endSeconds).toBeLessThanOrEqual(1.8 + 1e-6);
    expect(words[2]?.startSeconds).toBeCloseTo(2.2, 5);
    expect(words[2]?.endSeconds).toBeCloseTo(3.8, 5);
  });

  test('stay with their word where speech beside it was left out', () => {
    // "deux" is spoken in the first phrase; nothing was written for the second one.
    const phrases = [
      { startSample: 20 * 320, endSample: 90 * 320 },
      { startSample: 92 * 320, endSample: 108 * 320 },
      { startSample: 110 * 320, endSample: 190 * 320 },
    ];
    const [, two] = wordTimes({ ...spoken, phrases });
    expect(two?.endSeconds).toBeLessThanOrEqual(1.8 + 1e-6);
  });

  test('are in order and within the window, and come with probabilities', () => {
    const words = wordTimes(spoken);
    const borders = words.flatMap(({ startSeconds, endSeconds }) => [startSeconds, endSeconds]);
    expect(borders).toEqual([...borders].sort((a, b) => a - b));
    expect(borders.at(-1)).toBeLessThanOrEqual(4);
    expect(words.map(({ probability }) => Number(probability.toFixed(3)))).toEqual([0.5, 0.9, 0.5]);
    expect(words[1]?.logProbabilities).toEqual([Math.log(0.9)]);
  });

  test('of a text that did not end reach to the end of the window', () => {
    expect(wordTimes({ ...spoken, queries: spoken.queries.slice(0, 3) }).at(-1)?.endSeconds).toBe(4);
  });

  test('of no text are none', () => {
    expect(wordTimes({ ...spoken, tokens: [] })).toEqual([]);
  });
});
