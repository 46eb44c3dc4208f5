import type { CheckpointTensor } from '$lib/core/checkpoint/checkpoint';
import { GraphBuilder } from '$lib/core/graph/graph-builder';
import { transposeMatrix } from '$lib/core/graph/matrix';
import { F32_WASM_KERNELS } from '$lib/core/graph/wasm-kernels';
import { expect, test } from 'vitest';

const INPUTS = 32;

function matrixOf(outputs: number): { readonly weight: CheckpointTensor; readonly values: Float32Array } {
  const values = Float32Array.from({ length: outputs * INPUTS }, (_, i) => i);
  const bytes = new Uint8Array(values.buffer);
  const read = (startByte = 0, lengthBytes = bytes.length) =>
    Promise.resolve(bytes.slice(startByte, startByte + lengthBytes));
  return { weight: { name: 'w', type: 'f32', shape: [outputs, INPUTS], read }, values };
}

function weightsOf(weight: CheckpointTensor) {
  const graph = new GraphBuilder('test');
  F32_WASM_KERNELS.linear(graph, graph.input('x', 'float32', [1, 'rows', INPUTS]), weight);
  return graph.build().weights;
}

test('a small f32 matrix is one weight, transposed', async () => {
  const { weight, values } = matrixOf(3);
  const files = weightsOf(weight);
  expect(files.map(({ path }) => path)).toEqual(['w']);
  expect(new Float32Array((await files[0]!.read()).buffer)).toEqual(transposeMatrix(values, 3, INPUTS));
});

test('a large f32 matrix is weights of at most 16 MB, which hold all of its outputs in order', async () => {
  const outputs = 300_000;
  const { weight } = matrixOf(outputs);
  const files = weightsOf(weight);
  expect(files).toHaveLength(3);
  let output = 0;
  for (const file of files) {
    expect(file.sizeBytes).toBeLessThanOrEqual(16e6);
    // The first row of [in, out] is the first input of each output.
    const firstRow = new Float32Array((await file.read()).buffer).subarray(0, file.sizeBytes / 4 / INPUTS);
    expect(firstRow.every((value, i) => value === Math.fround((output + i) * INPUTS))).toBe(true);
    output += firstRow.length;
  }
  expect(output).toBe(outputs);
});
