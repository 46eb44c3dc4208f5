import { readRowsAsFloat32, readTensorAsFloat32 } from '../checkpoint/tensor-values';
import { releaseMemory } from '../release-memory';
import type { GraphKernels } from './graph-kernels';
import { quantizeMatrix, transposeMatrix, type Int8Matrix } from './matrix';

/**
 * 16 MB. The runtime holds a matrix twice while it packs it for the processor's cache. The output layer (106 MB of
 * base) is therefore given in pieces: the room of a packed one is free for the next (onnxruntime-web 1.30).
 */
const LARGEST_PIECE_VALUES = 4_000_000;

/** Exact: the values of the checkpoint in 32-bit arithmetic. */
export const F32_WASM_KERNELS: GraphKernels = {
  linear(graph, input, weight) {
    const [outputs = 0, inputs = 0] = weight.shape;
    const pieceRows = Math.max(1, Math.floor(LARGEST_PIECE_VALUES / inputs));
    const products = [];
    for (let startRow = 0; startRow < outputs; startRow += pieceRows) {
      const rows = Math.min(pieceRows, outputs - startRow);
      const read = async () => {
        const values = await readRowsAsFloat32(weight, startRow, rows);
        const transposed = transposeMatrix(values, rows, inputs);
        releaseMemory(values);
        return transposed;
      };
      const name = startRow === 0 ? weight.name : `${weight.name}:${startRow}`;
      const piece = graph.weight(name, { type: 'float32', shape: [inputs, rows], read });
      products.push(graph.node('MatMul', [input, piece]));
    }
    const [product] = products;
    if (product && products.length === 1) return product;
    return graph.node('Concat', products, { attributes: { axis: { int: -1 } } });
  },
};

/**
 * 8-bit weights per output channel, 8-bit activations per tensor, made at run time: over three times as fast
 * as f32 on WASM. What else is in the tensor changes the activations' scale, so windows are encoded singly.
 */
export const INT8_WASM_KERNELS: GraphKernels = {
  linear(graph, input, weight) {
    const [outputs = 0, inputs = 0] = weight.shape;
    let quantized: Promise<Int8Matrix> | undefined;
    const quantize = async () => {
      const floats = await readTensorAsFloat32(weight);
      const matrix = quantizeMatrix(floats, outputs, inputs);
      releaseMemory(floats);
      return matrix;
    };
    const matrix = () => (quantized ??= quantize());
    const values = graph.weight(`${weight.name}:values`, {
      type: 'int8',
      shape: [inputs, outputs],
      read: async () => (await matrix()).values,
    });
    const scales = graph.weight(`${weight.name}:scales`, {
      type: 'float32',
      shape: [outputs],
      read: async () => (await matrix()).scales,
    });
    return graph.node('DynamicQuantizeMatMul', [input, values, scales], { domain: 'com.microsoft' });
  },
};
