import { DECODING_DEFAULTS } from '$lib/core/whisper/decoding/decoding-settings';
import { continueWindow, decodeWindow } from '$lib/core/whisper/decoding/decode-window';
import type { DecodingRules } from '$lib/core/whisper/decoding/decoding-rules';
import { plainRules, timedRules } from '$lib/core/whisper/decoding/logits-rules';
import { Vocabulary } from '$lib/core/whisper/vocabulary/vocabulary';
import { describe, expect, test } from 'vitest';
import { scripted, TOY, ToyDecoder, toyLogits, type ToyModel } from '../toy-tokens';

const special = {
  ...TOY,
  languages: new Map([
    ['en', 0],
    ['fr', 1],
  ]),
};
const texts = ['a', 'b', 'c', ' '].map((text) => new TextEncoder().encode(text));
const rules: DecodingRules = {
  special,
  vocabulary: new Vocabulary(texts),
  maxTokens: 40,
  maxPrecedingTokens: 40,
  plain: plainRules(special, { always: [], atBegin: [] }, 11),
  timed: timedRules(special, { always: [], atBegin: [] }, 11),
  alignmentHeads: [],
};
const options = {
  language: 'fr',
  window: { seconds: 10, speechSeconds: 10, isFull: false, isFragment: false },
  settings: { ...DECODING_DEFAULTS, beams: 2 },
  preceding: { words: [], text: '' },
};
const LOOP = [3, 2, 3, 2, 3, 2, 3, 2, 3, 2, 3, 2];

/** Sounds whose decoders say the same in each attempt: what the prompt asks for decides. */
function ear(models: { speech: ToyModel; full: ToyModel; grown?: ToyModel }) {
  const heard: string[] = [];
  const decoders: ToyDecoder[] = [];
  const hear = (context: 'speech' | 'full' | 'grown') => {
    heard.push(context);
    const startDecoder = () => {
      const decoder = new ToyDecoder(models[context] ?? models.speech);
      decoders.push(decoder);
      return decoder;
    };
    return Promise.resolve({ context, startDecoder, alignmentKeys: () => Promise.resolve([]) });
  };
  return { heard, decoders, hear };
}
const ids = (tokens: readonly { readonly token: number }[]) => tokens.map(({ token }) => token);
const untimed = (script: readonly number[]) => scripted(script, 4);

describe('decoding a window', () => {
  test('prefers the words that are listed, if it is to', async () => {
    const torn: ToyModel = (tokens) =>
      tokens.at(-1) === TOY.noTimestamps ? toyLogits(0, 8, 9) : toyLogits(0, 0, 0, 0, 9);
    const textWith = async (words: readonly string[], termBias: number) => {
      const { hear } = ear({ speech: torn, full: torn });
      const settings = { ...options.settings, termBias };
      const preceding = { words, text: '' };
      return ids((await decodeWindow(rules, hear, { ...options, settings, preceding })).tokens);
    };
    expect(await textWith([], 2)).toEqual([2]);
    expect(await textWith(['b'], 0)).toEqual([2]);
    expect(await textWith(['b'], 2)).toEqual([1]);
  });

  test('takes the first text if it is clear', async () => {
    const { heard, decoders, hear } = ear({ speech: untimed([2, 3, 4]), full: untimed([0, 4]) });
    const decoded = await decodeWindow(rules, hear, options);
    expect(ids(decoded.tokens)).toEqual([2, 3]);
    expect(decoded).toMatchObject({ retried: false, end: { token: 4 } });
    expect(heard).toEqual(['speech']);
    expect(decoders[0]?.fed[0]).toEqual([[5, 1, 5, 6]]); // start, fr, transcribe, no timestamps
  });

  test('hears all there is where a short context loops', async () => {
    const { heard, hear } = ear({ speech: untimed(LOOP), full: untimed([2, 0, 4]) });
    const decoded = await decodeWindow(rules, hear, options);
    expect([ids(decoded.tokens), decoded.retried, decoded.sound.context]).toEqual([[2, 0], true, 'full']);
    expect(heard).toEqual(['speech', 'speech', 'full']);
  });

  test('of a text that nothing mends gives the loop once', async () => {
    const { hear } = ear({ speech: untimed(LOOP), full: untimed(LOOP) });
    const decoded = await decodeWindow(rules, hear, {
      ...options,
      settings: { ...DECODING_DEFAULTS, beams: 1 },
    });
    expect(ids(decoded.tokens)).toEqual([3, 2]);
  });

  test('tries timestamps last, and leaves them out of the text', async () => {
    const timed: ToyModel = (tokens) =>
      tokens[3] === special.noTimestamps
        ? untimed(LOOP)(tokens)
        : scripted([7, 2, 9, 9, 3, 10, 4], 3)(tokens);
    const { decoders, hear } = ear({ speech: timed, full: timed });
    const decoded = await decodeWindow(rules, hear, {
      ...options,
      settings: { ...DECODING_DEFAULTS, context: 'full', beams: 1 },
    });
    expect(ids(decoded.tokens)).toEqual([2, 3]);
    expect(decoders.at(-1)?.fed[0]).toEqual([[5, 1, 5]]);
  });

  describe('of a text that has prefix', () => {
    const sure = (text: readonly number[], height: number): ToyModel => {
      return (tokens) => scripted(text, 4)(tokens).map((logit) => (logit > 0 ? height : logit));
    };

    test.each([
      ['forced tokens are kept, and the rest is decoded', [2, 0, 3], 1, [2, 3]],
      ['without forced tokens it is decoded from scratch', [2, 0, 3], 0, [2, 3]],
      ['forced tokens against all that was heard are given up', [0, 0, 0, 0], 4, [2, 3]],
    ])('%s', async (_, draft, forced, expected) => {
      const { hear } = ear({ speech: sure([2, 3, 4], 9), full: sure([2, 3, 4], 9) });
      const decoded = await decodeWindow(rules, hear, { ...options, prefix: { draft, forced } });
      expect(ids(decoded.tokens)).toEqual(expected);
    });

    test('where it is unclear, more hypotheses are tried after the forced tokens', async () => {
      const { decoders, hear } = ear({ speech: sure([2, 3, 4], 2), full: sure([2, 3, 4], 2) });
      const plausible: (readonly number[])[] = [];
      const decoded = await decodeWindow(rules, hear, {
        ...options,
        prefix: { draft: [2, 3], forced: 1 },
        onPlausible: ({ tokens }) => plausible.push(ids(tokens)),
      });
      expect([ids(decoded.tokens), decoded.retried]).toEqual([[2, 3], false]);
      expect(plausible).toEqual([[2, 3]]);
      expect(decoders.map(({ fed }) => fed[0]?.[0]?.slice(4))).toEqual([[2, 3], [2]]);
    });

    test.each([
      ['is gone on with', [2, 0, 3], [2, 3], 1],
      ['against all that was heard is left alone, without a look at another context', [0, 0, 0, 0], null, 2],
    ])('what is settled %s', async (_, draft, expected, searches) => {
      const { heard, hear } = ear({ speech: sure([2, 3, 4], 9), full: sure([2, 3, 4], 9) });
      const prefix = { draft, forced: expected ? 1 : draft.length };
      const onPlausible = () => expect.unreachable('sure, or no text at all');
      const decoded = await continueWindow(rules, hear, { ...options, prefix, isGrown: false, onPlausible });
      expect(decoded && ids(decoded.tokens)).toEqual(expected);
      expect(heard).toEqual(Array.from({ length: searches }, () => 'speech'));
    });

    describe('of a sound that was heard as it grew', () => {
      const read = async (grown: ToyModel) => {
        const { heard, decoders, hear } = ear({ speech: sure([2, 3, 2, 4], 9), full: untimed([4]), grown });
        const plausible: (readonly number[])[] = [];
        const decoded = await continueWindow(rules, hear, {
          ...{ ...options, prefix: { draft: [2, 0, 3], forced: 1 }, isGrown: true },
          onPlausible: ({ tokens }) => plausible.push(ids(tokens)),
        });
        const drafts = decoders.map(({ fed }) => fed[0]?.[0]?.slice(4));
        return {
          text: decoded && ids(decoded.tokens),
          sound: decoded?.sound.context,
          heard,
          drafts,
          plausible,
        };
      };

      test('a text that is sure is taken, and the sound is not heard otherwise', async () => {
        const { text, sound, heard } = await read(sure([2, 3, 4], 9));
        expect([text, sound, heard]).toEqual([[2, 3], 'grown', ['grown']]);
      });

      test('one that is not is shown, and searched for with more hypotheses in the same sound', async () => {
        const { text, sound, heard, drafts, plausible } = await read(sure([2, 3, 4], 2));
        expect([text, sound, heard]).toEqual([[2, 3], 'grown', ['grown', 'grown']]);
        expect(drafts).toEqual([[2, 0, 3], [2]]);
        expect(plausible).toEqual([[2, 3]]);
      });

      test('of one that loops nothing is left, and the sound is not heard otherwise', async () => {
        const { text, heard, plausible } = await read(untimed(LOOP));
        expect([text, heard, plausible]).toEqual([null, ['grown', 'grown'], []]);
      });
    });

    test.each([
      ['behind what was carried over is none', 1, null],
      ['without a carry-over is all there is', 0, [2]],
    ])('an end %s', async (_, carriedTokens, expected) => {
      const { hear } = ear({ speech: sure([2, 4], 9), full: sure([2, 4], 9) });
      const prefix = { draft: [2], forced: 1 };
      const how = { ...options, prefix, carriedTokens, isGrown: false };
      const decoded = await continueWindow(rules, hear, how);
      expect(decoded && ids(decoded.tokens)).toEqual(expected);
    });
  });

  test('a text without a word is not shown while a better one is looked for', async () => {
    const { hear } = ear({
      speech: (tokens) => untimed([4])(tokens).map((logit) => (logit > 0 ? 2 : logit)),
      full: untimed([4]),
    });
    const onPlausible = () => expect.unreachable('nothing was heard');
    expect((await decodeWindow(rules, hear, { ...options, onPlausible })).tokens).toEqual([]);
  });

  test.each([
    ['taken where a person waits', true, ['speech', 'speech']],
    ['else looked for with all of the room too', false, ['speech', 'speech', 'full', 'full']],
  ])('a guess is %s', async (_, acceptsLowConfidence, expected) => {
    const guessed: ToyModel = (tokens) =>
      untimed([2, 3, 4])(tokens).map((logit) => (logit > 0 ? 0.3 : logit));
    const { heard, hear } = ear({ speech: guessed, full: guessed });
    const settings = { ...options.settings, acceptsLowConfidence };
    const decoded = await decodeWindow(rules, hear, { ...options, settings });
    expect(decoded.meanLogProbability).toBeLessThan(-1);
    expect(heard).toEqual(expected);
  });

  describe('behind what precedes', () => {
    /** Says one text behind a prompt that begins with previous text, and another without. */
    const led = (behind: readonly number[], alone: readonly number[], height = 9): ToyModel => {
      return (tokens) => {
        // The start token is also that of previous text: a prompt with such has it twice before the language.
        const start = tokens.indexOf(1, 1) > 1 ? tokens.lastIndexOf(5, tokens.lastIndexOf(6)) + 2 : 4;
        const isLed = tokens.length > 4 && tokens[1] !== 1;
        const logits = scripted(isLed ? behind : alone, start)(tokens);
        return isLed ? logits.map((logit) => (logit > 0 ? height : logit)) : logits;
      };
    };
    const words = (...list: string[]) => ({ ...options, preceding: { words: list, text: '' } });

    test('tells the decoder', async () => {
      const { decoders, hear } = ear({ speech: led([2, 4], [0, 4]), full: untimed([0, 4]) });
      const preceding = { words: [], text: 'bb a' };
      const decoded = await decodeWindow(rules, hear, { ...options, preceding });
      expect(decoders[0]?.fed[0]).toEqual([[5, 3, 1, 1, 3, 0, 5, 1, 5, 6]]); // previous: " bb a", then as ever
      expect(ids(decoded.tokens)).toEqual([2]);
    });

    test.each([
      ['an echo', [0, 3, 1, 3, 2, 4], 9],
      ['a loop', LOOP, 9],
      ['a guess', [2, 4], 0.5],
    ])('takes %s for no text, and searches with nothing before it', async (_, behind, height) => {
      const { heard, hear } = ear({ speech: led(behind, [2, 0, 4], height), full: untimed([1, 4]) });
      const decoded = await decodeWindow(rules, hear, words('a', 'b', 'c'));
      expect([ids(decoded.tokens), decoded.retried]).toEqual([[2, 0], true]);
      expect(new Set(heard)).toEqual(new Set(['speech']));
    });
  });
});
