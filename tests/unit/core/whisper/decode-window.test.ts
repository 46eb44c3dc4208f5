import { decodeWindow, type DecodingRules } from '$lib/core/whisper/decode-window';
import { timestampRule, withoutTimestampsRule } from '$lib/core/whisper/logits-rules';
import { Vocabulary } from '$lib/core/whisper/vocabulary';
import { describe, expect, test } from 'vitest';
import { scripted, TOY, ToyDecoder, type ToyModel } from './toy-tokens';

const special = {
  ...TOY,
  languages: new Map([
    ['en', 0],
    ['fr', 1],
  ]),
};
const texts = [' a', ' b', ' c', ' d'].map((text) => new TextEncoder().encode(text));
const rules: DecodingRules = {
  special,
  vocabulary: new Vocabulary(texts),
  maxTokens: 40,
  plain: [withoutTimestampsRule(special)],
  timed: [timestampRule(special)],
  alignmentHeads: [],
};
const options = {
  language: 'fr',
  window: { seconds: 10, isFull: false },
  settings: { context: 'speech', beams: 2 },
} as const;
const LOOP = [3, 2, 3, 2, 3, 2, 3, 2, 3, 2, 3, 2];

/** Sounds whose decoders say the same in each attempt: what the prompt asks for decides. */
function ear(models: { speech: ToyModel; full: ToyModel }) {
  const heard: string[] = [];
  const decoders: ToyDecoder[] = [];
  const hear = (context: 'speech' | 'full') => {
    heard.push(context);
    const startDecoder = () => {
      const decoder = new ToyDecoder(models[context]);
      decoders.push(decoder);
      return decoder;
    };
    return Promise.resolve({ context, startDecoder, alignmentKeys: () => new Map() });
  };
  return { heard, decoders, hear };
}
const ids = (tokens: readonly { readonly token: number }[]) => tokens.map(({ token }) => token);
const untimed = (script: readonly number[]) => scripted(script, 4);

describe('decoding a window', () => {
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
      settings: { context: 'speech', beams: 1 },
    });
    expect(ids(decoded.tokens)).toEqual([3, 2]);
  });

  test('tries timestamps last, and leaves them out of the text', async () => {
    const timed: ToyModel = (tokens) =>
      tokens[3] === special.noTimestamps
        ? untimed(LOOP)(tokens)
        : scripted([7, 2, 9, 9, 3, 10, 4], 3)(tokens);
    const { decoders, hear } = ear({ speech: timed, full: timed });
    const decoded = await decodeWindow(rules, hear, { ...options, settings: { context: 'full', beams: 1 } });
    expect(ids(decoded.tokens)).toEqual([2, 3]);
    expect(decoders.at(-1)?.fed[0]).toEqual([[5, 1, 5]]);
  });
});
