import { decodeHalfFloats } from '$lib/core/checkpoint/half-float';
import { buildEncoderGraph } from '$lib/core/graph/encoder-graph';
import type { BuiltGraph } from '$lib/core/graph/graph-builder';
import { buildWebgpuDecoderGraph } from '$lib/core/graph/webgpu-decoder-graph';
import { WEBGPU_KERNELS } from '$lib/core/graph/webgpu-kernels';
import { describe, expect, test } from 'vitest';
import { toyCheckpoint } from '../../../../testing/models/toy-checkpoint';

const checkpoint = toyCheckpoint({ vocabularySize: 2000 });
/** The output layer is exact: its scales stay as they are. */
const EXACT = ['decoder.token_embedding.weight:scales'];

const graphs: readonly (readonly [string, (type: 'float32' | 'float16') => BuiltGraph])[] = [
  ['encoder', (type) => buildEncoderGraph(checkpoint, WEBGPU_KERNELS[type])],
  ['decoder', (type) => buildWebgpuDecoderGraph(checkpoint, type)],
];

// What Chromium's software adapter cannot run. That the graph is right was seen in onnxruntime for Python (decision 12).
describe.each(graphs)('the %s with activations of half floats', (_, build) => {
  const exact = build('float32').weights;
  const half = new Map(build('float16').weights.map((weight) => [weight.path, weight]));

  test('has the weights of the exact one', () => {
    expect([...half.keys()].sort()).toEqual(exact.map(({ path }) => path).sort());
  });

  test.each(exact.map((weight) => [weight.path, weight] as const))(
    '%s is the same, rounded',
    async (path, weight) => {
      const expected = await weight.read();
      const bytes = await half.get(path)!.read();
      if (path.endsWith(':values') || EXACT.includes(path)) {
        expect(bytes).toEqual(expected);
        return;
      }
      const floats = new Float32Array(expected.buffer, expected.byteOffset, expected.byteLength / 4);
      const halves = decodeHalfFloats(bytes);
      expect(halves).toHaveLength(floats.length);
      const far = [...halves].findIndex(
        (value, i) => Math.abs(value - floats[i]!) > 2 ** -11 * Math.abs(floats[i]!) + 2 ** -25,
      );
      expect(far).toBe(-1);
    },
  );
});
