import { describe, expect, test } from 'vitest';
import type { NamedFile } from '../../../../../src/lib/core/checkpoint/checkpoint-files';
import {
  namedFile,
  safetensorsPieces,
  toyHuggingFaceFolder,
} from '../../../../../testing/models/toy-huggingface-folder';
import { pointer, read, toy, zip } from './toy-files';

describe('what is refused', () => {
  const weights = (path: string) => namedFile(path, pointer);
  const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

  test.each<[string, NamedFile[], string, string]>([
    ['nothing', [], 'model-unsupported', 'no Whisper model among 0 files'],
    [
      'a folder with nothing of use',
      [namedFile('m/README.md', '# A'), namedFile('m/config.json', '{}')],
      'model-unsupported',
      'among 2',
    ],
    [
      'a folder with pytorch_model.bin alone',
      [namedFile('m/config.json', '{}'), namedFile('m/pytorch_model.bin', zip)],
      'model-is-pytorch-bin',
      'm/pytorch_model.bin',
    ],
    [
      'an old pickle under that name',
      [namedFile('model.bin', bytes('\x80\x02\x8a\x0al\xfc\x9cF\xf9'))],
      'model-is-pytorch-bin',
      'safetensors',
    ],
    [
      'one beside the optimiser’s state',
      [namedFile('m/optimizer.pt', zip), namedFile('m/pytorch_model.bin', zip)],
      'model-is-pytorch-bin',
      'pytorch_model.bin',
    ],
    [
      'an old pickle',
      [namedFile('model.pt', bytes('\x80\x02\x8a\x0al\xfc\x9cF\xf9'))],
      'model-unsupported',
      'old PyTorch',
    ],
    [
      'a pointer of Git LFS',
      [namedFile('m/config.json', '{}'), weights('m/model.safetensors')],
      'model-unsupported',
      'm/model.safetensors is a pointer',
    ],
    ['GGUF', [namedFile('base.gguf', bytes('GGUF\x03\0\0\0'))], 'model-unsupported', 'GGUF'],
    [
      'ONNX',
      [namedFile('m/onnx/encoder.onnx', bytes('\x08\x07\x12\x07pytorch'))],
      'model-unsupported',
      'ONNX',
    ],
    [
      'a web page',
      [namedFile('model.safetensors', '<!doctype html><html>')],
      'model-unsupported',
      'web page',
    ],
    [
      'an adapter',
      [
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
        namedFile('m/training_args.bin', zip),
      ],
      'model-unsupported',
      'adapter',
    ],
  ])('%s is said', async (_, files, code, words) => {
    await expect(read(files)).rejects.toMatchObject({ code, message: expect.stringContaining(words) });
  });

  test('a shard that is a pointer is said, and so is one that is missing', async () => {
    const files = await toyHuggingFaceFolder(toy, { shards: 2 });
    const last = files.at(-1)!;
    await expect(read([...files.slice(0, -1), weights(last.path)])).rejects.toMatchObject({
      code: 'model-unsupported',
      message: expect.stringContaining(`${last.path} is a pointer`),
    });
    await expect(read(files.slice(0, -1))).rejects.toMatchObject({
      code: 'model-corrupt',
      message: expect.stringContaining('00002-of-00002.safetensors is missing'),
    });
  });

  test('a folder of quantised weights is', async () => {
    const [config, ...rest] = await toyHuggingFaceFolder(toy);
    const quantised = {
      ...JSON.parse(await new Response(config!.file as Blob).text()),
      quantization_config: { quant_method: 'gptq' },
    };
    await expect(read([namedFile(config!.path, JSON.stringify(quantised)), ...rest])).rejects.toMatchObject({
      code: 'model-unsupported',
      message: expect.stringContaining('gptq'),
    });
  });

  test('a whole disk is', async () => {
    const file = new Blob();
    const files = Array.from({ length: 5001 }, (_, index): NamedFile => ({ path: `m/${index}`, file }));
    await expect(read(files)).rejects.toMatchObject({ code: 'model-unsupported' });
  });
});
