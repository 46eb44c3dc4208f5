import { describe, expect, test } from 'vitest';
import type { NamedFile } from '../../../../../src/lib/core/checkpoint/checkpoint-files';
import { readCheckpoint } from '../../../../../src/lib/core/checkpoint/opening/read-checkpoint';
import { AppError } from '../../../../../src/lib/core/errors';
import { toyCheckpoint } from '../../../../../testing/models/toy-checkpoint';
import { toyGgmlFile } from '../../../../../testing/models/toy-ggml-file';
import {
  namedFile,
  safetensorsPieces,
  toyHuggingFaceFolder,
} from '../../../../../testing/models/toy-huggingface-folder';
import { toyPickledPieces } from '../../../../../testing/models/toy-pickle-file';
import { ctranslate2, ggml, other, pointer, read, readAs, tokenizer, toy, zip } from './toy-files';

describe('the format is told by the content', () => {
  test('of a file of whisper.cpp, whatever its name', async () => {
    expect(await readAs([await ggml('model.safetensors', 'q8_0')])).toEqual({
      format: 'ggml',
      name: 'model',
      type: 'q8_0',
    });
  });

  test('of a Hugging Face folder, named by its folder', async () => {
    const files = await toyHuggingFaceFolder(toy, { dtype: 'F16', folder: 'whisper-toy-fr/' });
    expect(await readAs(files)).toEqual({ format: 'safetensors', name: 'whisper-toy-fr', type: 'f16' });
    const shards = await toyHuggingFaceFolder(toy, { dtype: 'BF16', folder: 'a/b/', shards: 2 });
    expect(await readAs(shards)).toEqual({ format: 'safetensors', name: 'b', type: 'bf16' });
  });

  test('of safetensors under the name of another format, alone', async () => {
    const english = toyCheckpoint({ multilingual: false, layers: 1 });
    const [, , , , weights] = await toyHuggingFaceFolder(english);
    const { format, name, checkpoint } = await read([{ path: 'my-whisper.bin', file: weights!.file }]);
    expect({ format, name }).toEqual({ format: 'safetensors', name: 'my-whisper' });
    expect(checkpoint.dimensions).toEqual(english.dimensions);
  });

  test('of a faster-whisper folder', async () => {
    const files = [namedFile('fw/model.bin', ctranslate2), namedFile('fw/tokenizer.json', tokenizer)];
    expect(await readAs(files)).toEqual({ format: 'ctranslate2', name: 'fw', type: 'f16' });
  });

  test('of a .pt of openai/whisper', async () => {
    const english = toyCheckpoint({ multilingual: false, layers: 1 });
    const file = namedFile('tiny.en.pt', await toyPickledPieces(english, 'f16'));
    expect(await readAs([file])).toEqual({ format: 'pickle', name: 'tiny.en', type: 'f16' });
  });
});

describe('of several files', () => {
  test('of one model the original is read rather than a quantised one, safetensors first', async () => {
    const all = [
      await ggml('m/ggml-toy-q8_0.bin', 'q8_0'),
      await ggml('m/ggml-toy-q5_0.bin', 'q5_0'),
      namedFile('m/model.bin', ctranslate2),
      await ggml('m/ggml-toy.bin', 'f16'),
      ...(await toyHuggingFaceFolder(toy, { folder: 'm/' })),
    ];
    const without = (...endings: string[]) =>
      all.filter(({ path }) => !endings.some((ending) => path.endsWith(ending)));
    expect(await readAs(all)).toMatchObject({ format: 'safetensors', name: 'm' });
    expect(await readAs(without('safetensors'))).toMatchObject({
      format: 'ggml',
      name: 'ggml-toy',
      type: 'f16',
    });
    expect(await readAs(without('safetensors', 'ggml-toy.bin'))).toMatchObject({ format: 'ctranslate2' });
    expect(await readAs(all.slice(0, 2))).toMatchObject({ name: 'ggml-toy-q8_0' });
  });

  test('of one model in two precisions the one of the plain name is read', async () => {
    const folder = await toyHuggingFaceFolder(toy, { dtype: 'F16' });
    const [, , , , full] = await toyHuggingFaceFolder(toy, { dtype: 'F32' });
    expect(await readAs([{ path: 'toy/model.fp32.safetensors', file: full!.file }, ...folder])).toMatchObject(
      { type: 'f16' },
    );
  });

  test.each<[string, () => Promise<NamedFile[]>]>([
    ['of other weights', async () => [await ggml('m/a.bin', 'f16'), await ggml('m/b.bin', 'f16', 2)]],
    [
      'of other weights in 8 bits',
      async () => [await ggml('m/a.bin', 'q8_0'), await ggml('m/b.bin', 'q8_0', 2)],
    ],
    [
      'in folders side by side',
      async () => [
        ...(await toyHuggingFaceFolder(toy, { folder: 'm/checkpoint-500/' })),
        ...(await toyHuggingFaceFolder(other, { folder: 'm/checkpoint-900/' })),
      ],
    ],
    [
      'of other sizes',
      async () => [
        await ggml('m/a.bin', 'f16'),
        { path: 'm/b.bin', file: await toyGgmlFile('f16', { layers: 2 }) },
      ],
    ],
  ])('different models %s are refused, because nobody can tell which is meant', async (_, files) => {
    await expect(read(await files())).rejects.toMatchObject({
      code: 'model-unsupported',
      message: expect.stringMatching(/^m\/.+ and m\/.+ are different models: choose one$/),
    });
  });

  test('the one on top is read, not the states of its training below', async () => {
    const files = [
      ...(await toyHuggingFaceFolder(other, { folder: 'm/checkpoint-500/' })),
      ...(await toyHuggingFaceFolder(toy, { folder: 'm/' })),
      namedFile('m/checkpoint-500/optimizer.pt', zip),
      namedFile('m/training_args.bin', zip),
    ];
    expect(await readAs(files)).toMatchObject({ format: 'safetensors', name: 'm' });
  });

  test('what is no model is passed over, damaged or not', async () => {
    const files = [
      namedFile('m/.DS_Store', Uint8Array.of(0, 0, 0, 1, 0x42, 0x75, 0x64, 0x31)),
      namedFile('m/._model.safetensors', Uint8Array.of(0, 5, 0x16, 7)),
      namedFile(
        'm/adapter_model.safetensors',
        safetensorsPieces([
          {
            name: 'base_model.model.q_proj.lora_A.weight',
            dtype: 'F32',
            shape: [1],
            data: new Uint8Array(4),
          },
        ]),
      ),
      namedFile('m/ggml-silero-v5.1.2.bin', 'lmgg and the rest of a voice detector, as whisper.cpp has it'),
      namedFile('m/flax_model.msgpack', pointer),
      namedFile('m/pytorch_model.bin', zip),
      namedFile('m/empty', ''),
      ...(await toyHuggingFaceFolder(toy, { folder: 'm/' })),
    ];
    expect(await readAs(files)).toMatchObject({ format: 'safetensors', name: 'm' });
  });

  test('in the cache of Hugging Face each is there twice, and is one', async () => {
    const folder = 'models--o--whisper-toy/snapshots/973afd24965f72e36ca33b3055d56a652f456b4d/';
    const files = await toyHuggingFaceFolder(toy, { folder });
    const blobs = files.map(({ file }, index): NamedFile => ({
      path: `models--o--whisper-toy/blobs/${index}`,
      file,
    }));
    expect(await readAs([...blobs, ...files])).toMatchObject({ format: 'safetensors', name: 'whisper-toy' });
  });
});

test('a file that cannot be read is said where there is no model, and passed over where there is', async () => {
  const gone: NamedFile = {
    path: 'm/gone.bin',
    file: {
      size: 9,
      slice: () => ({ arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotFoundError')) }),
    },
  };
  await expect(read([gone])).rejects.toMatchObject({ code: 'file-unreadable' });
  expect(await readAs([gone, await ggml('m/a.bin', 'f16')])).toMatchObject({ format: 'ggml' });
});

test('a vocabulary that does not come is no fault of the files', async () => {
  const [, , , , weights] = await toyHuggingFaceFolder(toyCheckpoint({ multilingual: false, layers: 1 }));
  const fail = () => Promise.reject(new AppError('app-not-loaded', 'gone'));
  const reading = readCheckpoint([weights!], { multilingual: fail, english: fail });
  await expect(reading).rejects.toMatchObject({ code: 'app-not-loaded' });
});
