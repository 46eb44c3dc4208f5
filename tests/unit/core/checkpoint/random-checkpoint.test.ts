import { expectedTensors } from '$lib/core/checkpoint/expected-tensors';
import { RANDOM_SIZES, randomCheckpoint, type RandomSize } from '$lib/core/checkpoint/random-checkpoint';
import { requirePlausibleDimensions } from '$lib/core/checkpoint/formats/dimension-limits';
import { readTensorAsFloat32 } from '$lib/core/checkpoint/tensor-values';
import { expect, test } from 'vitest';

const sizes = Object.keys(RANDOM_SIZES) as RandomSize[];

test.each(sizes)('%s has the tensors of a checkpoint of its dimensions', (size) => {
  const { dimensions, tensors } = randomCheckpoint(size);
  requirePlausibleDimensions(dimensions);
  const shapes = [...tensors].map(([name, { shape }]) => [name, shape]);
  expect(shapes).toEqual([...expectedTensors(dimensions)]);
});

test('products with random weights keep the size of what goes in', async () => {
  const tensor = randomCheckpoint('toy').tensors.get('encoder.blocks.0.mlp.0.weight')!;
  const values = await readTensorAsFloat32(tensor);
  const [, columns = 0] = tensor.shape;
  const squares = values.reduce((sum, value) => sum + value * value, 0);
  expect((squares / values.length) * columns).toBeCloseTo(1, 1);
});

test('a random checkpoint is the same each time', async () => {
  const read = async () => {
    const tensor = randomCheckpoint('toy').tensors.get('decoder.blocks.1.attn.out.weight')!;
    return [...(await tensor.read())];
  };
  expect(await read()).toEqual(await read());
});
