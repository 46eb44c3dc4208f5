import { expect, test } from 'vitest';
import { BlockAssembler } from '../../../../src/lib/core/audio/block-assembler';

test('pieces of any length become blocks of one length and a rest', () => {
  const assembler = new BlockAssembler(4);
  const blocks = [[1], [2, 3], [], [4, 5, 6, 7, 8, 9, 10]].flatMap((piece) => [
    ...assembler.push(Float32Array.from(piece)),
  ]);
  expect(blocks.map((block) => [...block])).toEqual([
    [1, 2, 3, 4],
    [5, 6, 7, 8],
  ]);
  expect([...(assembler.flush() ?? [])]).toEqual([9, 10]);
  expect(assembler.flush()).toBeNull();
});
