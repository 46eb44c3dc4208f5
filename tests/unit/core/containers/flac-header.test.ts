import { expect, test } from 'vitest';
import { flacHeaderBytes } from '../../../../src/lib/core/containers/flac-header';

const MARK = new TextEncoder().encode('fLaC');
const block = (kind: number, sizeBytes: number) =>
  new Uint8Array([kind, 0, sizeBytes >> 8, sizeBytes & 0xff, ...new Uint8Array(sizeBytes)]);

test('the header ends behind its last block', async () => {
  const file = new Blob([MARK, block(0, 34), block(6, 1000), block(0x84, 40), new Uint8Array(500)]);
  expect(await flacHeaderBytes(file)).toBe(4 + 38 + 1004 + 44);
});

test('a file that is cut before has no more than there is', async () => {
  expect(await flacHeaderBytes(new Blob([MARK, block(0, 34), block(6, 1000).slice(0, 100)]))).toBe(142);
  expect(await flacHeaderBytes(new Blob([MARK]))).toBe(4);
});
