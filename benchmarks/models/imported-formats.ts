import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Checkpoint } from '../../src/lib/core/checkpoint/checkpoint';
import type { Vocabularies } from '../../src/lib/core/checkpoint/checkpoint-files';
import { englishVocabulary } from '../../src/lib/core/checkpoint/english-vocabulary';
import { readGgmlCheckpoint, readGgmlVocabulary } from '../../src/lib/core/checkpoint/formats/ggml-reader';
import type { KeptModel } from '../../src/lib/core/models/kept-model';
import { importModel } from '../../src/lib/inference/import/import-model';
import { defaultModelFile } from '../../testing/models/default-model';
import { figure, type Figure, type Findings } from '../lib/figures';
import { broughtFolder } from './brought-folder';
import { FileModelStore } from './file-model-store';
import { EXACT_FORMATS, ROUNDED_FORMAT, type WrittenFormats } from './written-formats';

/** A model as it was kept after its import. */
export interface ImportedFormat {
  readonly format: string;
  readonly model: KeptModel;
  readonly file: Blob;
}

const VOCABULARIES: Vocabularies = {
  multilingual: async () => readGgmlVocabulary(await defaultModelFile()),
  english: englishVocabulary,
};

/** Imports whisper-base from each format, each into a store of its own. @param folder for the models */
export async function importFormats(
  { folder: written }: WrittenFormats,
  folder: string,
): Promise<readonly ImportedFormat[]> {
  const formats = [...EXACT_FORMATS, ROUNDED_FORMAT.folder, ROUNDED_FORMAT.values];
  const imported: ImportedFormat[] = [];
  for (const format of formats) {
    const target = join(folder, `imported-${format}`);
    mkdirSync(target);
    const store = new FileModelStore(target);
    const model = await importModel(await broughtFolder(join(written, format)), {
      store,
      vocabularies: VOCABULARIES,
      signal: new AbortController().signal,
      onProgress: () => undefined,
      freeBytes: () => Promise.resolve(null),
    });
    imported.push({ format, model, file: await store.file(model.id) });
  }
  return imported;
}

/**
 * How many tensors came out as they must, to the byte: those of the app's own model, which was made of the same weights,
 * and of integers those of the same values as floats.
 */
export async function compareFormats(
  imported: readonly ImportedFormat[],
  { versions }: WrittenFormats,
): Promise<Findings> {
  const shipped = await readGgmlCheckpoint(await defaultModelFile());
  const open = async (format: string) => {
    const file = imported.find((each) => each.format === format)?.file;
    if (!file) throw new Error(`${format} was not imported`);
    return readGgmlCheckpoint(file);
  };
  const figures: Figure[] = [];
  for (const format of EXACT_FORMATS)
    figures.push(equalTensors(format, await countEqual(await open(format), shipped)));
  const rounded = await countEqual(await open(ROUNDED_FORMAT.folder), await open(ROUNDED_FORMAT.values));
  figures.push(equalTensors(ROUNDED_FORMAT.folder, rounded));
  const models = imported.map(({ format, model: { name, sizeBytes, sha256 } }) => ({
    format,
    name,
    sizeBytes,
    sha256,
  }));
  return { figures, details: { versions, tensors: shipped.tensors.size, models } };
}

function equalTensors(format: string, count: number): Figure {
  return figure(`formats.${format}.tensors_equal`, 'count', [count]);
}

/** Tensors that both have, of one type and with the same bytes; 0 where the tokens differ. */
async function countEqual(one: Checkpoint, other: Checkpoint): Promise<number> {
  const isSameToken = (token: Uint8Array, id: number) =>
    Buffer.compare(token, other.vocabulary[id] ?? Buffer.of()) === 0;
  if (one.vocabulary.length !== other.vocabulary.length || !one.vocabulary.every(isSameToken)) return 0;
  let count = 0;
  for (const [name, tensor] of one.tensors) {
    const same = other.tensors.get(name);
    if (same?.type === tensor.type && Buffer.compare(await tensor.read(), await same.read()) === 0) count++;
  }
  return count;
}
