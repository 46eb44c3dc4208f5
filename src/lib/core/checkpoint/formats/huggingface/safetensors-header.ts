import { AppError } from '../../../errors';
import type { ByteFile } from '../../byte-file';
import { readSlice } from '../byte-reader';
import { isRecord } from '../../../is-record';
import { decodeText, parseJsonObject } from '../json-file';

/** Bytes of an element, by the format's names of types; others exist, and tensors of them are passed over. */
const ELEMENT_BYTES: ReadonlyMap<string, number> = new Map([
  ['BOOL', 1],
  ['U8', 1],
  ['I8', 1],
  ['F8_E4M3', 1],
  ['F8_E5M2', 1],
  ['U16', 2],
  ['I16', 2],
  ['F16', 2],
  ['BF16', 2],
  ['U32', 4],
  ['I32', 4],
  ['F32', 4],
  ['U64', 8],
  ['I64', 8],
  ['F64', 8],
]);

/** The header's length, before the header. */
const LENGTH_BYTES = 8;
// That of whisper-large is about 150 KB.
const LONGEST_HEADER_BYTES = 1 << 23; // 8388608
const MOST_AXES = 8;
const METADATA = '__metadata__';

/** A tensor of a safetensors file, still in it. */
export interface SafetensorsEntry {
  readonly name: string;
  /** As the file says it: "F16". */
  readonly dtype: string;
  /** Row-major, slowest first. */
  readonly shape: readonly number[];
  readonly startByte: number;
  readonly sizeBytes: number;
}

/**
 * Reads what a safetensors file holds, and where. The tensors must fill the file without overlap and without holes, as
 * the format demands: so a name that is there twice, of which JSON keeps one, is found by the hole that it leaves.
 *
 * @throws AppError 'model-corrupt' if the file is cut, absurd or no safetensors file
 * @throws AppError 'file-unreadable' if the file itself cannot be read
 * @see huggingface/safetensors README.md, "Format"
 */
export async function readSafetensorsHeader(file: ByteFile): Promise<readonly SafetensorsEntry[]> {
  const headerBytes = await readHeaderLength(file);
  const text = decodeText(await readSlice(file, LENGTH_BYTES, headerBytes), 'the header');
  const header = parseJsonObject(text, 'the header of the safetensors file');
  const dataStart = LENGTH_BYTES + headerBytes;
  const entries = Object.entries(header)
    .filter(([name]) => name !== METADATA)
    .map(([name, value]) => readEntry(name, value, dataStart));
  requireFilled(entries, dataStart, file.size);
  return entries;
}

/** True if bytes begin as a safetensors file does: with a sane length, and an object of JSON. Nine bytes are enough. */
export function isSafetensorsStart(start: Uint8Array): boolean {
  if (start.byteLength <= LENGTH_BYTES || start[LENGTH_BYTES] !== 0x7b) return false;
  const headerBytes = new DataView(start.buffer, start.byteOffset).getBigUint64(0, true);
  return headerBytes >= 2 && headerBytes <= LONGEST_HEADER_BYTES;
}

/** The length of the header that follows it. @throws AppError 'model-corrupt' where the file has no room for it */
async function readHeaderLength(file: ByteFile): Promise<number> {
  if (file.size < LENGTH_BYTES + 2) throw corrupt(`a safetensors file of ${file.size} bytes`);
  const view = new DataView((await readSlice(file, 0, LENGTH_BYTES)).buffer);
  const headerBytes = Number(view.getBigUint64(0, true));
  if (headerBytes < 2 || headerBytes > LONGEST_HEADER_BYTES) {
    throw corrupt(`the header of the safetensors file is ${headerBytes} bytes long`);
  }
  if (headerBytes > file.size - LENGTH_BYTES) throw corrupt('the safetensors file ends inside its header');
  return headerBytes;
}

function readEntry(name: string, value: unknown, dataStart: number): SafetensorsEntry {
  if (!isRecord(value)) throw corrupt(`tensor ${quoted(name)} is no object`);
  const { dtype, shape, data_offsets: offsets } = value;
  if (typeof dtype !== 'string') throw corrupt(`tensor ${quoted(name)} has no type`);
  if (!isListOfCounts(shape) || shape.length > MOST_AXES)
    throw corrupt(`tensor ${quoted(name)} has no shape`);
  if (!isListOfCounts(offsets)) throw corrupt(`tensor ${quoted(name)} has no place`);
  const [start = 0, end = 0] = offsets;
  if (offsets.length !== 2 || end < start) throw corrupt(`tensor ${quoted(name)} ends before it begins`);
  const sizeBytes = end - start;
  const elementBytes = ELEMENT_BYTES.get(dtype);
  const elements = shape.reduce((product, length) => product * length, 1);
  if (elementBytes !== undefined && elements * elementBytes !== sizeBytes) {
    throw corrupt(`tensor ${quoted(name)} of [${shape.join(', ')}] ${dtype} is ${sizeBytes} bytes`);
  }
  return { name, dtype, shape, startByte: dataStart + start, sizeBytes };
}

function requireFilled(entries: readonly SafetensorsEntry[], dataStart: number, endByte: number): void {
  let reached = dataStart;
  // An empty tensor lies at the place of the next one: before it.
  const inOrder = entries.toSorted((a, b) => a.startByte - b.startByte || a.sizeBytes - b.sizeBytes);
  for (const { name, startByte, sizeBytes } of inOrder) {
    if (startByte !== reached) {
      const what = startByte > reached ? 'a hole before it' : 'an overlap with another';
      throw corrupt(`tensor ${quoted(name)} has ${what}`);
    }
    reached += sizeBytes;
  }
  if (reached > endByte) throw corrupt(`the tensors end at byte ${reached}, the file at ${endByte}`);
  if (reached < endByte) throw corrupt(`${endByte - reached} bytes follow the last tensor`);
}

function isListOfCounts(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((each) => Number.isSafeInteger(each) && each >= 0);
}

/** A name for a message: short, and on one line. */
function quoted(name: string): string {
  return JSON.stringify(name.slice(0, 120));
}

function corrupt(message: string): AppError {
  return new AppError('model-corrupt', message);
}
