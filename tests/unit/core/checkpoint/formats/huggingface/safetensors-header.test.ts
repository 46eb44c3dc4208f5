import { describe, expect, test } from 'vitest';
import {
  isSafetensorsStart,
  readSafetensorsHeader,
} from '../../../../../../src/lib/core/checkpoint/formats/huggingface/safetensors-header';
import {
  headerPiece,
  type SafetensorsTensor,
  safetensorsPieces,
} from '../../../../../../testing/models/toy-huggingface-folder';
import { joinPieces } from '../../../../../../testing/models/toy-ggml-file';

const A: SafetensorsTensor = { name: 'a', dtype: 'F32', shape: [2, 3], data: new Uint8Array(24) };
const B: SafetensorsTensor = { name: 'b', dtype: 'BF16', shape: [4], data: new Uint8Array(8) };

const read = (bytes: Uint8Array<ArrayBuffer>) => readSafetensorsHeader(new Blob([bytes]));
const written = (header: string, dataBytes = 0) =>
  joinPieces([headerPiece(header), { kind: 'data', bytes: new Uint8Array(dataBytes) }]);

test('a file says where each of its tensors lies', async () => {
  const bytes = joinPieces(safetensorsPieces([A, B]));
  const dataStart = bytes.byteLength - 32;
  expect(await read(bytes)).toEqual([
    { name: 'a', dtype: 'F32', shape: [2, 3], startByte: dataStart, sizeBytes: 24 },
    { name: 'b', dtype: 'BF16', shape: [4], startByte: dataStart + 24, sizeBytes: 8 },
  ]);
});

test('tensors may lie in another order than the header has them, be scalars, or be empty', async () => {
  const scalar: SafetensorsTensor = { name: 'c', dtype: 'I64', shape: [], data: new Uint8Array(8) };
  const empty: SafetensorsTensor = { name: 'd', dtype: 'F16', shape: [0, 5], data: new Uint8Array(0) };
  const pieces = safetensorsPieces([A, B, scalar, empty], { a: [8, 32], b: [0, 8], d: [8, 8] });
  const entries = await read(joinPieces(pieces));
  expect(entries.map(({ name, sizeBytes }) => [name, sizeBytes])).toEqual([
    ['a', 24],
    ['b', 8],
    ['c', 8],
    ['d', 0],
  ]);
});

test('the beginning of a file tells it, whatever its name is', () => {
  const bytes = joinPieces(safetensorsPieces([A]));
  expect(isSafetensorsStart(bytes.subarray(0, 9))).toBe(true);
  expect(isSafetensorsStart(bytes.subarray(0, 8))).toBe(false);
  expect(isSafetensorsStart(new TextEncoder().encode('{"a": {"b": 1}}'))).toBe(false);
});

describe('damage', () => {
  test.each<[string, Uint8Array<ArrayBuffer>, string]>([
    ['an overlap', joinPieces(safetensorsPieces([A, B], { b: [16, 24] })), 'overlap'],
    ['a hole', joinPieces(safetensorsPieces([A, B], { b: [32, 40] })), 'hole'],
    ['an end beyond the file', joinPieces(safetensorsPieces([A, B])).slice(0, -1), 'the file at'],
    ['bytes after the last tensor', written('{}', 4), '4 bytes follow'],
    ['a size that is not the shape', joinPieces(safetensorsPieces([{ ...A, shape: [2, 4] }])), '24 bytes'],
    [
      'a tensor that ends before it begins',
      written('{"a":{"dtype":"F32","shape":[0],"data_offsets":[4,0]}}'),
      'ends',
    ],
    [
      'offsets beyond all numbers',
      written('{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,1e300]}}'),
      'no place',
    ],
    [
      'a shape beyond all numbers',
      written('{"a":{"dtype":"F32","shape":[1e300],"data_offsets":[0,4]}}', 4),
      'no shape',
    ],
    [
      'shapes whose product is too large',
      written('{"a":{"dtype":"F32","shape":[9007199254740991,9007199254740991],"data_offsets":[0,4]}}', 4),
      '4 bytes',
    ],
    ['a negative length', written('{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}', 4), 'no shape'],
    [
      'many axes',
      written(`{"a":{"dtype":"F32","shape":[${Array(99).fill(1).join()}],"data_offsets":[0,4]}}`, 4),
      'no shape',
    ],
    ['no type', written('{"a":{"shape":[1],"data_offsets":[0,4]}}', 4), 'no type'],
    ['a tensor that is no object', written('{"a":[]}'), 'no object'],
    [
      'a name twice',
      written(
        '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}',
        8,
      ),
      'hole',
    ],
    ['a header that is a list', written('[]'), 'not a JSON object'],
    ['a header that is no JSON', written('{"a":'), 'not JSON'],
    ['brackets without end', written('{"a":'.padEnd(200_000, '[')), 'not JSON'],
    ['a header that is no text', Uint8Array.of(3, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0xff, 0x7d), 'UTF-8'],
    [
      'a header of absurd length',
      Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 255, 0x7b, 0x7d),
      'bytes long',
    ],
    [
      'a header longer than the file',
      Uint8Array.of(99, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0x7d),
      'inside its header',
    ],
    ['nothing in it', new Uint8Array(0), '0 bytes'],
  ])('of %s is told', async (_, bytes, words) => {
    await expect(read(bytes)).rejects.toMatchObject({
      code: 'model-corrupt',
      message: expect.stringContaining(words),
    });
  });

  test('names that objects have by themselves are names like others', async () => {
    const header =
      '{"__proto__":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"constructor":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}';
    const entries = await read(written(header, 8));
    expect(entries.map(({ name }) => name)).toEqual(['__proto__', 'constructor']);
  });
});
