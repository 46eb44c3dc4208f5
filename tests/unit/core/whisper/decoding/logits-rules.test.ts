import { logSumExp } from '$lib/core/whisper/decoding/log-sum-exp';
import { applyRules, plainRules, timedRules, timestampRule } from '$lib/core/whisper/decoding/logits-rules';
import { describe, expect, test } from 'vitest';
import { FREE, TOY, toyLogits } from '../toy-tokens';

const allowed = (logits: Float32Array) => [...logits.keys()].filter((token) => logits[token] !== -Infinity);
const SUPPRESSION = { always: [2], atBegin: [0, TOY.endOfText] };

describe('text without timestamps', () => {
  const rules = plainRules(TOY, SUPPRESSION, 11);

  test.each([
    ['is not empty, and has no symbols or times', [], [1, 3, 5]],
    ['may end once it has prefix', [1], [0, 1, 3, 4, 5]],
  ])('%s', (_, sampled, expected) => {
    const logits = toyLogits();
    applyRules(rules, logits, logSumExp(logits), sampled);
    expect(allowed(logits)).toEqual(expected);
  });
});

test('text with timestamps has no symbols either, and never the token against them', () => {
  const rules = timedRules(TOY, SUPPRESSION, 11);
  const logits = toyLogits(0, 9);
  applyRules(rules, logits, logSumExp(logits), [7]);
  expect(allowed(logits)).toEqual([0, 1, 3, 4, 5]);
});

describe('timestamps', () => {
  // Tokens 0-3 are text, 4 the end, 5 a control token, 6 "no timestamps", 7-10 the times 0.00 to 0.06.
  test.each([
    ['the first token is a time', [], [7, 8]],
    ['after the opening time comes text or the end', [7], [0, 1, 2, 3, 4, 5]],
    ['within text anything later may come', [7, 1], [0, 1, 2, 3, 4, 5, 8, 9, 10]],
    ['a closing time is followed by a time not before it or the end', [7, 1, 9], [4, 5, 9, 10]],
    ['a closing and an opening time are followed by text or the end', [7, 1, 9, 9], [0, 1, 2, 3, 4, 5]],
  ])('%s', (_, sampled, expected) => {
    const logits = toyLogits(0, 0, 0, 0, 0, 0, 0, -9, -9, -9, -9);
    logits[TOY.noTimestamps] = -Infinity;
    timestampRule(TOY, 1)(logits, sampled);
    expect(allowed(logits)).toEqual(expected);
  });

  test('win where together they outweigh every word', () => {
    const logits = toyLogits(0, 0.5, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    timestampRule(TOY)(logits, [7, 1]);
    expect(allowed(logits)).toEqual([8, 9, 10]);
  });
});

describe('applying rules', () => {
  const without = (...tokens: number[]) =>
    Float32Array.from({ length: 11 }, (_, token) => (tokens.includes(token) ? -Infinity : 0));
  const forbidding = (...tokens: number[]) => {
    return (logits: Float32Array) => {
      for (const token of tokens) logits[token] = -Infinity;
    };
  };

  test.each([
    ['little is forbidden', { ...FREE, mask: without(0, 7) }, 9],
    ['the most probable is forbidden', { ...FREE, mask: without(3) }, 10],
    ['nearly all is forbidden', { ...FREE, mask: without(0, 1, 2, 3, 4, 5, 6, 7, 8, 9) }, 1],
    ['something is forbidden twice', { ...FREE, mask: without(3), notFirst: [3, 4] }, 9],
    ['what came before forbids', { ...FREE, mask: without(1), changing: forbidding(3, 4) }, 8],
    ['nothing is forbidden', FREE, 11],
  ])('gives the sum of what is left where %s', (_, rules, left) => {
    const logits = toyLogits(1, -2, 0.5, 20, 3, -4);
    const logSum = applyRules(rules, logits, logSumExp(logits), []);
    expect(logSum).toBeCloseTo(logSumExp(logits), 4);
    expect(allowed(logits)).toHaveLength(left);
  });
});
