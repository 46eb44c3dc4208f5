import { AppError } from '../../errors';
import type { ByteFile } from '../byte-file';
import type { Checkpoint } from '../checkpoint';
import type { NamedFile, Vocabularies } from '../checkpoint-files';
import { readSlice } from './byte-reader';
import { CTRANSLATE2_START_BYTES, isCTranslate2Start } from './ctranslate2-format';
import { readCTranslate2Model } from './ctranslate2-reader';
import { readVocabularyList, readVocabularyText } from './ctranslate2-vocabulary';
import { readTokenizerJson } from './huggingface-vocabulary';
import { readTextFile } from './json-file';
import { publishedVocabulary } from './published-vocabulary';
import { requireTextTokens } from './text-tokens';

/** tokenizer.json of large-v3 is about 2.5 MB: the merges are in it. */
const LONGEST_VOCABULARY_BYTES = 32_000_000;

/** Files that a vocabulary can be in, the best first. */
const VOCABULARY_READERS: readonly (readonly [
  name: string,
  read: (text: string) => readonly Uint8Array[],
])[] = [
  ['tokenizer.json', readTokenizerJson],
  ['vocabulary.json', readVocabularyList],
  ['vocabulary.txt', readVocabularyText],
];

/**
 * Opens a faster-whisper folder: a CTranslate2 model, told by its content whatever its name is, and the vocabulary beside
 * it. Where there is none the published one is taken.
 *
 * @throws AppError 'model-unsupported' if there is no CTranslate2 model among the files, or more than one
 * @throws AppError as readCTranslate2Model and the readers of vocabularies do
 */
export async function readCTranslate2Folder(
  files: readonly NamedFile[],
  vocabularies: Vocabularies,
): Promise<Checkpoint> {
  const model = await findModel(files);
  const checkpoint = await readCTranslate2Model(model.file);
  const { dimensions } = checkpoint;
  const folder = folderOf(model.path);
  const beside = files.filter(({ path }) => folderOf(path) === folder);
  const own = await readVocabulary(beside);
  const vocabulary = own
    ? requireTextTokens(own, dimensions.vocabularySize)
    : await publishedVocabulary(dimensions, vocabularies);
  return { ...checkpoint, vocabulary };
}

async function isCTranslate2File(file: ByteFile): Promise<boolean> {
  return isCTranslate2Start(await readSlice(file, 0, Math.min(file.size, CTRANSLATE2_START_BYTES)));
}

async function findModel(files: readonly NamedFile[]): Promise<NamedFile> {
  const models: NamedFile[] = [];
  for (const file of files) if (await isCTranslate2File(file.file)) models.push(file);
  const [model, other] = models;
  if (model === undefined) throw unsupported('there is no CTranslate2 model among the files');
  if (other !== undefined) throw unsupported(`${model.path} and ${other.path} are both models`);
  return model;
}

async function readVocabulary(files: readonly NamedFile[]): Promise<readonly Uint8Array[] | undefined> {
  for (const [name, read] of VOCABULARY_READERS) {
    const found = files.find(({ path }) => path.slice(folderOf(path).length) === name);
    if (found) return read(await readTextFile(found.file, name, LONGEST_VOCABULARY_BYTES));
  }
  return undefined;
}

/** With its last slash; empty where there is none. */
function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

function unsupported(message: string): AppError {
  return new AppError('model-unsupported', message);
}
