import { deflateRawSync } from 'node:zlib';
import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { ZipArchive } from '../../../src/lib/library/backup/zip-archive';

interface Claim {
  readonly name: string;
  readonly packed: Uint8Array;
  /** Bytes as the headers have it. */
  readonly sizeBytes: number;
  readonly crc: number;
}

/** A ZIP file of one deflated entry that may claim anything of itself. */
function zipOf({ name, packed, sizeBytes, crc }: Claim): Blob {
  const bytes = Buffer.from(name);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(0x800, 2);
  common.writeUInt16LE(8, 4);
  common.writeUInt32LE(crc, 10);
  common.writeUInt32LE(packed.length, 14);
  common.writeUInt32LE(sizeBytes, 18);
  common.writeUInt16LE(bytes.length, 22);
  const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, bytes, packed]);
  const version = Buffer.from([20, 0]);
  const central = Buffer.concat([Buffer.from('PK\u0001\u0002'), version, common, Buffer.alloc(14), bytes]);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 0, 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return new Blob([new Uint8Array(Buffer.concat([local, central, end]))]);
}

function claim(content: Buffer, change: Partial<Claim> = {}): Claim {
  const packed = deflateRawSync(content);
  return { name: 'a', packed, sizeBytes: content.length, crc: crc32(content), ...change };
}

const read = async (file: Blob) => (await ZipArchive.open(file)).text('a', 100_000_000);

test('an entry that was packed by another program is read', async () => {
  expect(await read(zipOf(claim(Buffer.from('Été'))))).toBe('Été');
});

test('a bomb is refused before it is unpacked', async () => {
  const bomb = claim(Buffer.alloc(50_000_000));
  await expect(read(zipOf(bomb))).rejects.toMatchObject({ fault: 'too-large' });
});

test('a bomb that hides its size is not unpacked beyond what it says', async () => {
  const bomb = zipOf(claim(Buffer.alloc(50_000_000), { sizeBytes: 1000 }));
  let bytes = 0;
  const archive = await ZipArchive.open(bomb);
  await expect(archive.read('a', (piece) => void (bytes += piece.length))).rejects.toMatchObject({
    fault: 'damaged',
  });
  expect(bytes).toBeLessThanOrEqual(1000);
});

test.each([
  ['longer than it says', { sizeBytes: 2 }],
  ['shorter than it says', { sizeBytes: 9 }],
  ['of another checksum', { crc: 1 }],
  ['cut off', { packed: deflateRawSync(Buffer.from('Été')).subarray(0, 3) }],
])('an entry that is %s is damaged', async (_what, change) => {
  await expect(read(zipOf(claim(Buffer.from('Été'), change)))).rejects.toMatchObject({ fault: 'damaged' });
});

test('text that would fill the memory is refused', async () => {
  const archive = await ZipArchive.open(zipOf(claim(Buffer.from('abcd'))));
  await expect(archive.text('a', 3)).rejects.toMatchObject({ fault: 'too-large' });
});
