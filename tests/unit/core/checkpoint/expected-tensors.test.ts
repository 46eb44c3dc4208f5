import { expect, test } from 'vitest';
import { expectedTensors } from '$lib/core/checkpoint/expected-tensors';
import { dimensionsWith } from '../../../../testing/models/dimensions';

const BASE = dimensionsWith({});

test('whisper-base has 245 tensors', () => {
  expect(expectedTensors(BASE).size).toBe(245);
});

test('shapes are row-major: outputs, then inputs', () => {
  const tensors = expectedTensors(BASE);
  expect(tensors.get('encoder.conv1.weight')).toEqual([512, 80, 3]);
  expect(tensors.get('decoder.token_embedding.weight')).toEqual([51865, 512]);
  expect(tensors.get('decoder.blocks.5.mlp.0.weight')).toEqual([2048, 512]);
});

test('keys have no bias', () => {
  const keys = [...expectedTensors(BASE).keys()].filter((name) => name.includes('.key.'));
  expect(keys).toHaveLength(18);
  expect(keys.every((name) => name.endsWith('.weight'))).toBe(true);
});
