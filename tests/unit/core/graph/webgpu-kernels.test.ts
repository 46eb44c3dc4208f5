import { quantizeToQ8_0 } from '$lib/core/checkpoint/block-quantization';
import type { CheckpointTensor } from '$lib/core/checkpoint/checkpoint';
import { GraphBuilder } from '$lib/core/graph/graph-builder';
import { WEBGPU_KERNELS } from '$lib/core/graph/webgpu-kernels';
import { expect, test } from 'vitest';

const [OUTPUTS, INPUTS] = [3, 64];
const values = Float32Array.from({ length: OUTPUTS * INPUTS }, (_, i) => Math.sin(i * i));
const table: CheckpointTensor = {
  name: 'table',
  type: 'f32',
  shape: [OUTPUTS, INPUTS],
  read: () => Promise.resolve(new Uint8Array(values.slice().buffer)),
};

async function weightsOf(write: (graph: GraphBuilder) => void) {
  const graph = new GraphBuilder('test');
  write(graph);
  const files = graph.build().weights;
  return new Map(await Promise.all(files.map(async ({ path, read }) => [path, await read()] as const)));
}

test('a matrix is the blocks of q8_0, moved up by the zero point of MatMulNBits, and their scales', async () => {
  const weights = await weightsOf((graph) => {
    WEBGPU_KERNELS.float32.linear(graph, graph.input('x', 'float32', [1, 'rows', INPUTS]), table);
  });
  const expected = quantizeToQ8_0(values.slice());
  const bytes = [...(weights.get('table:values') ?? [])];
  expect(bytes.map((byte) => byte - 128)).toEqual([...expected.values]);
  expect(new Float32Array(weights.get('table:scales')!.buffer)).toEqual(expected.scales);
});

test('the embedding and the output layer share the values of their table', async () => {
  const weights = await weightsOf((graph) => {
    const rows = WEBGPU_KERNELS.float16.embed(graph, graph.input('tokens', 'int32', [1, 'count']), table);
    WEBGPU_KERNELS.float32.linear(graph, rows, table);
  });
  expect([...weights.keys()].sort()).toEqual(['table:row_scales', 'table:scales', 'table:values']);
});
