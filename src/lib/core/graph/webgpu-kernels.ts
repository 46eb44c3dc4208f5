import type { CheckpointTensor } from '../checkpoint/checkpoint';
import { readTensorAsQ8_0 } from '../checkpoint/tensor-values';
import { releaseMemory } from '../release-memory';
import type { GraphBuilder, Value, Weight } from './graph-builder';
import type { ActivationType, GraphKernels } from './graph-kernels';
import { activationWeight } from './weights';

const BLOCK = 32;
const BITS = 8;

/**
 * The checkpoint's own 8-bit blocks, to the bit: a q8_0 block is one of MatMulNBits with its values moved up by 128. The
 * scales are half floats in the checkpoint, so no type of activations rounds them. Products are not rounded to 8 bit
 * (accuracy level 0).
 */
class WebgpuKernels implements GraphKernels {
  constructor(readonly activations: ActivationType) {}

  linear(graph: GraphBuilder, input: Value, weight: CheckpointTensor, bias?: Value): Value {
    const [outputs = 0, inputs = 0] = weight.shape;
    const shape = [outputs, inputs / BLOCK];
    const scales = graph.weight(`${weight.name}:scales`, this.#scales(weight, shape));
    const attributes = { K: inputs, N: outputs, bits: BITS, block_size: BLOCK, accuracy_level: 0 };
    return graph.node(
      'MatMulNBits',
      [input, blockValues(graph, weight), scales, ...(bias ? [null, null, bias] : [])],
      {
        domain: 'com.microsoft',
        attributes: Object.fromEntries(Object.entries(attributes).map(([name, int]) => [name, { int }])),
      },
    );
  }

  embed(graph: GraphBuilder, tokens: Value, table: CheckpointTensor): Value {
    const [rows = 0, columns = 0] = table.shape;
    const shape = [rows, columns / BLOCK, 1];
    const scales = graph.weight(`${table.name}:row_scales`, this.#scales(table, shape));
    const gathered = graph.node('GatherBlockQuantized', [blockValues(graph, table), tokens, scales], {
      domain: 'com.microsoft',
      attributes: {
        bits: { int: BITS },
        block_size: { int: BLOCK },
        gather_axis: { int: 0 },
        quantize_axis: { int: 2 },
      },
    });
    return graph.node('Reshape', [gathered, graph.int64s([0, 0, columns])]);
  }

  #scales(tensor: CheckpointTensor, shape: readonly number[]): Weight {
    return activationWeight(this.activations, shape, () => blockScales(tensor));
  }
}

export const WEBGPU_KERNELS: Readonly<Record<ActivationType, GraphKernels>> = {
  float32: new WebgpuKernels('float32'),
  float16: new WebgpuKernels('float16'),
};

/** One weight, whoever asks: the embedding and the output layer share their table. */
function blockValues(graph: GraphBuilder, tensor: CheckpointTensor): Value {
  const [rows = 0, columns = 0] = tensor.shape;
  return graph.weight(`${tensor.name}:values`, {
    type: 'uint8',
    shape: [rows, columns / BLOCK, BLOCK],
    read: async () => {
      const { values } = await readTensorAsQ8_0(tensor);
      const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
      for (let i = 0; i < bytes.length; i++) bytes[i] = (bytes[i] ?? 0) ^ 0x80;
      return bytes;
    },
  });
}

async function blockScales(tensor: CheckpointTensor): Promise<Float32Array<ArrayBuffer>> {
  const { values, scales } = await readTensorAsQ8_0(tensor);
  releaseMemory(values);
  return scales;
}
