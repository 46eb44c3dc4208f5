import { AppError } from '../../../errors';
import type { ByteFile } from '../../byte-file';
import { readSlice } from '../byte-reader';
import { crc32 } from './crc32';
import type { ZipDirectory, ZipEntry } from './zip-directory';

const HEADER_SIGNATURE = 0x04034b50;
const HEADER_BYTES = 30;
const ENCRYPTED = 1;
const HAS_DESCRIPTOR = 8;
/** What may be after a file: a signature, its checksum, and two sizes of 32 or 64 bits. */
const DESCRIPTOR_BYTES = 16;
const DESCRIPTOR64_BYTES = 24;
const DESCRIPTOR_SIGNATURE = 0x08074b50;
const STORED = 0;
/** Headers that are read at the same time. */
const HEADERS_AT_ONCE = 32;

/** Where the bytes of a file lie in an archive, as they are. */
export interface StoredFile {
  readonly startByte: number;
  readonly sizeBytes: number;
}

/**
 * Finds files of a zip archive that lie in it unpacked.
 *
 * @returns by name
 * @throws AppError 'model-unsupported' if one is compressed or encrypted
 * @throws AppError 'model-corrupt' if one is missing, or its bytes are not all there is up to what follows
 */
export async function locateStoredFiles(
  archive: ByteFile,
  directory: ZipDirectory,
  names: Iterable<string>,
): Promise<ReadonlyMap<string, StoredFile>> {
  const entries = [...new Set(names)].map((name) => requireStored(directory, name));
  const endBytes = endsOf(directory);
  const located = new Map<string, StoredFile>();
  for (let from = 0; from < entries.length; from += HEADERS_AT_ONCE) {
    const some = entries.slice(from, from + HEADERS_AT_ONCE);
    const files = await Promise.all(
      some.map((entry) => locate(archive, entry, endBytes.get(entry.headerStartByte) ?? 0)),
    );
    for (const [i, { name }] of some.entries()) {
      const file = files[i];
      if (file) located.set(name, file);
    }
  }
  return located;
}

/**
 * Reads a small file of a zip archive and compares it with its checksum.
 *
 * @throws AppError as locateStoredFiles; 'model-corrupt' if it is longer than `mostBytes` or its checksum differs
 */
export async function readStoredFile(
  archive: ByteFile,
  directory: ZipDirectory,
  name: string,
  mostBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const file = (await locateStoredFiles(archive, directory, [name])).get(name);
  if (!file || file.sizeBytes > mostBytes) throw corrupt(`${name} is ${file?.sizeBytes} bytes long`);
  const bytes = await readSlice(archive, file.startByte, file.sizeBytes);
  const expected = directory.entries.get(name)?.crc32 ?? 0;
  // torch.serialization.set_crc32_options(False) leaves them out.
  if (expected !== 0 && expected !== crc32(bytes)) throw corrupt(`the checksum of ${name} differs`);
  return bytes;
}

function requireStored({ entries }: ZipDirectory, name: string): ZipEntry {
  const entry = entries.get(name);
  if (entry === undefined) throw corrupt(`${name} is missing`);
  if (entry.method !== STORED || (entry.flags & ENCRYPTED) !== 0) {
    throw new AppError('model-unsupported', `${name} is compressed or encrypted in its archive`);
  }
  if (entry.packedBytes !== entry.sizeBytes) throw corrupt(`${name} has two sizes`);
  return entry;
}

/** What follows each file, by the place of its header: the next header, or the directory. */
function endsOf({ entries, startByte }: ZipDirectory): ReadonlyMap<number, number> {
  const starts = [...entries.values()]
    .map(({ headerStartByte }) => headerStartByte)
    .toSorted((a, b) => a - b);
  const ends = new Map<number, number>();
  for (const [i, start] of starts.entries()) {
    if (ends.has(start)) throw corrupt('two files are in one place');
    ends.set(start, starts[i + 1] ?? startByte);
  }
  return ends;
}

/**
 * The header before a file may be longer than the directory says: torch pads it, so that the file begins at a multiple of
 * 64. Nothing else may be between two files: a damaged length would move all the values of a tensor.
 */
async function locate(archive: ByteFile, entry: ZipEntry, nextStartByte: number): Promise<StoredFile> {
  const { name, nameBytes, headerStartByte, sizeBytes } = entry;
  const headerEndByte = headerStartByte + HEADER_BYTES;
  if (headerEndByte > nextStartByte) throw corrupt(`${name} is beyond its end`);
  const { buffer } = await readSlice(archive, headerStartByte, HEADER_BYTES);
  const header = new DataView(buffer);
  if (header.getUint32(0, true) !== HEADER_SIGNATURE || header.getUint16(26, true) !== nameBytes) {
    throw corrupt(`${name} is not where it says`);
  }
  const startByte = headerEndByte + nameBytes + header.getUint16(28, true);
  const endByte = startByte + sizeBytes;
  const isEnd = await isEndOf(archive, entry, endByte, nextStartByte - endByte);
  if (!isEnd) throw corrupt(`${name} does not end where the next file begins`);
  return { startByte, sizeBytes };
}

/** True if what is between a file and the next is what should be there. */
async function isEndOf(
  archive: ByteFile,
  { flags, crc32: checksum, sizeBytes }: ZipEntry,
  endByte: number,
  afterBytes: number,
): Promise<boolean> {
  if ((flags & HAS_DESCRIPTOR) === 0) return afterBytes === 0;
  if (afterBytes !== DESCRIPTOR_BYTES && afterBytes !== DESCRIPTOR64_BYTES) return false;
  const { buffer } = await readSlice(archive, endByte, afterBytes);
  const descriptor = new DataView(buffer);
  const size =
    afterBytes === DESCRIPTOR64_BYTES
      ? descriptor.getBigUint64(16, true)
      : BigInt(descriptor.getUint32(12, true));
  const isOfFile = descriptor.getUint32(4, true) === checksum && size === BigInt(sizeBytes);
  return isOfFile && descriptor.getUint32(0, true) === DESCRIPTOR_SIGNATURE;
}

function corrupt(message: string): AppError {
  return new AppError('model-corrupt', `the archive is damaged: ${message}`);
}
