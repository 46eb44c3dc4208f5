import { readTensorAsFloat32 } from '../checkpoint/tensor-values';
import type { GraphKernels } from './graph-kernels';
import { quantizeMatrix, transposeMatrix } from './matrix';

/** Exact: the values of the checkpoint in 32-bit arithmetic. */
export const F32_WASM_KERNELS: GraphKernels = {
  async linear(graph, input, weight) {
    const [outputs = 0, inputs = 0] = weight.shape;
    const matrix = transposeMatrix(await readTensorAsFloat32(weight), outputs, inputs);
    return graph.node('MatMul', [input, graph.weight(weight.name, [inputs, outputs], matrix)]);
  },
};

/**
 * 8-bit weights per output channel, 8-bit activations per tensor, made at run time: over three times as fast
 * as f32 on WASM. What else is in the tensor changes the activations' scale, so windows are encoded singly.
 */
export const INT8_WASM_KERNELS: GraphKernels = {
  async linear(graph, input, weight) {
    const [outputs = 0, inputs = 0] = weight.shape;
    const matrix = quantizeMatrix(await readTensorAsFloat32(weight), outputs, inputs);
    const values = graph.weight(`${weight.name}:values`, [inputs, outputs], matrix.values);
    const scales = graph.weight(`${weight.name}:scales`, [outputs], matrix.scales);
    return graph.node('DynamicQuantizeMatMul', [input, values, scales], { domain: 'com.microsoft' });
  },
};
