import { AppError } from '../../errors';
import type { ByteFile } from '../byte-file';
import { ByteReader } from './byte-reader';

/** Element types of CTranslate2's model.bin, by number, with their bytes. */
const ELEMENT_TYPES = [
  { name: 'f32', sizeBytes: 4 },
  { name: 'i8', sizeBytes: 1 },
  { name: 'i16', sizeBytes: 2 },
  { name: 'i32', sizeBytes: 4 },
  { name: 'f16', sizeBytes: 2 },
  { name: 'bf16', sizeBytes: 2 },
] as const;

const LOWEST_VERSION = 4;
const HIGHEST_VERSION = 6;
/** What a version of any time is below. */
const HIGHEST_ANY_VERSION = 100;
const ARCHITECTURE = /^[A-Za-z0-9]+Spec$/;
const LONGEST_STRING_BYTES = 512;
// large-v3 has about 1000.
const MOST_VARIABLES = 10000;
const MOST_ELEMENTS = 2 ** 31;

/** A tensor or a setting of a model.bin, still in the file. */
export interface CTranslate2Variable {
  readonly name: string;
  /** Row-major, slowest first; empty for a setting. */
  readonly shape: readonly number[];
  readonly type: (typeof ELEMENT_TYPES)[number]['name'];
  readonly elementBytes: number;
  readonly startByte: number;
  readonly sizeBytes: number;
  /** The value of a whole-number setting. */
  readonly setting: number | undefined;
}

/**
 * Reads the names, shapes and places of everything in a CTranslate2 model.bin of Whisper, aliases included.
 *
 * @throws AppError 'model-corrupt' if it is cut or senseless; 'model-unsupported' for another version or architecture
 * @see OpenNMT/CTranslate2 src/models/model.cc, Model::load
 */
export async function readCTranslate2Variables(
  model: ByteFile,
): Promise<ReadonlyMap<string, CTranslate2Variable>> {
  const reader = new ByteReader(model);
  await requireWhisper(reader);
  const count = await reader.uint32('the number of tensors');
  if (count < 1 || count > MOST_VARIABLES) throw corrupt(`absurd number of tensors ${count}`);
  const variables = new Map<string, CTranslate2Variable>();
  for (let i = 0; i < count; i++) {
    const variable = await readVariable(reader);
    if (variables.has(variable.name)) throw corrupt(`tensor ${variable.name} is there twice`);
    variables.set(variable.name, variable);
  }
  await readAliases(reader, variables);
  if (reader.remainingBytes > 0) throw corrupt(`${reader.remainingBytes} bytes follow the last alias`);
  return variables;
}

/** Bytes at the beginning of a file from which isCTranslate2Start tells. */
export const CTRANSLATE2_START_BYTES = 64;

/**
 * True for the beginning of a model.bin: a version, and the name of an architecture, whatever it is.
 *
 * @param start the first CTRANSLATE2_START_BYTES of the file, or all of a shorter one
 */
export function isCTranslate2Start(start: Uint8Array): boolean {
  if (start.byteLength < 8) return false;
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength);
  const version = view.getUint32(0, true);
  // The length counts the zero at the string's end.
  const nameBytes = view.getUint16(4, true) - 1;
  const isPlausible = version >= 1 && version <= HIGHEST_ANY_VERSION && nameBytes >= 5;
  if (!isPlausible || 6 + nameBytes >= start.byteLength || start[6 + nameBytes] !== 0) return false;
  return ARCHITECTURE.test(new TextDecoder().decode(start.subarray(6, 6 + nameBytes)));
}

async function requireWhisper(reader: ByteReader): Promise<void> {
  const version = await reader.uint32('the version');
  if (version < 1 || version > HIGHEST_ANY_VERSION)
    throw corrupt(`not a CTranslate2 model: it begins with ${version}`);
  if (version < LOWEST_VERSION || version > HIGHEST_VERSION) {
    throw new AppError('model-unsupported', `CTranslate2 format ${version}`);
  }
  const specification = await readString(reader, 'the architecture');
  if (specification !== 'WhisperSpec') {
    const isOther = ARCHITECTURE.test(specification);
    const message = `the architecture is ${JSON.stringify(specification)}, not WhisperSpec`;
    throw new AppError(isOther ? 'model-unsupported' : 'model-corrupt', message);
  }
  const revision = await reader.uint32('the revision');
  if (revision < 1 || revision > 100) throw corrupt(`absurd revision ${revision}`);
}

async function readVariable(reader: ByteReader): Promise<CTranslate2Variable> {
  const name = await readString(reader, 'a tensor name');
  const rank = await reader.uint8(name);
  if (rank > 4) throw corrupt(`${name} has ${rank} dimensions`);
  const dimensions = await reader.view(4 * rank, name);
  const shape = Array.from({ length: rank }, (_, axis) => dimensions.getUint32(4 * axis, true));
  const typeNumber = await reader.uint8(name);
  const type = ELEMENT_TYPES[typeNumber];
  if (type === undefined) throw corrupt(`${name} has the unknown type ${typeNumber}`);
  const sizeBytes = await reader.uint32(name);
  const elements = shape.reduce((product, length) => product * length, 1);
  if (elements < 1 || elements > MOST_ELEMENTS || elements * type.sizeBytes !== sizeBytes) {
    throw corrupt(`${name} of [${shape.join(', ')}] ${type.name} is ${sizeBytes} bytes`);
  }
  const startByte = reader.positionBytes;
  const variable = { name, shape, type: type.name, elementBytes: type.sizeBytes, startByte, sizeBytes };
  if (rank === 0) return { ...variable, setting: readSetting(await reader.view(sizeBytes, name), type.name) };
  reader.skip(sizeBytes, name);
  return { ...variable, setting: undefined };
}

function readSetting(view: DataView, type: CTranslate2Variable['type']): number | undefined {
  if (type === 'i8') return view.getInt8(0);
  if (type === 'i16') return view.getInt16(0, true);
  if (type === 'i32') return view.getInt32(0, true);
  return undefined;
}

/** Tied weights are in the file once: an alias is another name for them. */
async function readAliases(reader: ByteReader, variables: Map<string, CTranslate2Variable>): Promise<void> {
  const count = await reader.uint32('the number of aliases');
  if (count > MOST_VARIABLES) throw corrupt(`absurd number of aliases ${count}`);
  for (let i = 0; i < count; i++) {
    const alias = await readString(reader, 'an alias');
    const name = await readString(reader, 'an alias');
    const variable = variables.get(name);
    if (variable === undefined) throw corrupt(`alias ${JSON.stringify(alias)} of a missing tensor`);
    if (variables.has(alias)) throw corrupt(`tensor ${alias} is there twice`);
    variables.set(alias, variable);
  }
}

/** Strings have a u16 length that counts the zero at their end. */
async function readString(reader: ByteReader, what: string): Promise<string> {
  const lengthBytes = await reader.uint16(what);
  if (lengthBytes < 2 || lengthBytes > LONGEST_STRING_BYTES) {
    throw corrupt(`${what} at byte ${reader.positionBytes} is ${lengthBytes} bytes long`);
  }
  const bytes = await reader.bytes(lengthBytes, what);
  if (bytes.indexOf(0) !== lengthBytes - 1)
    throw corrupt(`${what} at byte ${reader.positionBytes} is no string`);
  return new TextDecoder().decode(bytes.subarray(0, -1));
}

function corrupt(message: string): AppError {
  return new AppError('model-corrupt', message);
}
