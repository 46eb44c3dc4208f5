import { expect, test } from 'vitest';
import { wordTimeErrors } from '../../../../benchmarks/file/word-time-errors';
import type { TranscribedWord } from '../../../../src/lib/core/transcript/transcript';

const prompt = (startSeconds: number, endSeconds: number, text: string) => ({
  startSeconds,
  endSeconds,
  text,
  language: 'fr',
});

const word = (text: string, startSeconds: number, endSeconds: number): TranscribedWord => ({
  text,
  startSeconds,
  endSeconds,
  probability: 1,
});

const close = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 6));

test('the first and the last word of a prompt are held against its borders', () => {
  const words = [word(' Composez', 1.1, 1.5), word(' votre', 1.5, 1.8), word(' numéro.', 1.8, 2.9)];
  expect(wordTimeErrors([prompt(1, 3, 'Composez votre numéro')], words)).toEqual({
    starts: close([0.1]),
    ends: close([-0.1]),
    prompts: 1,
  });
});

test('a border whose word was written otherwise does not count', () => {
  const words = [word(' Posez', 1.1, 1.5), word(' votre', 1.5, 1.8), word(' numéro', 1.8, 2.9)];
  const { starts, ends } = wordTimeErrors([prompt(1, 3, 'Composez votre numéro')], words);
  expect([starts, ends]).toEqual([[], close([-0.1])]);
});

test('a prompt said twice is held against its own time', () => {
  const said = [prompt(0, 1, 'au revoir'), prompt(5, 6, 'au revoir')];
  const words = [
    word(' Au', 0, 0.5),
    word(' revoir.', 0.5, 1),
    word(' Au', 5.2, 5.5),
    word(' revoir.', 5.5, 6),
  ];
  expect(wordTimeErrors(said, words)).toEqual({ starts: close([0, 0.2]), ends: close([0, 0]), prompts: 2 });
});

test('of a word that is two when normalised only the outer borders are known', () => {
  const words = [word(" l'heure", 2, 3), word(" aujourd'hui", 3, 4)];
  expect(wordTimeErrors([prompt(2, 4, "l'heure aujourd'hui")], words)).toEqual({
    starts: close([0]),
    ends: close([0]),
    prompts: 1,
  });
  expect(wordTimeErrors([prompt(2, 4, 'heure aujourd')], words)).toEqual({
    starts: [],
    ends: [],
    prompts: 1,
  });
});

test('without words nothing is matched', () => {
  expect(wordTimeErrors([prompt(0, 1, 'au revoir')], [])).toEqual({ starts: [], ends: [], prompts: 1 });
});
