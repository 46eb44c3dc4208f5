import { expect, test } from 'vitest';
import { HeardText } from '../../../../../src/lib/app/recordings/text/heard-text.svelte';
import { spoken } from '../../../core/transcript/segment';

const SEGMENTS = [spoken('fr', [0, ' Bonjour'], [1, ' tous']), spoken('fr', [5, ' Alors'])];
const heard = (currentSeconds: number, isPlaying = false) =>
  new HeardText({ currentSeconds, isPlaying }, () => SEGMENTS);

test('nothing is heard before the first play, and the beginning with it', () => {
  expect(heard(0).index).toBe(-1);
  expect(heard(0).word).toBeNull();
  expect(heard(0, true).word?.text).toBe('Bonjour');
});

test('a word that was sought is heard, also where the browser has rounded its place down', () => {
  expect(heard(0.9995).index).toBe(0);
  expect(heard(0.9995).word?.text).toBe(' tous');
  expect(heard(5).index).toBe(1);
});
