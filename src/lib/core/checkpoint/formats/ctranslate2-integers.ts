import { AppError } from '../../errors';
import type { ByteFile } from '../byte-file';
import type { CheckpointTensor } from '../checkpoint';
import { readSlice } from './byte-reader';
import type { CTranslate2Variable } from './ctranslate2-format';

/** Values that are decoded at a time: what is read beside the result is small, however large the tensor is. */
const PIECE_VALUES = 1 << 20;
const F32_BYTES = 4;

/** Rows of a variable of whole numbers, and what the values of a row were multiplied by. */
export interface IntegerRows {
  readonly name: string;
  /** Of the rows, not of the variable: [out, in], or [out, in, taps] of a convolution. */
  readonly shape: readonly number[];
  readonly weights: CTranslate2Variable;
  /** f32: one for each row of `weights`, or one for all. */
  readonly scales: CTranslate2Variable;
  /** Index of the first row in `weights`. */
  readonly startRow: number;
}

/**
 * Weights of CTranslate2's int8 and int16 types as an f32 tensor: what is asked for is decoded when it is read.
 * A value is the whole number times the f32 reciprocal of its row's scale, as CTranslate2 has it on the processor.
 *
 * @throws AppError 'model-unsupported' if the scales are not one for each row or one for all, in f32
 * @see OpenNMT/CTranslate2 specs/model_spec.py `_quantize`, src/ops/dequantize_cpu.cc
 */
export function integerTensor(model: ByteFile, rows: IntegerRows): CheckpointTensor {
  const { name, shape, weights, scales } = rows;
  const hasScaleForEachRow = scales.shape.length === 1 && scales.shape[0] === weights.shape[0];
  if (scales.type !== 'f32' || !(hasScaleForEachRow || scales.shape.length === 0)) {
    const is = `[${scales.shape.join(', ')}] ${scales.type}`;
    throw new AppError('model-unsupported', `the scales of ${weights.name} are ${is}`);
  }
  const totalBytes = F32_BYTES * shape.reduce((count, length) => count * length, 1);
  return {
    name,
    shape,
    type: 'f32',
    async read(startByte = 0, lengthBytes = totalBytes - startByte) {
      const first = Math.floor(startByte / F32_BYTES);
      const end = Math.ceil((startByte + lengthBytes) / F32_BYTES);
      const values = await decodeValues(model, rows, first, end - first);
      return new Uint8Array(values.buffer, startByte - first * F32_BYTES, lengthBytes);
    },
  };
}

/** @param first index of a value among those of the rows */
async function decodeValues(
  model: ByteFile,
  { weights, scales, startRow, shape }: IntegerRows,
  first: number,
  count: number,
): Promise<Float32Array<ArrayBuffer>> {
  const rowLength = shape.slice(1).reduce((product, length) => product * length, 1);
  const place = { first: first + startRow * rowLength, count, rowLength };
  const factors = await readFactors(model, scales, place);
  const values = new Float32Array(count);
  for (let done = 0; done < count; done += PIECE_VALUES) {
    const length = Math.min(PIECE_VALUES, count - done);
    const startByte = weights.startByte + (place.first + done) * weights.elementBytes;
    const { buffer } = await readSlice(model, startByte, length * weights.elementBytes);
    const integers = weights.type === 'i16' ? new Int16Array(buffer) : new Int8Array(buffer);
    multiplyByRow({ integers, values, done, factors, ...place });
  }
  return values;
}

/** Which values of a variable. */
interface Place {
  readonly first: number;
  readonly count: number;
  readonly rowLength: number;
}

/** What the whole numbers of each row are multiplied by, from the row of the first value to that of the last. */
async function readFactors(
  model: ByteFile,
  { startByte, shape }: CTranslate2Variable,
  { first, count, rowLength }: Place,
): Promise<Float32Array> {
  const firstRow = Math.floor(first / rowLength);
  const rows = Math.ceil((first + count) / rowLength) - firstRow;
  if (shape.length === 0) {
    const { buffer } = await readSlice(model, startByte, F32_BYTES);
    return new Float32Array(rows).fill(1 / (new Float32Array(buffer)[0] ?? 0));
  }
  const { buffer } = await readSlice(model, startByte + firstRow * F32_BYTES, rows * F32_BYTES);
  return new Float32Array(buffer).map((scale) => 1 / scale);
}

interface IntegerPiece extends Place {
  readonly integers: Int8Array | Int16Array;
  readonly values: Float32Array;
  /** How many values are before this piece. */
  readonly done: number;
  readonly factors: Float32Array;
}

function multiplyByRow({ integers, values, done, factors, first, rowLength }: IntegerPiece): void {
  const firstRow = Math.floor(first / rowLength);
  let row = Math.floor((first + done) / rowLength);
  let leftInRow = (row + 1) * rowLength - (first + done);
  for (let i = 0; i < integers.length; i++) {
    values[done + i] = (integers[i] ?? 0) * (factors[row - firstRow] ?? 0);
    if (--leftInRow === 0) {
      row++;
      leftInRow = rowLength;
    }
  }
}
