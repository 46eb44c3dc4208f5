import { crc32 as zipCrc32 } from '$lib/core/checkpoint/formats/pickle/crc32';
import { joinBytes } from '$lib/core/checkpoint/join-bytes';
import type { FilePiece } from './toy-ggml-file';

export { zipCrc32 };

/** A file as it lies in a zip archive, free to be wrong. */
export interface ZippedFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Whether a fuzzer looks at every byte of it. */
  readonly kind: FilePiece['kind'];
  /** Fields of the directory that say something else than what is true, by their place in the entry. */
  readonly lies?: readonly (readonly [offset: number, value: number])[];
}

export interface ZipOptions {
  /** Sizes and places of 64 bits, as torch writes in archives of more than 4 GB. */
  readonly isZip64?: boolean;
  readonly comment?: string;
  /** Checksum and sizes after each file too, as torch writes them: true unless told. */
  readonly hasDescriptors?: boolean;
  /** Left out: as they are. */
  readonly crc32?: (bytes: Uint8Array) => number;
}

const ALIGNMENT_BYTES = 64;
const HAS_DESCRIPTOR = 8;

/** An archive in pieces, its files unpacked and each at a multiple of 64 bytes, as torch writes it. */
export function zipPieces(files: readonly ZippedFile[], options: ZipOptions = {}): FilePiece[] {
  const { crc32 = zipCrc32, hasDescriptors = true } = options;
  const flags = hasDescriptors ? HAS_DESCRIPTOR : 0;
  const pieces: FilePiece[] = [];
  const entries: Uint8Array[] = [];
  let position = 0;
  for (const { name, bytes, kind, lies = [] } of files) {
    const nameBytes = new TextEncoder().encode(name);
    const unpadded = position + 30 + nameBytes.byteLength + 4;
    const padding = (ALIGNMENT_BYTES - (unpadded % ALIGNMENT_BYTES)) % ALIGNMENT_BYTES;
    const crc = crc32(bytes);
    const size = bytes.byteLength;
    const header = join(
      ...[u32(0x04034b50), u16(0, flags, 0, 0, 0), u32(crc, size, size)],
      ...[u16(nameBytes.byteLength, 4 + padding), nameBytes, u16(0x4246, padding), new Uint8Array(padding)],
    );
    const descriptor = hasDescriptors ? u32(0x08074b50, crc, size, size) : new Uint8Array();
    pieces.push({ kind: 'structure', bytes: header }, { kind, bytes });
    pieces.push({ kind: 'structure', bytes: join(descriptor) });
    entries.push(entry(nameBytes, { flags, crc, size, position, lies }, options.isZip64 ?? false));
    position += header.byteLength + size + descriptor.byteLength;
  }
  const directory = join(...entries);
  const end = directoryEnd(files.length, directory.byteLength, position, options);
  return [...pieces, { kind: 'structure', bytes: directory }, { kind: 'structure', bytes: end }];
}

interface EntryFields {
  readonly flags: number;
  readonly crc: number;
  readonly size: number;
  readonly position: number;
  readonly lies: readonly (readonly [offset: number, value: number])[];
}

function entry(
  name: Uint8Array,
  { flags, crc, size, position, lies }: EntryFields,
  isZip64: boolean,
): Uint8Array {
  const extra = isZip64 ? join(u16(1, 24), u64(size, size, position)) : new Uint8Array();
  const bytes = join(
    ...[u32(0x02014b50), u16(0, 0, flags, 0, 0, 0), u32(crc), isZip64 ? u32(-1, -1) : u32(size, size)],
    ...[u16(name.byteLength, extra.byteLength, 0, 0, 0), u32(0, isZip64 ? -1 : position), name, extra],
  );
  const view = new DataView(bytes.buffer);
  for (const [offset, value] of lies) view.setUint32(offset, value, true);
  return bytes;
}

function directoryEnd(
  count: number,
  sizeBytes: number,
  startByte: number,
  { isZip64 = false, comment = '' }: ZipOptions,
): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(comment);
  const tail = join(u16(text.byteLength), text);
  if (!isZip64) return join(u32(0x06054b50), u16(0, 0, count, count), u32(sizeBytes, startByte), tail);
  return join(
    ...[u32(0x06064b50), u64(44), u16(45, 45), u32(0, 0), u64(count, count, sizeBytes, startByte)],
    ...[u32(0x07064b50, 0), u64(startByte + sizeBytes), u32(1)],
    ...[u32(0x06054b50), u16(0, 0, 0xffff, 0xffff), u32(-1, -1), tail],
  );
}

function join(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return joinBytes(parts);
}

function u16(...values: number[]): Uint8Array {
  return new Uint8Array(Uint16Array.from(values).buffer);
}

function u32(...values: number[]): Uint8Array {
  return new Uint8Array(Uint32Array.from(values).buffer);
}

function u64(...values: number[]): Uint8Array {
  return new Uint8Array(BigUint64Array.from(values.map(BigInt)).buffer);
}
