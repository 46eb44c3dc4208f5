import { readGgmlCheckpoint } from '$lib/core/checkpoint/formats/ggml-reader';
import { OWN_NAME, ownFolder } from '$lib/core/own-storage';
import { ModelClient } from '$lib/inference/model-client';
import { createSHA256 } from 'hash-wasm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { toyCheckpoint } from '../../../../testing/models/toy-checkpoint';
import { ctranslate2Pieces, ctranslate2Tensors } from '../../../../testing/models/toy-ctranslate2-file';
import { type FilePiece, ggmlPieces, toyGgmlContents } from '../../../../testing/models/toy-ggml-file';
import { tokenizerJson, toyHuggingFaceFolder } from '../../../../testing/models/toy-huggingface-folder';
import { toyPickledPieces } from '../../../../testing/models/toy-pickle-file';

// The real worker, the real private file system, and the app's own model for vocabularies.
const MODELS_URL = new URL('/static/models/', location.href).href;
const toy = toyCheckpoint({ layers: 1, multilingual: true });
let client: ModelClient;
beforeEach(async () => {
  client = new ModelClient(MODELS_URL);
  const root = await navigator.storage.getDirectory();
  await root.removeEntry(OWN_NAME, { recursive: true }).catch(() => undefined);
});
afterEach(() => client.dispose());

interface Brought {
  readonly path: string;
  readonly file: File;
}

function brought(path: string, pieces: readonly (FilePiece | string)[]): Brought {
  const parts = pieces.map((piece) => (typeof piece === 'string' ? piece : piece.bytes));
  return { path, file: new File(parts, path) };
}

const ggml = async (layers = 1) =>
  brought('ggml-toy.bin', ggmlPieces(await toyGgmlContents('f16', { layers, multilingual: true })));

const FOLDERS: Readonly<Record<string, () => Promise<readonly Brought[]>>> = {
  'a ggml file': async () => [await ggml()],
  'a folder of Hugging Face': async () => {
    const folder = await toyHuggingFaceFolder(toy, { dtype: 'F16', shards: 2 });
    return Promise.all(
      folder.map(async ({ path, file }) => ({
        path,
        file: new File([await file.slice().arrayBuffer()], path),
      })),
    );
  },
  'a .pt of openai/whisper': async () => [brought('toy.pt', await toyPickledPieces(toy, 'f16'))],
  'a folder of faster-whisper': async () => [
    brought('toy/model.bin', ctranslate2Pieces(await ctranslate2Tensors(toy, 'f16'))),
    brought('toy/tokenizer.json', [tokenizerJson(toy.vocabulary)]),
  ],
};

async function filesOnDevice(): Promise<readonly string[]> {
  const folder = await ownFolder(await navigator.storage.getDirectory(), 'models');
  const names: string[] = [];
  for await (const [name] of folder) names.push(name);
  return names.sort();
}

const bring = (files: readonly Brought[], signal = new AbortController().signal) =>
  client.importModel(files, false, () => undefined, signal);

describe('a model that a person brings', () => {
  test.each(Object.keys(FOLDERS))('as %s is kept, and goes out again as it lies here', async (name) => {
    const model = await bring((await FOLDERS[name]?.()) ?? []);
    expect(model).toMatchObject({ source: 'import', dimensions: toy.dimensions });
    const { models } = await client.listModels();
    expect(models).toEqual([model]);
    const exported = await client.exportModel(model.id);
    expect(exported.name).toMatch(/^ggml-[a-z0-9.-]+-q8_0\.bin$/);
    const bytes = new Uint8Array(await exported.file.arrayBuffer());
    expect((await createSHA256()).update(bytes).digest('hex')).toBe(model.sha256);
    const { tensors, vocabulary } = await readGgmlCheckpoint(exported.file);
    expect(tensors.get('decoder.token_embedding.weight')?.type).toBe('q8_0');
    expect(vocabulary).toHaveLength(50_257);
  });

  test('whose vocabulary is English gets that of the app', async () => {
    const english = toyCheckpoint({ layers: 1, multilingual: false });
    const model = await bring([brought('toy.en.pt', await toyPickledPieces(english, 'f16'))]);
    expect(model.languages).toEqual(['en']);
    const { file } = await client.exportModel(model.id);
    const { vocabulary } = await readGgmlCheckpoint(file);
    expect(vocabulary).toHaveLength(50_256);
    expect(new TextDecoder().decode(vocabulary[262])).toBe(' the');
  });

  test('comes with progress, and a second time it is here already', async () => {
    const written: number[] = [];
    const { signal } = new AbortController();
    const files = [await ggml(4)];
    const model = await client.importModel(
      files,
      false,
      ({ writtenBytes }) => written.push(writtenBytes),
      signal,
    );
    expect(written.at(-1)).toBe(model.sizeBytes);
    expect(written).toEqual(written.toSorted((a, b) => a - b));
    expect(await bring(files)).toEqual(model);
    const { id } = model;
    expect(await filesOnDevice()).toEqual([`${id}.bin`, `${id}.complete`, `${id}.json`]);
  });

  test('and taken away can be brought back, and is the same', async () => {
    const model = await bring([await ggml()]);
    const { name, file } = await client.exportModel(model.id);
    const stick = new File([await file.arrayBuffer()], name);
    await client.removeModel(model.id);
    expect(await filesOnDevice()).toEqual([]);
    const again = await bring([{ path: name, file: stick }]);
    expect(again.sha256).toBe(model.sha256);
  });
});

describe('nothing stays', () => {
  test('of a model that is called off', async () => {
    const controller = new AbortController();
    const stopped = client.importModel([await ggml(8)], false, () => controller.abort(), controller.signal);
    await expect(stopped).rejects.toMatchObject({ name: 'CancelledError' });
    const { models, partial, usedBytes } = await client.listModels();
    expect({ models, partial, usedBytes }).toEqual({ models: [], partial: [], usedBytes: 0 });
  });

  test('of one that is damaged', async () => {
    const { path, file } = await ggml();
    const cut = new File([file.slice(0, file.size - 100)], path);
    await expect(bring([{ path, file: cut }])).rejects.toMatchObject({ code: 'model-corrupt' });
    expect(await filesOnDevice()).toEqual([]);
  });

  test('of what is no model', async () => {
    const file = brought('notes/letter.txt', ['Dear reader']);
    await expect(bring([file])).rejects.toMatchObject({ code: 'model-unsupported' });
    expect(await filesOnDevice()).toEqual([]);
  });
});

test('a model that is not here cannot be taken away', async () => {
  await expect(client.exportModel('no-such-model')).rejects.toMatchObject({ code: 'model-missing' });
});
