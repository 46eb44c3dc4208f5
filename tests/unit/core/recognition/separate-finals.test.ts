import type { Recogniser, Utterance } from '$lib/core/recognition/recogniser';
import { withFinalsOf } from '$lib/core/recognition/separate-finals';
import { DECODING_DEFAULTS } from '$lib/core/whisper/decoding/decoding-settings';
import { expect, test } from 'vitest';
import { fixedTextRecogniser } from '../../../../testing/fixed-text-recogniser';
import { spokenWindow } from '../../support/spoken-engine';

const WINDOW = spokenWindow(3, [{ language: 'en', startSeconds: 0.5, endSeconds: 2.5 }]);
const REQUEST = {
  language: { kind: 'given', language: 'en' },
  vocabulary: [],
  settings: DECODING_DEFAULTS,
  previous: null,
  previousLanguage: null,
} as const;

/** Writes its name, while it is spoken too. */
function named(name: string): Recogniser & { readonly committed: number[] } {
  const committed: number[] = [];
  const alone = fixedTextRecogniser(undefined, () => name);
  const startUtterance = (): Utterance => ({
    partial: () => Promise.resolve({ text: name, seam: null, isConfident: true }),
    commit: (words) => void committed.push(words),
    whole: async (window) => {
      const [read] = await alone.transcribe([window], REQUEST);
      const text = { startSeconds: 0, endSeconds: 3, language: 'en', segments: [...(read?.segments ?? [])] };
      return { text, seam: null };
    },
  });
  return { ...alone, startUtterance, committed };
}

const wholeOf = async (utterance: Utterance | undefined) =>
  (await utterance?.whole(WINDOW, () => undefined))?.text.segments[0]?.text;

test('one shows the words while they are spoken, another writes the whole', async () => {
  const quick = named('quick');
  const utterance = withFinalsOf(quick, () => named('better')).startUtterance?.(null, REQUEST);
  expect((await utterance?.partial(WINDOW))?.text).toBe('quick');
  utterance?.commit(2);
  expect(quick.committed).toEqual([2]);
  expect(await wholeOf(utterance)).toBe('better');
});

test('the other takes over between two utterances', async () => {
  let better: Recogniser | null = null;
  const both = withFinalsOf(named('quick'), () => better);
  const first = both.startUtterance?.(null, REQUEST);
  better = named('better');
  expect(await wholeOf(first)).toBe('quick');
  expect(await wholeOf(both.startUtterance?.(null, REQUEST))).toBe('better');
});

test('one that writes no partial texts can write the whole', async () => {
  const better = fixedTextRecogniser(undefined, () => 'slow');
  const utterance = withFinalsOf(named('quick'), () => better).startUtterance?.(null, REQUEST);
  expect((await utterance?.partial(WINDOW))?.text).toBe('quick');
  expect(await wholeOf(utterance)).toBe('slow');
});
