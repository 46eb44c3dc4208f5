import type { Tensor } from 'onnxruntime-web';
import type { SampleRange } from '../../../core/audio/audio-format';
import { POSITION_SAMPLES } from '../../../core/whisper/features/audio-context';
import type { Ort } from '../../../runtime/onnx-runtime';

/** Positions of the audio context from `first` to before `end`, 20 ms each. */
export interface PositionRange {
  readonly first: number;
  readonly end: number;
}

/** The positions that hold some samples. */
export function heardPositions({ startSample, endSample }: SampleRange): PositionRange {
  return {
    first: Math.floor(startSample / POSITION_SAMPLES),
    end: Math.ceil(endSample / POSITION_SAMPLES),
  };
}

/** Keys or values of one layer, (1, heads, context, 64), for some positions only: a copy. */
export function slicePositions(ort: Ort, tensor: Tensor, { first, end }: PositionRange): Tensor {
  const { data } = tensor;
  const [, heads = 0, context = 0, headSize = 0] = tensor.dims;
  if (!(data instanceof Float32Array)) throw new TypeError('keys and values are not f32');
  const positions = Math.min(end, context) - first;
  const slice = new Float32Array(heads * positions * headSize);
  for (let head = 0; head < heads; head++) {
    const start = (head * context + first) * headSize;
    slice.set(data.subarray(start, start + positions * headSize), head * positions * headSize);
  }
  return new ort.Tensor('float32', slice, [1, heads, positions, headSize]);
}
