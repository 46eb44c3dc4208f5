import { expect, test } from 'vitest';
import { tagBytes } from '../../../../src/lib/core/containers/tag-bytes';

function tag(name: string, ...rest: number[]): Uint8Array {
  const bytes = new Uint8Array(40);
  bytes.set(new TextEncoder().encode(name), 3);
  bytes.set(rest, 3 + name.length);
  return bytes;
}

test.each([
  ['ID3v2', tag('ID3', 4, 0, 0, 0, 0, 2, 1), 10 + 257],
  ['ID3v1', tag('TAG'), 128],
  ['APE, its start', tag('APETAGEX', 208, 7, 0, 0, 100, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0xa0), 132],
  ['APE, its end alone', tag('APETAGEX', 208, 7, 0, 0, 100, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0x80), 32],
  ['no tag', tag('IDX'), 0],
])('%s', (_, bytes, sizeBytes) => {
  expect(tagBytes(bytes, 3)).toBe(sizeBytes);
});

test('a tag that is cut before its length is none', () => {
  expect(tagBytes(tag('ID3').subarray(0, 8), 3)).toBe(0);
});
