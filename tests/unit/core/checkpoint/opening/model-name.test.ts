import { expect, test } from 'vitest';
import { modelName } from '../../../../../src/lib/core/checkpoint/opening/model-name';

test.each([
  ['whisper-small-fr/model.safetensors', true, 'whisper-small-fr'],
  ['models/whisper-large-v3.5/model.bin', true, 'whisper-large-v3.5'],
  ['models/ggml-base.en-q5_1.bin', false, 'ggml-base.en-q5_1'],
  ['whisper-small-fr/ggml-model.bin', false, 'whisper-small-fr'],
  ['whisper-small-fr/ggml-model-q5_0.bin', false, 'whisper-small-fr'],
  ['ggml-model.bin', false, 'ggml-model'],
  ['large-v3-turbo.pt', false, 'large-v3-turbo'],
  [
    'models--openai--whisper-small/snapshots/973afd24965f72e36ca33b3055d56a652f456b4d/model.safetensors',
    true,
    'whisper-small',
  ],
  ['snapshots/model.safetensors', true, 'model'],
])('%s is called %s', (path, isFolder, name) => {
  expect(modelName(path, isFolder)).toBe(name);
});

test('shards are called by what their names have in common, where they came without a folder', () => {
  expect(modelName('small-fr-00001-of-00002.safetensors', true, 'small-fr')).toBe('small-fr');
});

test.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\models\\base.bin', 'base'],
  ['a\u0000b\u202ec\n d.bin', 'abc d'],
  ['\u0007.bin', 'Whisper'],
  ['..', 'Whisper'],
  ['', 'Whisper'],
  [`${'long '.repeat(40)}.bin`, 'long '.repeat(12).trim()],
  ['é'.normalize('NFD').repeat(61), 'é'.repeat(60)],
  ['😀'.repeat(61), '😀'.repeat(60)],
])('of a hostile name %j people see %s', (path, name) => {
  expect(modelName(path, false)).toBe(name);
});

test('a name of a megabyte is cut without delay', () => {
  expect(modelName(`${'/x'.repeat(500_000)}.bin`, true)).toBe('x');
});
