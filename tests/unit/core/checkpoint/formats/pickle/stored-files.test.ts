import { expect, test } from 'vitest';
import { crc32 } from '$lib/core/checkpoint/formats/pickle/crc32';
import { locateStoredFiles, readStoredFile } from '$lib/core/checkpoint/formats/pickle/stored-files';
import { readZipDirectory } from '$lib/core/checkpoint/formats/pickle/zip-directory';
import { MemoryBlob } from '../../../../support/memory-blob';
import { joinPieces } from '../../../../../../testing/models/toy-ggml-file';
import { type ZipOptions, type ZippedFile, zipPieces } from '../../../../../../testing/models/toy-zip-file';

function file(name: string, sizeBytes: number, lies: ZippedFile['lies'] = []): ZippedFile {
  const bytes = Uint8Array.from({ length: sizeBytes }, (_, i) => i * 7 + name.length);
  return { name, bytes, kind: 'data', lies };
}

async function open(files: readonly ZippedFile[], options: ZipOptions = {}) {
  const archive = new MemoryBlob(joinPieces(zipPieces(files, options)));
  return { archive: archive.asBlob(), directory: await readZipDirectory(archive.asBlob()) };
}

// Places of fields in an entry of the directory.
const PACKED_BYTES = 20;
const SIZE_BYTES = 24;
const PLACE = 42;

test.each<ZipOptions>([{}, { isZip64: true }, { hasDescriptors: false }])(
  'files lie where they are, at multiples of 64 bytes: %o',
  async (options) => {
    const files = [file('a', 100), file('bb', 1), file('ccc', 0), file('dd/é', 64)];
    const { archive, directory } = await open(files, options);
    expect([...directory.entries.keys()]).toEqual(files.map(({ name }) => name));
    const located = await locateStoredFiles(archive, directory, ['dd/é', 'a', 'ccc', 'a']);
    expect([...located.keys()]).toEqual(['dd/é', 'a', 'ccc']);
    for (const { startByte } of located.values()) expect(startByte % 64).toBe(0);
    for (const { name, bytes } of files)
      expect(await readStoredFile(archive, directory, name, 100)).toEqual(bytes);
  },
);

test('the checksum is that of zip archives', () => {
  // The check value of CRC-32/ISO-HDLC.
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  expect(crc32(new Uint8Array())).toBe(0);
  const bytes = file('x', 1000).bytes;
  expect(crc32(bytes)).toBe(bitByBit(bytes));
});

function bitByBit(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

test('a file longer than what is wanted is not read', async () => {
  const { archive, directory } = await open([file('a', 101)]);
  await expect(readStoredFile(archive, directory, 'a', 100)).rejects.toMatchObject({ code: 'model-corrupt' });
});

test('of a large archive only the directory and the headers are read', async () => {
  const files = Array.from({ length: 50 }, (_, i) => file(`data/${i}`, 10_000));
  const archive = new MemoryBlob(joinPieces(zipPieces(files)));
  const directory = await readZipDirectory(archive.asBlob());
  await locateStoredFiles(archive.asBlob(), directory, directory.entries.keys());
  // The end is looked for in 65,577 bytes, at most.
  expect(archive.readBytes).toBeLessThan(65_577 + 50 * (30 + 16 + 60));
});

test.each<[string, ZippedFile['lies']]>([
  ['another size packed than unpacked', [[PACKED_BYTES, 99]]],
  [
    'a size beyond the archive',
    [
      [PACKED_BYTES, 0x7fffffff],
      [SIZE_BYTES, 0x7fffffff],
    ],
  ],
  [
    'a size that reaches into the directory',
    [
      [PACKED_BYTES, 170],
      [SIZE_BYTES, 170],
    ],
  ],
  ['a place beyond the archive', [[PLACE, 0x7fffffff]]],
  ['a place without a header', [[PLACE, 1]]],
  ['a size of 64 bits that is missing', [[SIZE_BYTES, 0xffffffff]]],
])('a file with %s is corrupt', async (_, lies) => {
  const reading = async () => {
    const { archive, directory } = await open([file('a', 100, lies)]);
    return locateStoredFiles(archive, directory, ['a']);
  };
  await expect(reading()).rejects.toMatchObject({ code: 'model-corrupt' });
});

test('files that overlap are corrupt', async () => {
  const sizes = [
    [PACKED_BYTES, 400],
    [SIZE_BYTES, 400],
  ] as const;
  const { archive, directory } = await open([file('a', 100, sizes), file('b', 100), file('c', 1000)]);
  await expect(locateStoredFiles(archive, directory, ['a', 'b'])).rejects.toMatchObject({
    code: 'model-corrupt',
    message: expect.stringContaining('where the next file begins'),
  });
});

test('a header that is longer or shorter than it was is corrupt, for it moves the values', async () => {
  const bytes = joinPieces(zipPieces([file('a', 100), file('b', 100)]));
  for (const change of [-4, -1, 1, 4, 16]) {
    const changed = bytes.slice();
    changed[28] = changed[28]! + change;
    const archive = new MemoryBlob(changed).asBlob();
    const directory = await readZipDirectory(archive);
    await expect(locateStoredFiles(archive, directory, ['a'])).rejects.toMatchObject({
      code: 'model-corrupt',
    });
  }
});

test('an encrypted file is unsupported', async () => {
  // Version and flags.
  const { archive, directory } = await open([file('a', 100, [[6, 1 << 16]])]);
  await expect(locateStoredFiles(archive, directory, ['a'])).rejects.toMatchObject({
    code: 'model-unsupported',
  });
});

test('a file twice in the directory is corrupt', async () => {
  await expect(open([file('a', 1), file('a', 1)])).rejects.toMatchObject({ code: 'model-corrupt' });
});

// Places of fields in the end of the directory, from the archive's end.
test.each<[string, boolean, number, bigint]>([
  ['files', false, 12, 0xffffn],
  ['bytes of directory', false, 10, 0xfffffff0n],
  ['bytes before it', false, 6, 0xfffffff0n],
  ['files of 64 bits', true, 42 + 24, 2n ** 63n],
  ['bytes of directory of 64 bits', true, 42 + 16, 2n ** 53n - 1n],
  ['bytes before it of 64 bits', true, 42 + 8, 2n ** 40n],
  ['bytes before the end of 64 bits', true, 34, 2n ** 64n - 1n],
])(
  'an absurd number of %s is corrupt, and nothing is allocated for it',
  async (_, isZip64, fromEnd, value) => {
    const bytes = joinPieces(zipPieces([file('a', 100)], { isZip64 }));
    const view = new DataView(bytes.buffer);
    const offset = bytes.byteLength - fromEnd;
    if (isZip64) view.setBigUint64(offset, value, true);
    else if (fromEnd === 12) view.setUint16(offset, Number(value), true);
    else view.setUint32(offset, Number(value), true);
    const archive = new MemoryBlob(bytes);
    await expect(readZipDirectory(archive.asBlob())).rejects.toMatchObject({ code: 'model-corrupt' });
    expect(archive.readBytes).toBeLessThanOrEqual(2 * bytes.byteLength);
  },
);
