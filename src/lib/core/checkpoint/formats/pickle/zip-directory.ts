import { AppError } from '../../../errors';
import type { ByteFile } from '../../byte-file';
import { readSlice } from '../byte-reader';

const END_SIGNATURE = 0x06054b50;
const END_BYTES = 22;
const LONGEST_COMMENT_BYTES = 0xffff;
const LOCATOR_SIGNATURE = 0x07064b50;
const LOCATOR_BYTES = 20;
const END64_SIGNATURE = 0x06064b50;
const END64_BYTES = 56;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_BYTES = 46;
const ZIP64_EXTRA = 1;
const IN_EXTRA = 0xffffffff;
// large-v3 has 1259 tensors; one that is saved with the state of its training has thrice as many.
const MOST_ENTRIES = 20_000;
const MOST_DIRECTORY_BYTES = 4_000_000;

/** A file in a zip archive, as the directory at the archive's end tells it. */
export interface ZipEntry {
  readonly name: string;
  readonly nameBytes: number;
  /** Bits of the format: the lowest says that the file is encrypted. */
  readonly flags: number;
  /** 0: its bytes lie in the archive as they are. */
  readonly method: number;
  readonly crc32: number;
  readonly packedBytes: number;
  readonly sizeBytes: number;
  /** Where its own header is in the archive. */
  readonly headerStartByte: number;
}

/** What is in a zip archive. Nothing lies at or after `startByte` but the directory itself. */
export interface ZipDirectory {
  readonly startByte: number;
  readonly entries: ReadonlyMap<string, ZipEntry>;
}

/**
 * Reads the directory of a zip archive, of any size (zip64).
 *
 * @throws AppError 'model-corrupt' if it is cut or senseless, or names a file twice
 * @see PKWARE APPNOTE 6.3.10, section 4.3
 */
export async function readZipDirectory(file: ByteFile): Promise<ZipDirectory> {
  const { startByte, sizeBytes, count } = await findDirectory(file);
  if (count > MOST_ENTRIES || sizeBytes > MOST_DIRECTORY_BYTES) {
    throw corrupt(`its directory has ${count} files in ${sizeBytes} bytes`);
  }
  const directory = viewOf(await readSlice(file, startByte, sizeBytes));
  const entries = new Map<string, ZipEntry>();
  for (let offset = 0, i = 0; i < count; i++) {
    const { entry, lengthBytes } = readEntry(directory, offset);
    if (entries.has(entry.name)) throw corrupt(`${JSON.stringify(entry.name)} is there twice`);
    entries.set(entry.name, entry);
    offset += lengthBytes;
  }
  return { startByte, entries };
}

interface DirectoryPlace {
  readonly startByte: number;
  readonly sizeBytes: number;
  readonly count: number;
}

async function findDirectory(file: ByteFile): Promise<DirectoryPlace> {
  const tailBytes = Math.min(file.size, LOCATOR_BYTES + END_BYTES + LONGEST_COMMENT_BYTES);
  const tail = viewOf(await readSlice(file, file.size - tailBytes, tailBytes));
  const end = findEnd(tail);
  const endStartByte = file.size - tailBytes + end;
  const locator = end - LOCATOR_BYTES;
  const isZip64 = locator >= 0 && tail.getUint32(locator, true) === LOCATOR_SIGNATURE;
  const place = isZip64
    ? await readEnd64(file, uint64(tail, locator + 8), endStartByte - LOCATOR_BYTES)
    : {
        count: tail.getUint16(end + 10, true),
        sizeBytes: tail.getUint32(end + 12, true),
        startByte: tail.getUint32(end + 16, true),
      };
  if (place.startByte + place.sizeBytes > endStartByte) throw corrupt('its directory is beyond its end');
  return place;
}

/** The last place where the end of a directory can be: its comment must reach the end of the file. */
function findEnd(tail: DataView): number {
  for (let offset = tail.byteLength - END_BYTES; offset >= 0; offset--) {
    if (tail.getUint32(offset, true) !== END_SIGNATURE) continue;
    if (offset + END_BYTES + tail.getUint16(offset + 20, true) === tail.byteLength) return offset;
  }
  throw corrupt('it has no directory: the end is missing');
}

async function readEnd64(file: ByteFile, startByte: number, mostEndByte: number): Promise<DirectoryPlace> {
  if (startByte + END64_BYTES > mostEndByte) throw corrupt('its directory is beyond its end');
  const end = viewOf(await readSlice(file, startByte, END64_BYTES));
  if (end.getUint32(0, true) !== END64_SIGNATURE) throw corrupt('its directory is not where it says');
  return { count: uint64(end, 32), sizeBytes: uint64(end, 40), startByte: uint64(end, 48) };
}

function readEntry(directory: DataView, offset: number): { entry: ZipEntry; lengthBytes: number } {
  requireRoom(directory, offset, ENTRY_BYTES);
  if (directory.getUint32(offset, true) !== ENTRY_SIGNATURE) throw corrupt('its directory is damaged');
  const nameBytes = directory.getUint16(offset + 28, true);
  const extraBytes = directory.getUint16(offset + 30, true);
  const lengthBytes = ENTRY_BYTES + nameBytes + extraBytes + directory.getUint16(offset + 32, true);
  requireRoom(directory, offset, lengthBytes);
  const start = directory.byteOffset + offset + ENTRY_BYTES;
  const extra = new DataView(directory.buffer, start + nameBytes, extraBytes);
  const [sizeBytes, packedBytes, headerStartByte] = largeFields(extra, [
    directory.getUint32(offset + 24, true),
    directory.getUint32(offset + 20, true),
    directory.getUint32(offset + 42, true),
  ]);
  const entry: ZipEntry = {
    name: new TextDecoder().decode(new Uint8Array(directory.buffer, start, nameBytes)),
    nameBytes,
    flags: directory.getUint16(offset + 8, true),
    method: directory.getUint16(offset + 10, true),
    crc32: directory.getUint32(offset + 16, true),
    packedBytes,
    sizeBytes,
    headerStartByte,
  };
  return { entry, lengthBytes };
}

type LargeFields = readonly [sizeBytes: number, packedBytes: number, headerStartByte: number];

/** Fields too large for 32 bits are in the extra field, in this order, and only those. */
function largeFields(extra: DataView, fields: LargeFields): LargeFields {
  if (!fields.includes(IN_EXTRA)) return fields;
  const zip64 = findZip64(extra);
  let { offset } = zip64;
  const next = (): number => {
    if (offset + 8 > zip64.endByte) throw corrupt('a size is missing in its directory');
    offset += 8;
    return uint64(extra, offset - 8);
  };
  const [sizeBytes, packedBytes, headerStartByte] = fields;
  return [
    sizeBytes === IN_EXTRA ? next() : sizeBytes,
    packedBytes === IN_EXTRA ? next() : packedBytes,
    headerStartByte === IN_EXTRA ? next() : headerStartByte,
  ];
}

function findZip64(extra: DataView): { offset: number; endByte: number } {
  for (let offset = 0; offset + 4 <= extra.byteLength;) {
    const startByte = offset + 4;
    const endByte = Math.min(startByte + extra.getUint16(offset + 2, true), extra.byteLength);
    if (extra.getUint16(offset, true) === ZIP64_EXTRA) return { offset: startByte, endByte };
    offset = endByte;
  }
  return { offset: 0, endByte: 0 };
}

function uint64(view: DataView, offset: number): number {
  const value = Number(view.getBigUint64(offset, true));
  if (!Number.isSafeInteger(value)) throw corrupt(`an absurd size, ${value} bytes`);
  return value;
}

function requireRoom(directory: DataView, offset: number, lengthBytes: number): void {
  if (offset + lengthBytes > directory.byteLength) throw corrupt('its directory is cut');
}

function viewOf(bytes: Uint8Array<ArrayBuffer>): DataView<ArrayBuffer> {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function corrupt(message: string): AppError {
  return new AppError('model-corrupt', `the archive is damaged: ${message}`);
}
