import { expect, test } from 'vitest';
import type { NamedFile } from '../../../../../src/lib/core/checkpoint/checkpoint-files';
import { AppError } from '../../../../../src/lib/core/errors';
import { namedFile, toyHuggingFaceFolder } from '../../../../../testing/models/toy-huggingface-folder';
import { seededRandom } from '../../../../../testing/seeded-random';
import { ctranslate2, ggml, other, pointer, read, tokenizer, toy, zip } from './toy-files';

test(
  '200 folders of files cut, damaged and mixed up give a model or an AppError each',
  { timeout: 60_000 },
  async () => {
    const random = seededRandom(24);
    const any = (most: number) => Math.floor(random() * most);
    const whole = [
      await toyHuggingFaceFolder(toy, { dtype: 'F16', shards: 2 }),
      await toyHuggingFaceFolder(other, { dtype: 'BF16' }),
      [await ggml('a.bin', 'q5_0'), await ggml('b.bin', 'f32')],
      [
        namedFile('model.bin', ctranslate2),
        namedFile('tokenizer.json', tokenizer),
        namedFile('model.pt', zip),
      ],
      [namedFile('pytorch_model.bin', zip), namedFile('pointer.safetensors', pointer)],
    ];
    const names = whole.flat().map(({ path }) => path.slice(path.lastIndexOf('/') + 1));
    const folders = ['', 'm/', 'm/../', '/', 'm/n/', '__proto__/', 'm/snapshots/'];

    async function damaged({ path, file }: NamedFile): Promise<NamedFile> {
      const bytes = new Uint8Array(await file.slice().arrayBuffer());
      const kind = any(6);
      if (kind === 0) bytes[any(Math.min(bytes.length, 4096))] = any(256);
      if (kind === 1) return namedFile(path, bytes.slice(0, any(bytes.length)));
      return namedFile(
        kind === 2 ? `${folders[any(folders.length)]}${names[any(names.length)]}` : path,
        bytes,
      );
    }

    const outcomes = new Set<string>();
    for (let round = 0; round < 200; round++) {
      const chosen = [...whole[any(whole.length)]!, ...(any(2) === 0 ? whole[any(whole.length)]! : [])];
      const files = await Promise.all(chosen.map(damaged));
      const outcome = read(files).then(
        ({ format }) => format,
        (error: unknown) => (error instanceof AppError ? error.code : Promise.reject(error as Error)),
      );
      outcomes.add(await outcome);
    }
    const answers = [
      'ctranslate2',
      'ggml',
      'model-corrupt',
      'model-is-pytorch-bin',
      'model-unsupported',
      'safetensors',
    ];
    expect([...outcomes].sort()).toEqual(answers);
  },
);
