import type { ByteFile } from '$lib/core/checkpoint/byte-file';
import type { NamedFile } from '$lib/core/checkpoint/checkpoint-files';
import { toyCheckpoint } from '../../../testing/models/toy-checkpoint';
import { toyGgmlFile } from '../../../testing/models/toy-ggml-file';
import {
  huggingFaceConfig,
  namedFile,
  toyHuggingFaceFolder,
} from '../../../testing/models/toy-huggingface-folder';
import type { HostileFile } from './hostile-files';

/** Files that hold no model together. */
export interface HostileFolder {
  readonly name: string;
  readonly files: readonly NamedFile[];
}

const NAMES = [
  '../../x.bin',
  '/etc/passwd',
  'C:\\Windows\\win.ini',
  '..',
  '',
  '/',
  'a\u0000b.bin',
  '\u202enib.ledom',
  'x'.repeat(100_000),
  'a/'.repeat(20_000),
  '\ud800.bin',
  '__proto__',
];

/** Bytes that say nothing under names that lead elsewhere. */
export function hostileNames({ bytes }: HostileFile): HostileFolder[] {
  return NAMES.map((path) => ({
    name: `a file called ${JSON.stringify(path.slice(0, 20))}`,
    files: [{ path, file: new Blob([bytes]) }],
  }));
}

/** What other programs leave, which is no model for this one. */
export function otherFiles(): HostileFolder[] {
  const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1617824864\n';
  const contents: Readonly<Record<string, string>> = {
    'empty.bin': '',
    'one byte.bin': 'l',
    'pointer.safetensors': pointer,
    'ggml-base.bin': pointer,
    'page.bin': '<!doctype html><title>404</title>',
    'text.txt': 'a model should have been here',
    'model.onnx': '\u0008\u0007\u0012\u0007pytorch',
    'gguf.bin': 'GGUF\u0003\u0000\u0000\u0000',
    'old.bin': 'fmgg\u0000\u0000',
    'weights.h5': '\u0089HDF\r\n\u001a\n',
    'config.json': '{"model_type":"whisper"}',
    'model.safetensors.index.json': '{"weight_map":{"a":"../../../etc/passwd"}}',
    'pytorch_model.bin.index.json': '{"weight_map":{"a":"pytorch_model-00001-of-00001.bin"}}',
  };
  return Object.entries(contents).map(([path, text]) => ({
    name: path,
    files: [{ path, file: new Blob([Uint8Array.from(text, (character) => character.charCodeAt(0))]) }],
  }));
}

/** Folders that are too many, too deep, too large or at odds with themselves. */
export async function hostileFolders(): Promise<HostileFolder[]> {
  const toy = toyCheckpoint({ layers: 1 });
  const folder = await toyHuggingFaceFolder(toy, { dtype: 'F16' });
  const shards = await toyHuggingFaceFolder(toy, { dtype: 'F16', shards: 3 });
  const replaced = (name: string, content: string) =>
    folder.map((each) => (each.path.endsWith(`/${name}`) ? namedFile(each.path, content) : each));
  const config = huggingFaceConfig(toy.dimensions);
  const withConfig = (change: Readonly<Record<string, unknown>>): HostileFolder => ({
    name: `a config with ${JSON.stringify(change)}`,
    files: replaced('config.json', JSON.stringify({ ...config, ...change })),
  });
  const many = (count: number, path: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => ({ path: path(index), file: new Blob([]) }));
  return [
    { name: 'no file', files: [] },
    { name: '10,000 files', files: many(10_000, (index) => `folder/${index}.bin`) },
    { name: '4,000 empty files', files: many(4_000, (index) => `folder/${index}.bin`) },
    { name: '1,000 folders in folders', files: many(1_000, (index) => `${'a/'.repeat(index)}x.bin`) },
    { name: 'a shard missing', files: shards.filter(({ path }) => !path.includes('00002')) },
    { name: 'an index without shards', files: shards.filter(({ path }) => !path.endsWith('.safetensors')) },
    {
      name: 'two different models',
      files: [
        { path: 'one.bin', file: await toyGgmlFile('f16', { layers: 1 }) },
        { path: 'two.bin', file: await toyGgmlFile('f16', { layers: 1, seed: 2 }) },
      ],
    },
    ...['d_model', 'encoder_layers', 'vocab_size', 'num_mel_bins'].flatMap((field) =>
      [-1, 0.5, 2 ** 53, 'many'].map((value) => withConfig({ [field]: value })),
    ),
    withConfig({ model_type: 'bert' }),
    withConfig({ model_type: null }),
    { name: 'a config of 100,000 brackets', files: replaced('config.json', '['.repeat(100_000)) },
    { name: 'a config that is null', files: replaced('config.json', 'null') },
    { name: 'a tokenizer of no tokens', files: replaced('tokenizer.json', '{"model":{"vocab":{}}}') },
    { name: 'a tokenizer that is cut', files: replaced('tokenizer.json', '{"model":{"vocab":{"a":0') },
    {
      name: 'a tokenizer with ids up to 2^53',
      files: replaced(
        'tokenizer.json',
        `{"added_tokens":[{"id":${2 ** 53 - 1},"content":"<|endoftext|>"}],"model":{"vocab":{"a":0}}}`,
      ),
    },
    ...(await unreadableFiles()),
  ];
}

async function unreadableFiles(): Promise<HostileFolder[]> {
  const bytes = new Uint8Array(await (await toyGgmlFile('q8_0', { layers: 1 })).arrayBuffer());
  const goneAfter = (reads: number): ByteFile => {
    let left = reads;
    const slice = (start?: number, end?: number) => ({
      arrayBuffer: () =>
        left-- > 0
          ? new Blob([bytes]).slice(start, end).arrayBuffer()
          : Promise.reject(new DOMException('it is gone', 'NotReadableError')),
    });
    return { size: bytes.length, slice };
  };
  const start = bytes.slice(0, 70_000);
  // What is behind the start is zeros that lie nowhere: whoever asks for all of them at once gets none.
  const endless: ByteFile = {
    size: 2 ** 45,
    slice: (from = 0, to = 2 ** 45) => ({
      arrayBuffer: () => {
        const part = new Uint8Array(to - from);
        part.set(start.subarray(from, to));
        return Promise.resolve(part.buffer);
      },
    }),
  };
  return [
    ...[0, 1, 2, 5].map((reads) => ({
      name: `a file that is gone after ${reads} reads`,
      files: [{ path: 'ggml-toy.bin', file: goneAfter(reads) }],
    })),
    { name: 'a file of 32 TB', files: [{ path: 'ggml-toy.bin', file: endless }] },
    {
      name: 'a file that is shorter than it says',
      files: [
        {
          path: 'ggml-toy.bin',
          file: { ...goneAfter(1000), size: 10 * bytes.length, slice: goneAfter(1000).slice },
        },
      ],
    },
  ];
}
