import { expect, test } from 'vitest';
import { speechParts } from '../../../../benchmarks/natural/speech-parts';

const CLIPS = ['a', 'b', 'c', 'd', 'e'].map((file) => ({
  file,
  language: 'en',
  transcript: '',
  samples: new Int16Array(2 * 16_000),
}));
const files = (seconds: number, seed = 1) =>
  speechParts(CLIPS, { seconds, seed }).map(({ clip }) => clip.file);

test('every clip comes once in its order, then all of them again in others, until the time is full', () => {
  const drawn = files(60);
  expect(drawn.slice(0, 5)).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(drawn.slice(5, 10).sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(drawn).toHaveLength(Math.ceil(60 / 2.3));
});

test('the same seed draws the same, another another', () => {
  expect(files(60)).toEqual(files(60));
  expect(files(60, 2)).not.toEqual(files(60));
});
