import { expect, test } from 'vitest';
import { stoppedSentences } from '../../../../benchmarks/dictation/false-stops';

const SENTENCES = [{ text: 'il fait beau aujourd’hui' }, { text: 'we go to the sea' }];

test.each([
  ['Il fait beau aujourd’hui. We go to the sea.', []],
  ['Il fait beau, aujourd’hui. We go to the sea.', []],
  ['Il fait beau. Aujourd’hui. We go to the sea.', ['beau.']],
  ['Il fait beau ? Aujourd’hui. We go. To the see', ['go.']],
])('"%s" has stops after %j', (text, words) => {
  expect(stoppedSentences(SENTENCES, text).map(({ word }) => word)).toEqual(words);
});
