import { describe, expect, test } from 'vitest';
import { readHuggingFaceConfig } from '../../../../../../src/lib/core/checkpoint/formats/huggingface/huggingface-config';
import { PUBLISHED } from '../../../../../../testing/models/dimensions';
import { huggingFaceConfig } from '../../../../../../testing/models/toy-huggingface-folder';

const CONFIG = huggingFaceConfig(PUBLISHED['distil-large-v3']);
const read = (changes: Record<string, unknown>) =>
  readHuggingFaceConfig(JSON.stringify({ ...CONFIG, ...changes }));

test('config.json says all dimensions', () => {
  expect(read({})).toEqual({ dimensions: PUBLISHED['distil-large-v3'], isTied: true });
});

test('what it does not say is left out; openai’s names do too', () => {
  expect(readHuggingFaceConfig('{}')).toEqual({ dimensions: {}, isTied: true });
  expect(readHuggingFaceConfig('{"n_mels": 80, "n_text_layer": 4, "d_model": null}').dimensions).toEqual({
    melBands: 80,
    textLayers: 4,
  });
});

describe('what is refused', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['another architecture', { model_type: 'wav2vec2' }, 'wav2vec2'],
    ['a classifier', { architectures: ['WhisperForAudioClassification'] }, 'WhisperForAudioClassification'],
    [
      'bitsandbytes',
      { quantization_config: { quant_method: 'bitsandbytes', load_in_8bit: true } },
      'bitsandbytes',
    ],
    ['MLX’s quantisation', { quantization: { group_size: 64, bits: 4 } }, 'quantised (4)'],
    ['another activation', { activation_function: 'relu' }, 'relu'],
    ['scaled embeddings', { scale_embedding: true }, 'scales'],
    ['narrow layers', { encoder_ffn_dim: 2048 }, '2048'],
  ])('%s is unsupported', (_, changes, words) => {
    expect(() => read(changes)).toThrow(
      expect.objectContaining({ code: 'model-unsupported', message: expect.stringContaining(words) }),
    );
  });

  test.each([
    ['no JSON', '{"d_model": NaN}'],
    ['a list', '[]'],
    ['a dimension in words', '{"d_model": "512"}'],
    ['a broken dimension', '{"d_model": 512.5}'],
    ['a dimension beyond all numbers', '{"vocab_size": 1e300}'],
  ])('%s is corrupt', (_, text) => {
    expect(() => readHuggingFaceConfig(text)).toThrow(expect.objectContaining({ code: 'model-corrupt' }));
  });
});
