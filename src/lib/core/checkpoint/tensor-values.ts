import { AppError } from '../errors';
import { releaseMemory } from '../release-memory';
import {
  BLOCK_LENGTH,
  type Q8_0Values,
  quantizeToQ8_0,
  splitQ8_0,
  tensorSizeBytes,
} from './block-quantization';
import type { CheckpointTensor } from './checkpoint';
import { dequantize } from './dequantize';

/**
 * Reads a tensor and decodes it.
 *
 * @returns values, row-major in the tensor's shape
 * @throws AppError 'model-corrupt' naming the tensor if a value is NaN or infinite
 */
export async function readTensorAsFloat32(tensor: CheckpointTensor): Promise<Float32Array<ArrayBuffer>> {
  const values = dequantize(tensor.type, await readTensorBytes(tensor), valueCount(tensor));
  requireFinite(values, tensor.name);
  return values;
}

/**
 * Reads some rows of a tensor and decodes them.
 *
 * @returns values, row-major [rows, rowsOf(tensor).rowLength]
 * @throws AppError 'model-corrupt' naming the tensor if a value is NaN or infinite
 */
export async function readRowsAsFloat32(
  tensor: CheckpointTensor,
  startRow: number,
  rows: number,
): Promise<Float32Array<ArrayBuffer>> {
  const { rowLength } = rowsOf(tensor);
  const values = dequantize(tensor.type, await readRows(tensor, startRow, rows), rows * rowLength);
  requireFinite(values, tensor.name);
  return values;
}

/**
 * Reads some rows of a tensor as they lie in the file.
 *
 * @throws AppError 'model-corrupt' naming the tensor if there are too few bytes
 */
export async function readRows(
  tensor: CheckpointTensor,
  startRow: number,
  rows: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const rowBytes = tensorSizeBytes(tensor.type, rowsOf(tensor).rowLength);
  const bytes = await tensor.read(startRow * rowBytes, rows * rowBytes);
  requireLength(bytes, rows * rowBytes, tensor.name);
  return bytes;
}

/**
 * Reads a tensor as q8_0. One of another type is quantised, as ggml would.
 *
 * @throws AppError 'model-corrupt' naming the tensor if a value or a scale is NaN or infinite
 * @throws RangeError if the tensor's rows are not whole blocks of 32
 */
export async function readTensorAsQ8_0(tensor: CheckpointTensor): Promise<Q8_0Values> {
  const source =
    tensor.type === 'q8_0'
      ? await readTensorBytes(tensor)
      : await readTensorAsFloat32(requireWholeBlocks(tensor));
  const quantized = source instanceof Float32Array ? quantizeToQ8_0(source) : splitQ8_0(source);
  releaseMemory(source);
  requireFinite(quantized.scales, tensor.name);
  return quantized;
}

/** How many values a tensor has. */
export function valueCount(tensor: Pick<CheckpointTensor, 'shape'>): number {
  return tensor.shape.reduce((product, dimension) => product * dimension, 1);
}

/** What can be read alone: the slices of a tensor along its slowest dimension. A vector is one row. */
export function rowsOf(tensor: Pick<CheckpointTensor, 'shape'>): {
  readonly rows: number;
  readonly rowLength: number;
} {
  const rows = tensor.shape.length === 1 ? 1 : (tensor.shape[0] ?? 0);
  return { rows, rowLength: rows === 0 ? 0 : valueCount(tensor) / rows };
}

/** Throws AppError 'model-corrupt' unless every value is a finite number. */
export function requireFinite(values: Float32Array, tensorName: string): void {
  let poison = 0;
  // Zero times NaN or infinity is NaN, and NaN stays: one branch at the end instead of one per value.
  for (let i = 0; i < values.length; i++) poison += (values[i] ?? 0) * 0;
  if (poison !== 0) throw new AppError('model-corrupt', `${tensorName} holds NaN or infinite values`);
}

async function readTensorBytes(tensor: CheckpointTensor): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await tensor.read();
  requireLength(bytes, tensorSizeBytes(tensor.type, valueCount(tensor)), tensor.name);
  return bytes;
}

function requireLength(bytes: Uint8Array, expectedBytes: number, tensorName: string): void {
  if (bytes.byteLength !== expectedBytes) {
    throw new AppError('model-corrupt', `${tensorName} is ${bytes.byteLength} bytes, not ${expectedBytes}`);
  }
}

function requireWholeBlocks(tensor: CheckpointTensor): CheckpointTensor {
  const rowLength = tensor.shape.at(-1) ?? 0;
  if (rowLength % BLOCK_LENGTH !== 0)
    throw new RangeError(`rows of ${tensor.name} (${rowLength}) are not whole blocks`);
  return tensor;
}
