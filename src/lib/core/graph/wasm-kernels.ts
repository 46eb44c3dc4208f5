import type { CheckpointTensor } from '../checkpoint/checkpoint';
import type { Q8_0Values } from '../checkpoint/block-quantization';
import {
  readRows,
  readRowsAsFloat32,
  readTensorAsFloat32,
  readTensorAsQ8_0,
  requireFinite,
} from '../checkpoint/tensor-values';
import { releaseMemory } from '../release-memory';
import { transposeBlocks } from './block-matrix';
import type { GraphBuilder, Value } from './graph-builder';
import type { GraphKernels } from './graph-kernels';
import { ELEMENT_TYPES } from './onnx-writer';
import { quantizeMatrix, transposeMatrix, type Int8Matrix } from './matrix';

/**
 * 16 MB. The runtime holds a matrix twice while it packs it for the processor's cache. The output layer (106 MB of
 * base) is therefore given in pieces: the room of a packed one is free for the next (onnxruntime-web 1.30).
 */
const LARGEST_PIECE_VALUES = 4_000_000;

/** Exact: the values of the checkpoint in 32-bit arithmetic. */
export const F32_WASM_KERNELS: GraphKernels = {
  activations: 'float32',
  linear(graph, input, weight, bias) {
    const [outputs = 0, inputs = 0] = weight.shape;
    const pieceRows = Math.max(1, Math.floor(LARGEST_PIECE_VALUES / inputs));
    const products = [];
    for (let startRow = 0; startRow < outputs; startRow += pieceRows) {
      const rows = Math.min(pieceRows, outputs - startRow);
      const read = () => readTransposed(weight, startRow, rows);
      const name = startRow === 0 ? weight.name : `${weight.name}:${startRow}`;
      const piece = graph.weight(name, { type: 'float32', shape: [inputs, rows], read });
      products.push(graph.node('MatMul', [input, piece]));
    }
    const [product] = products;
    const whole =
      product && products.length === 1
        ? product
        : graph.node('Concat', products, { attributes: { axis: { int: -1 } } });
    return bias ? graph.node('Add', [whole, bias]) : whole;
  },
  embed: embedFromBlocks,
};

/**
 * 8-bit weights per output channel, 8-bit activations per tensor, made at run time: over three times as fast
 * as f32 on WASM. What else is in the tensor changes the activations' scale, so windows are encoded singly.
 */
export const INT8_WASM_KERNELS: GraphKernels = {
  activations: 'float32',
  linear(graph, input, weight, bias) {
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
    const product = graph.node('DynamicQuantizeMatMul', [input, values, scales], { domain: 'com.microsoft' });
    return bias ? graph.node('Add', [product, bias]) : product;
  },
  embed: embedFromBlocks,
};

/** Some rows of a matrix, transposed: [in, rows]. */
async function readTransposed(weight: CheckpointTensor, startRow: number, rows: number) {
  const [, inputs = 0] = weight.shape;
  if (weight.type === 'q8_0') {
    const bytes = await readRows(weight, startRow, rows);
    const transposed = transposeBlocks(bytes, rows, inputs);
    releaseMemory(bytes);
    requireFinite(transposed, weight.name);
    return transposed;
  }
  const values = await readRowsAsFloat32(weight, startRow, rows);
  const transposed = transposeMatrix(values, rows, inputs);
  releaseMemory(values);
  return transposed;
}

const Q8_0_BLOCK = 32;

/** De-quantised in the graph: the table is 30 MB instead of 106. */
function embedFromBlocks(graph: GraphBuilder, tokens: Value, table: CheckpointTensor): Value {
  const [rows = 0, columns = 0] = table.shape;
  const blocks = columns / Q8_0_BLOCK;
  let quantized: Promise<Q8_0Values> | undefined;
  const parts = () => (quantized ??= readTensorAsQ8_0(table));
  const values = graph.weight(`${table.name}:blocks`, {
    type: 'int8',
    shape: [rows, blocks, Q8_0_BLOCK],
    read: async () => (await parts()).values,
  });
  const scales = graph.weight(`${table.name}:block_scales`, {
    type: 'float32',
    shape: [rows, blocks, 1],
    read: async () => (await parts()).scales,
  });
  const gathered = graph.node('Cast', [graph.node('Gather', [values, tokens])], {
    attributes: { to: { int: ELEMENT_TYPES.float32 } },
  });
  const scaled = graph.node('Mul', [gathered, graph.node('Gather', [scales, tokens])]);
  return graph.node('Reshape', [scaled, graph.int64s([0, 0, columns])]);
}
