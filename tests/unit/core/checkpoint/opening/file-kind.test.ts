import { expect, test } from 'vitest';
import { fileKind } from '../../../../../src/lib/core/checkpoint/opening/file-kind';
import { MemoryBlob } from '../../../support/memory-blob';
import { ctranslate2Pieces } from '../../../../../testing/models/toy-ctranslate2-file';
import { toyGgmlContents, ggmlPieces, joinPieces } from '../../../../../testing/models/toy-ggml-file';
import { safetensorsPieces } from '../../../../../testing/models/toy-huggingface-folder';

const latin1 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

test.each<[string, Uint8Array, string]>([
  ['a file of whisper.cpp', joinPieces(ggmlPieces(await toyGgmlContents('q8_0', { layers: 1 }))), 'ggml'],
  ['safetensors', joinPieces(safetensorsPieces([])), 'safetensors'],
  ['safetensors that are cut', joinPieces(safetensorsPieces([])).subarray(0, 12), 'safetensors'],
  ['CTranslate2', joinPieces(ctranslate2Pieces([])), 'ctranslate2'],
  [
    'CTranslate2 of another model',
    joinPieces(ctranslate2Pieces([], { specification: 'TransformerSpec' })),
    'ctranslate2',
  ],
  ['an archive', latin1('PK\x03\x04\0\0\0\0'), 'zip'],
  ['a pickle', latin1('\x80\x02\x8a\x0al\xfc\x9cF\xf9'), 'pickle'],
  ['a pointer of Git LFS', latin1('version https://git-lfs.github.com/spec/v1\noid sha256:0'), 'lfs-pointer'],
  ['GGUF', latin1('GGUF\x03\0\0\0'), 'gguf'],
  ['an old file of llama.cpp', latin1('tjgg\x01\0\0\0'), 'old-ggml'],
  ['ONNX', latin1('\x08\x07\x12\x07pytorch\x1a\x05'), 'onnx'],
  ['TensorFlow', latin1('\x89HDF\r\n\x1a\n'), 'hdf5'],
  ['TensorFlow Lite', latin1('\x1c\0\0\0TFL3'), 'tflite'],
  ['a web page', latin1('<!DOCTYPE html>\n<html>'), 'web-page'],
  ['JSON', latin1('{"model_type": "whisper"}'), 'other'],
  ['a document', latin1('# whisper-small-fr\n'), 'other'],
  ['the start of a file of whisper.cpp', latin1('lmg'), 'other'],
  ['nothing', new Uint8Array(0), 'other'],
])('%s is told by its first bytes', async (_, bytes, kind) => {
  const file = new MemoryBlob(bytes);
  expect(await fileKind(file)).toBe(kind);
  expect(file.readBytes).toBeLessThanOrEqual(64);
});
