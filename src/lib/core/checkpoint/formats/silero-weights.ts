import { filtersByTaps } from '../filters-by-taps';
import { onnxConstants, type OnnxConstant } from './onnx-constants';

type Floats = Float32Array<ArrayBuffer>;

/** Silero v6 at 16 kHz. Matrices are row-major: a row for each output. */
export interface SileroWeights {
  /** (258, 256): of each frequency the real part of its filter, then those of all imaginary parts. */
  readonly spectrum: Floats;
  readonly convolutions: readonly {
    /** (outputs, 3, inputs) */
    readonly weight: Floats;
    readonly bias: Floats;
  }[];
  /** (512, 256): input, forget, cell and output gate, each of what comes in and then of what is remembered. */
  readonly gates: Floats;
  readonly gatesBias: Floats;
  /** (128) */
  readonly output: Floats;
  readonly outputBias: number;
}

export const SPECTRUM_SAMPLES = 256;
/** Values of the hidden and of the cell state. */
export const SILERO_STATE_VALUES = 128;

const BINS = 129;
export const SPECTRUM_VALUES = 2 * BINS * SPECTRUM_SAMPLES;
/** Steps that a filter of the convolutions sees. */
export const TAPS = 3;
/** Channels in and out of the four convolutions. */
export const SILERO_CONVOLUTIONS = [
  [BINS, 128],
  [128, 64],
  [64, 64],
  [64, SILERO_STATE_VALUES],
] as const;

/**
 * Reads the weights of the voice detector from its ONNX file, whose graph for 8 kHz is left out.
 *
 * @throws RangeError if one is missing or has another size, or the file is cut off
 */
export function readSileroWeights(file: Uint8Array): SileroWeights {
  const constants = onnxConstants(file);
  const values = (name: string, count: number) => valuesOf(constants, name, count);
  const size = SILERO_STATE_VALUES;
  const incoming = values('decoder.rnn.weight_ih', 4 * size * size);
  const remembered = values('decoder.rnn.weight_hh', 4 * size * size);
  const bias = values('decoder.rnn.bias_hh', 4 * size);
  const [outputBias = 0] = values('decoder.decoder.2.bias', 1);
  return {
    spectrum: values('stft.forward_basis_buffer', SPECTRUM_VALUES),
    convolutions: SILERO_CONVOLUTIONS.map(([inputs, outputs], index) => {
      const name = `encoder.${index}.reparam_conv`;
      const weight = values(`${name}.weight`, outputs * inputs * TAPS);
      return { weight: filtersByTaps(weight, inputs, TAPS), bias: values(`${name}.bias`, outputs) };
    }),
    gates: sideBySide(incoming, remembered, size),
    gatesBias: values('decoder.rnn.bias_ih', 4 * size).map((value, gate) => value + (bias[gate] ?? 0)),
    output: values('decoder.decoder.2.weight', size),
    outputBias,
  };
}

function valuesOf(constants: ReadonlyMap<string, OnnxConstant>, name: string, count: number): Floats {
  const values = constants.get(`If_0_then_branch__Inline_0__${name}`)?.values;
  if (values?.length !== count)
    throw new RangeError(`the voice detector has ${values?.length ?? 'no'} values of ${name}`);
  return values;
}

/** Of each row that of the first, then that of the second. */
function sideBySide(first: Floats, second: Floats, columns: number): Floats {
  const both = new Float32Array(first.length + second.length);
  for (let at = 0; at < first.length; at += columns) {
    both.set(first.subarray(at, at + columns), 2 * at);
    both.set(second.subarray(at, at + columns), 2 * at + columns);
  }
  return both;
}
