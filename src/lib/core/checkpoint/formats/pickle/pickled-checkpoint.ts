import { AppError } from '../../../errors';
import type { ByteFile } from '../../byte-file';
import type { Checkpoint, CheckpointTensor } from '../../checkpoint';
import type { Vocabularies } from '../../checkpoint-files';
import { expectedTensors } from '../../expected-tensors';
import { melFilterbank } from '../../mel-filterbank';
import { readSlice } from '../byte-reader';
import { publishedVocabulary } from '../published-vocabulary';
import type { PickleTensor } from './pickle-value';
import { isWithoutEffect, readStateDict } from './state-dict';
import { locateStoredFiles, readStoredFile } from './stored-files';
import { storedTensor } from './stored-tensor';
import { unpickle } from './unpickle';
import { readZipDirectory, type ZipDirectory } from './zip-directory';

/** That of large-v3 has about 150 KB; the state of its training makes it a few times as long. */
const MOST_PICKLE_BYTES = 4_000_000;
const LIST_OF_TENSORS = /^(?:[^/]+\/)?data\.pkl$/;
const ZIP_START = [0x50, 0x4b, 0x03, 0x04];
/** A pickle of protocol 2 with torch's magic number 0x1950a86a20f9469cfc6c: how torch wrote until version 1.5. */
const OLD_START = [0x80, 0x02, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19];

/**
 * Opens a `.pt` of openai/whisper, or of a trainer that keeps its names: a zip archive with a pickle that lists the
 * tensors. Nothing in the pickle is run. Tensors stay in the file until their `read()`; f32, f16 and bf16 are read.
 * The file has neither vocabulary nor mel filters: the published ones are taken, and the filters are computed.
 *
 * @throws AppError 'model-corrupt' if anything is cut, absurd, missing, misshapen or overlapping
 * @throws AppError 'model-is-pytorch-bin' if its tensors have the names of Hugging Face
 * @throws AppError 'model-unsupported' for the format of torch before 1.6, big-endian files, other archives, classes and
 *   functions beyond plain weights, other types and layouts, and weights that no Whisper has
 * @throws AppError 'file-unreadable' if the file itself cannot be read
 */
export async function readPickledCheckpoint(file: ByteFile, vocabularies: Vocabularies): Promise<Checkpoint> {
  await requireArchive(file);
  const directory = await readZipDirectory(file);
  const folder = findFolder(directory);
  await requireLittleEndian(file, directory, folder);
  const pickle = await readStoredFile(file, directory, `${folder}data.pkl`, MOST_PICKLE_BYTES);
  const { dimensions, tensors } = readStateDict(unpickle(pickle));
  const expected = expectedTensors(dimensions);
  requireNoOthers(tensors, expected);
  const source = { file, directory, folder, tensors };
  return {
    dimensions,
    tensors: await locateTensors(source, expected),
    melFilters: melFilterbank(dimensions.melBands),
    vocabulary: await publishedVocabulary(dimensions, vocabularies),
  };
}

async function requireArchive(file: ByteFile): Promise<void> {
  const start = await readSlice(file, 0, Math.min(file.size, OLD_START.length));
  if (begins(start, ZIP_START)) return;
  if (begins(start, OLD_START)) {
    const words = 'torch wrote this file in its format before version 1.6: load it there and save it again';
    throw new AppError('model-unsupported', words);
  }
  throw new AppError('model-corrupt', 'it is no archive of torch');
}

function begins(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, i) => byte === bytes[i]);
}

/** The folder in the archive that all is in, with its slash; its name is that of the file when it was saved. */
function findFolder({ entries }: ZipDirectory): string {
  const [list, other] = [...entries.keys()].filter((name) => LIST_OF_TENSORS.test(name));
  if (list === undefined || other !== undefined) {
    throw new AppError('model-unsupported', 'it is an archive, but not one list of tensors of torch');
  }
  return list.slice(0, list.lastIndexOf('/') + 1);
}

/** Files without a word about it are older than the word, and little-endian. */
async function requireLittleEndian(file: ByteFile, directory: ZipDirectory, folder: string): Promise<void> {
  const name = `${folder}byteorder`;
  if (!directory.entries.has(name)) return;
  const order = new TextDecoder().decode(await readStoredFile(file, directory, name, 16)).trim();
  if (order !== 'little') throw new AppError('model-unsupported', `its bytes are in the order ${order}`);
}

/** A weight that no Whisper has, an adapter of a trainer for one, would be missed in what is said. */
function requireNoOthers(
  tensors: ReadonlyMap<string, unknown>,
  expected: ReadonlyMap<string, unknown>,
): void {
  for (const name of tensors.keys()) {
    const isOfWhisper = name.startsWith('encoder.') || name.startsWith('decoder.');
    if (isOfWhisper && !expected.has(name) && !isWithoutEffect(name)) {
      throw new AppError(
        'model-unsupported',
        `no Whisper of its dimensions has a tensor ${JSON.stringify(name)}`,
      );
    }
  }
}

interface TensorSource {
  readonly file: ByteFile;
  readonly directory: ZipDirectory;
  readonly folder: string;
  readonly tensors: ReadonlyMap<string, PickleTensor>;
}

async function locateTensors(
  { file, directory, folder, tensors }: TensorSource,
  expected: ReadonlyMap<string, readonly number[]>,
): Promise<ReadonlyMap<string, CheckpointTensor>> {
  const weights = [...expected].map(([name, shape]) => {
    const tensor = tensors.get(name);
    if (!tensor) throw new AppError('model-corrupt', `tensor ${name} is missing`);
    return { name, shape, tensor, path: `${folder}data/${tensor.storage.key}` };
  });
  const paths = weights.map(({ path }) => path);
  const located = await locateStoredFiles(file, directory, paths);
  const found = new Map<string, CheckpointTensor>();
  for (const weight of weights) {
    const stored = located.get(weight.path);
    if (stored) found.set(weight.name, storedTensor(file, { ...weight, stored }));
  }
  return found;
}
