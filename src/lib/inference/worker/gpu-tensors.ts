import type { Tensor } from 'onnxruntime-web';
import type { Ort } from '../../runtime/onnx-runtime';
import type { PositionRange } from './cross-attention';
import type { Tensors } from './decoder-outputs';

const FLOAT_BYTES = 4;
/** Storage that is copied from and to: `GPUBufferUsage`, which TypeScript's workers do not know. */
const USAGE = 0x80 | 0x04 | 0x08;

/** Tensors in buffers of our own device, f32. */
export class GpuTensors {
  readonly #constants = new Map<Float32Array, Tensor>();

  constructor(
    private readonly ort: Ort,
    private readonly device: GPUDevice,
  ) {}

  /** A tensor of zeros. */
  zeros(dims: readonly number[]): Tensor {
    const size = FLOAT_BYTES * dims.reduce((product, each) => product * each, 1);
    const buffer = this.device.createBuffer({ size, usage: USAGE });
    return this.ort.Tensor.fromGpuBuffer(buffer, {
      dataType: 'float32',
      dims: [...dims],
      dispose: () => buffer.destroy(),
    });
  }

  /** A tensor with these values. */
  upload(values: Float32Array<ArrayBuffer>, dims: readonly number[]): Tensor {
    const tensor = this.zeros(dims);
    this.device.queue.writeBuffer(bufferOf(tensor), 0, values);
    return tensor;
  }

  /** In JavaScript's memory: a handful of numbers. */
  int32(values: readonly number[], dims: readonly number[]): Tensor {
    return new this.ort.Tensor('int32', Int32Array.from(values), dims);
  }

  /** A vector that is the same for many calls: uploaded once. */
  constant(values: Float32Array): Tensor {
    const known = this.#constants.get(values);
    if (known) return known;
    const tensor = this.upload(Float32Array.from(values), [values.length]);
    this.#constants.set(values, tensor);
    return tensor;
  }

  /** The values of a tensor. */
  async read(tensor: Tensor): Promise<Float32Array> {
    const values = await tensor.getData();
    if (!(values instanceof Float32Array)) throw new TypeError('the tensor is not f32');
    return values;
  }

  /** Lets go of the constants. */
  dispose(): void {
    for (const tensor of this.#constants.values()) tensor.dispose();
    this.#constants.clear();
  }

  /** New tensors whose rows along the first axis are those of `tensors` in `order`. */
  pickRows(tensors: Tensors, order: readonly number[]): Tensors {
    const commands = this.device.createCommandEncoder();
    const picked = Object.entries(tensors).map(([name, tensor]) => {
      const [rows = 1, ...rest] = tensor.dims;
      const target = this.zeros([order.length, ...rest]);
      const rowBytes = (tensor.size * FLOAT_BYTES) / rows;
      for (const [row, from] of order.entries()) {
        commands.copyBufferToBuffer(
          bufferOf(tensor),
          from * rowBytes,
          bufferOf(target),
          row * rowBytes,
          rowBytes,
        );
      }
      return [name, target] as const;
    });
    this.device.queue.submit([commands.finish()]);
    return Object.fromEntries(picked);
  }

  /** New tensors (1, heads, positions, 64) that hold some of the positions of others. */
  slicePositions(tensors: Tensors, { first, end }: PositionRange): Tensors {
    const commands = this.device.createCommandEncoder();
    const sliced = Object.entries(tensors).map(([name, tensor]) => {
      const [, heads = 0, context = 0, headSize = 0] = tensor.dims;
      const positions = Math.min(end, context) - first;
      const target = this.zeros([1, heads, positions, headSize]);
      const bytes = positions * headSize * FLOAT_BYTES;
      for (let head = 0; head < heads; head++) {
        const from = (head * context + first) * headSize * FLOAT_BYTES;
        commands.copyBufferToBuffer(bufferOf(tensor), from, bufferOf(target), head * bytes, bytes);
      }
      return [name, target] as const;
    });
    this.device.queue.submit([commands.finish()]);
    return Object.fromEntries(sliced);
  }
}

function bufferOf({ gpuBuffer }: Tensor): GPUBuffer {
  if (!(gpuBuffer instanceof GPUBuffer)) throw new TypeError('the tensor is in no buffer of the GPU');
  return gpuBuffer;
}
