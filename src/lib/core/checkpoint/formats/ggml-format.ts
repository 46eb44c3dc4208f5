import type { TensorType } from '../checkpoint';

/** First four bytes of a whisper.cpp model, as a little-endian int32: "lmgg". */
export const GGML_MAGIC = 0x67676d6c;

/** Magics of ggml's other containers, which whisper.cpp never wrote Whisper into. */
export const OTHER_GGML_MAGICS: ReadonlyMap<number, string> = new Map([
  [0x67676d66, 'ggmf'],
  [0x67676a74, 'ggjt'],
  [0x46554747, 'GGUF'],
]);

/** ftype of a file by the type of its matrices. That of q8_0 is quantisation format 2, type 7. */
export const FTYPES = { q8_0: 2007, f16: 1 } as const;

/** Types we read, by ggml's number. @see ggml.h, enum ggml_type */
export const GGML_TENSOR_TYPES: ReadonlyMap<number, TensorType> = new Map<number, TensorType>([
  [0, 'f32'],
  [1, 'f16'],
  [2, 'q4_0'],
  [3, 'q4_1'],
  [6, 'q5_0'],
  [7, 'q5_1'],
  [8, 'q8_0'],
  [10, 'q2_k'],
  [11, 'q3_k'],
  [12, 'q4_k'],
  [13, 'q5_k'],
  [14, 'q6_k'],
  [30, 'bf16'],
]);

/** Types that exist in ggml and that we do not read, by number, for an honest message. */
export const UNSUPPORTED_GGML_TYPES: ReadonlyMap<number, string> = new Map([
  [9, 'q8_1'],
  [15, 'q8_k'],
  [16, 'iq2_xxs'],
  [17, 'iq2_xs'],
  [18, 'iq3_xxs'],
  [19, 'iq1_s'],
  [20, 'iq4_nl'],
  [21, 'iq3_s'],
  [22, 'iq2_s'],
  [23, 'iq4_xs'],
  [29, 'iq1_m'],
  [34, 'tq1_0'],
  [35, 'tq2_0'],
  [39, 'mxfp4'],
  [40, 'nvfp4'],
  [41, 'q1_0'],
]);

/** True for the two biases that ggml files keep as [n, 1], so that they can be added to a picture of n rows. */
export function isConvBias(name: string): boolean {
  return name === 'encoder.conv1.bias' || name === 'encoder.conv2.bias';
}
