import { decodeWindow, type DecodingRules } from '$lib/core/whisper/decode-window';
import { timestampRule, withoutTimestampsRule } from '$lib/core/whisper/logits-rules';
import { Vocabulary } from '$lib/core/whisper/vocabulary';
import { describe, expect, test } from 'vitest';
import { ScriptedDecoder, TOY } from './toy-tokens';

const special = {
  ...TOY,
  languages: new Map([
    ['en', 0],
    ['fr', 1],
  ]),
};
const rules: DecodingRules = {
  special,
  vocabulary: new Vocabulary([]),
  maxTokens: 40,
  plain: [withoutTimestampsRule(special)],
  timed: [timestampRule(special)],
};
const options = { language: 'fr', timestamps: false, windowSeconds: 3 };

/** Gives the decoders in turn. */
function decoders(...scripts: (readonly number[])[]) {
  const made = scripts.map((script) => new ScriptedDecoder(script));
  let next = 0;
  return { made, start: () => made[next++]! };
}

describe('decoding a window', () => {
  test('asks for its language', async () => {
    const { made, start } = decoders([2, 3, 4]);
    const decoded = await decodeWindow(rules, start, options);
    expect(decoded).toMatchObject({ retried: false });
    expect(decoded.pieces).toEqual([{ startSeconds: 0, endSeconds: 3, tokens: [2, 3] }]);
    expect(made[0]?.fed[0]).toEqual([5, 1, 5, 6]); // start, fr, transcribe, no timestamps
  });

  test('with timestamps gives a piece for each pair', async () => {
    const { start } = decoders([7, 2, 8, 8, 3, 9, 4]);
    const decoded = await decodeWindow(rules, start, { ...options, timestamps: true });
    expect(decoded.pieces.map(({ tokens }) => tokens)).toEqual([[2], [3]]);
  });

  test('that loops is decoded once more in the other mode', async () => {
    const { made, start } = decoders([2], [7, 2, 3, 9, 4]);
    const decoded = await decodeWindow(rules, start, options);
    expect(decoded.retried).toBe(true);
    expect(decoded.pieces).toEqual([{ startSeconds: 0, endSeconds: 0.04, tokens: [2, 3] }]);
    expect(made[1]?.fed[0]).toEqual([5, 1, 5]);
  });

  test('that loops twice gives the phrase once', async () => {
    const { start } = decoders([2], [7, 3, 2, 3, 2, 3, 2, 3, 2, 3, 2, 3, 2, 3, 2, 3, 2]);
    const { pieces } = await decodeWindow(rules, start, options);
    expect(pieces.map(({ tokens }) => tokens)).toEqual([[3, 2]]);
  });
});
