import type { Tensor } from 'onnxruntime-web';
import { decodeHalfFloats } from '../../../../core/checkpoint/half-float';
import type { Ort } from '../../../../runtime/onnx-runtime';
import type { GpuWatch } from './gpu-watch';

/** `GPUBufferUsage` and `GPUMapMode`, which TypeScript's workers do not know. */
const STORAGE = 0x80 | 0x04 | 0x08;
const READ_BACK = 0x01 | 0x08;
const MAP_READ = 0x01;
const ALIGNMENT = 16;

const ELEMENT_BYTES = { float32: 4, float16: 2, int32: 4 } as const;
export type GpuElement = keyof typeof ELEMENT_BYTES;

/** Some of the bytes of a tensor; all multiples of 4. */
export interface GpuPiece {
  readonly tensor: Tensor;
  readonly startByte: number;
  readonly bytes: number;
}

/** Tensors in buffers of our device. A buffer that is given back is the next one's of its size: none is made twice. */
export class GpuMemory {
  readonly #free = new Map<number, GPUBuffer[]>();
  readonly #made = new Set<GPUBuffer>();
  readonly #constants = new Map<Float32Array, Tensor>();
  #readBack: GPUBuffer | null = null;
  #lastRead: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly ort: Ort,
    private readonly device: GPUDevice,
    private readonly watch: GpuWatch,
  ) {}

  /**
   * A tensor with room for `capacity` elements, by default its own, whose values are what was there before; to be
   * disposed of.
   */
  tensor(type: GpuElement, dims: readonly number[], capacity = elements(dims)): Tensor {
    const size = Math.ceil((capacity * ELEMENT_BYTES[type]) / ALIGNMENT) * ALIGNMENT;
    const buffer = this.#free.get(size)?.pop() ?? this.#make(size);
    const dispose = () => {
      const others = this.#free.get(size);
      if (others) others.push(buffer);
      else this.#free.set(size, [buffer]);
    };
    return this.#view(type, buffer, dims, dispose);
  }

  /** The same buffer under other dimensions, which must fit into it. */
  reshaped(tensor: Tensor, dims: readonly number[]): Tensor {
    return this.#view(elementOf(tensor), bufferOf(tensor), dims);
  }

  write(tensor: Tensor, values: Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer>): void {
    this.device.queue.writeBuffer(bufferOf(tensor), 0, values);
  }

  /** A vector that is the same for many calls: uploaded once, each value as `toGpu` gives it. */
  constant(values: Float32Array, toGpu: (value: number) => number): Tensor {
    const known = this.#constants.get(values);
    if (known) return known;
    const tensor = this.tensor('float32', [values.length]);
    this.write(tensor, Float32Array.from(values, toGpu));
    this.#constants.set(values, tensor);
    return tensor;
  }

  /** In one submission, after all that was submitted before. */
  copy(write: (copy: (from: GpuPiece, to: Tensor, toByte: number) => void) => void): void {
    const commands = this.device.createCommandEncoder();
    write(({ tensor, startByte, bytes }, to, toByte) => {
      commands.copyBufferToBuffer(bufferOf(tensor), startByte, bufferOf(to), toByte, bytes);
    });
    this.device.queue.submit([commands.finish()]);
  }

  /** The bytes of all pieces, one after the other, in one mapped read. */
  read(pieces: readonly GpuPiece[]): Promise<ArrayBuffer> {
    const read = this.#lastRead.then(() => this.#readNow(pieces));
    this.#lastRead = read.catch(() => undefined);
    return read;
  }

  async #readNow(pieces: readonly GpuPiece[]): Promise<ArrayBuffer> {
    const total = pieces.reduce((sum, { bytes }) => sum + bytes, 0);
    const target = this.#readBackOf(total);
    const commands = this.device.createCommandEncoder();
    let offset = 0;
    for (const { tensor, startByte, bytes } of pieces) {
      commands.copyBufferToBuffer(bufferOf(tensor), startByte, target, offset, bytes);
      offset += bytes;
    }
    this.device.queue.submit([commands.finish()]);
    await this.watch.guard(target.mapAsync(MAP_READ, 0, total));
    const values = target.getMappedRange(0, total).slice(0);
    target.unmap();
    return values;
  }

  /** The values of pieces of tensors of floats of one type, one after the other. */
  async readFloats(pieces: readonly GpuPiece[]): Promise<Float32Array<ArrayBuffer>> {
    const [first] = pieces;
    const bytes = await this.read(pieces);
    return first ? floatsOf(first.tensor, bytes) : new Float32Array(0);
  }

  /** Lets go of every buffer, in use or not. */
  dispose(): void {
    for (const buffer of this.#made) buffer.destroy();
    this.#readBack?.destroy();
    this.#made.clear();
    this.#free.clear();
    this.#constants.clear();
    this.#readBack = null;
  }

  #make(size: number): GPUBuffer {
    const buffer = this.device.createBuffer({ size, usage: STORAGE });
    this.#made.add(buffer);
    return buffer;
  }

  /** One for all reads, which follow each other; a larger read makes it larger. */
  #readBackOf(bytes: number): GPUBuffer {
    if (this.#readBack && this.#readBack.size >= bytes) return this.#readBack;
    this.#readBack?.destroy();
    const size = 2 ** Math.ceil(Math.log2(bytes));
    this.#readBack = this.device.createBuffer({ size, usage: READ_BACK });
    return this.#readBack;
  }

  #view(dataType: GpuElement, buffer: GPUBuffer, dims: readonly number[], dispose?: () => void): Tensor {
    const options = { dataType, dims: [...dims], ...(dispose && { dispose }) };
    return this.ort.Tensor.fromGpuBuffer(buffer, options);
  }
}

/** All of a tensor. */
export function wholeOf(tensor: Tensor): GpuPiece {
  return { tensor, startByte: 0, bytes: tensor.size * elementBytes(tensor) };
}

/** The bytes of one value. */
export function elementBytes(tensor: Tensor): number {
  return ELEMENT_BYTES[elementOf(tensor)];
}

/** What was read of a tensor of floats. */
export function floatsOf(tensor: Tensor, bytes: ArrayBuffer): Float32Array<ArrayBuffer> {
  return elementOf(tensor) === 'float16' ? decodeHalfFloats(new Uint8Array(bytes)) : new Float32Array(bytes);
}

function elements(dims: readonly number[]): number {
  return dims.reduce((product, each) => product * each, 1);
}

/** @throws TypeError for what is never on the GPU here */
export function elementOf({ type }: Tensor): GpuElement {
  if (type !== 'float32' && type !== 'float16' && type !== 'int32') throw new TypeError(`no ${type} here`);
  return type;
}

/** The buffer behind a tensor of this memory. */
export function bufferOf({ gpuBuffer }: Tensor): GPUBuffer {
  if (!(gpuBuffer instanceof GPUBuffer)) throw new TypeError('the tensor is in no buffer of the GPU');
  return gpuBuffer;
}
