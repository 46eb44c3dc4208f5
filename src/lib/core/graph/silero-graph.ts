import { GraphBuilder, type BuiltGraph, type Value } from './graph-builder';
import { transposeMatrix } from './matrix';
import type { OnnxConstant } from './onnx-constants';

/** Names of the voice detector's inputs and outputs. */
export const SILERO_IO = {
  frames: 'frames',
  count: 'count',
  hidden: 'hidden',
  cell: 'cell',
  probabilities: 'probabilities',
  nextHidden: 'next_hidden',
  nextCell: 'next_cell',
} as const;

/** Values of the hidden and of the cell state. */
export const SILERO_STATE_VALUES = 128;

const INPUT_SAMPLES = 64 + 512;
/** Mirrored after a frame. */
const MIRRORED_SAMPLES = 64;
const FILTER_SAMPLES = 256;
const HOP_SAMPLES = 128;
const BINS = 129;
const HIDDEN = SILERO_STATE_VALUES;
const TAPS = 3;

/** The four convolutions: how many steps each is given, and whether it takes all of them or every other one. */
const CONVOLUTIONS = [
  { name: 'encoder.0.reparam_conv', steps: 4, stride: 1 },
  { name: 'encoder.1.reparam_conv', steps: 4, stride: 2 },
  { name: 'encoder.2.reparam_conv', steps: 2, stride: 2 },
  { name: 'encoder.3.reparam_conv', steps: 1, stride: 1 },
] as const;

/** The weights of the model, by their names in it. */
type Weights = (name: string) => OnnxConstant;

/**
 * Silero v6 at 16 kHz over many frames at once, with the weights of its model. That model takes a frame at a call; here
 * all but the recurrence are matrix products over all of them.
 *
 * Inputs: frames (n, 64 + 512), each after the last samples of the one before; `count` int32 (1), how many of them
 * are more than filling; hidden and cell (1, 1, 128), what the network remembers.
 * Outputs: probabilities of speech (n, 1); next hidden and cell (1, 1, 128), after `count` frames.
 *
 * @param constants of the model, by the names of `onnxConstants`
 * @throws RangeError if one is missing
 */
export function buildSileroGraph(constants: ReadonlyMap<string, OnnxConstant>): BuiltGraph {
  const graph = new GraphBuilder('silero');
  // The model has a branch for 8 kHz as well.
  const weights: Weights = (name) => {
    const constant = constants.get(`If_0_then_branch__Inline_0__${name}`);
    if (!constant) throw new RangeError(`the voice detector has no ${name}`);
    return constant;
  };
  const frames = graph.input(SILERO_IO.frames, 'float32', ['frames', INPUT_SAMPLES]);
  let features = spectrum(graph, weights, frames);
  for (const convolution of CONVOLUTIONS) features = convolve(graph, weights, features, convolution);
  const remembered = recur(graph, weights, features);
  const weight = matrix(
    graph,
    'decoder.decoder.2.weight',
    [HIDDEN, 1],
    weights('decoder.decoder.2.weight').values,
  );
  const bias = matrix(graph, 'decoder.decoder.2.bias', [1], weights('decoder.decoder.2.bias').values);
  const product = graph.node('MatMul', [graph.node('Relu', [remembered]), weight]);
  const probabilities = graph.node('Sigmoid', [graph.node('Add', [product, bias])]);
  graph.output(SILERO_IO.probabilities, probabilities, 'float32', ['frames', 1]);
  return graph.build();
}

/** Magnitudes of four overlapping parts of each frame: (n, 4, 129). */
function spectrum(graph: GraphBuilder, weights: Weights, frames: Value): Value {
  const mirrored = graph.node('Pad', [frames, graph.int64s([0, 0, 0, MIRRORED_SAMPLES])], {
    attributes: { mode: { text: 'reflect' } },
  });
  const parts = Array.from({ length: 4 }, (_, step) => {
    const part = slice(graph, mirrored, { axis: 1, start: step * HOP_SAMPLES, count: FILTER_SAMPLES });
    return graph.node('Unsqueeze', [part, graph.int64s([1])]);
  });
  const name = 'stft.forward_basis_buffer';
  const filters = transposeMatrix(weights(name).values, 2 * BINS, FILTER_SAMPLES);
  const both = graph.node('MatMul', [
    graph.node('Concat', parts, { attributes: { axis: { int: 1 } } }),
    matrix(graph, name, [FILTER_SAMPLES, 2 * BINS], filters),
  ]);
  const squares = [0, BINS].map((start) => {
    const half = slice(graph, both, { axis: 2, start, count: BINS });
    return graph.node('Mul', [half, half]);
  });
  return graph.node('Sqrt', [graph.node('Add', squares)]);
}

/** (n, steps, in) to (n, steps / stride, out), with a step of zeros on either side, as a product with its taps side by side. */
function convolve(
  graph: GraphBuilder,
  weights: Weights,
  input: Value,
  { name, steps, stride }: (typeof CONVOLUTIONS)[number],
): Value {
  const padded = graph.node('Pad', [input, graph.int64s([0, 1, 0, 0, 1, 0])]);
  const count = Math.floor((steps - 1) / stride) + 1;
  const taps = Array.from({ length: TAPS }, (_, tap) =>
    slice(graph, padded, { axis: 1, start: tap, count, stride }),
  );
  const { shape, values } = weights(`${name}.weight`);
  const [outputs = 0, inputs = 0] = shape;
  const product = graph.node('MatMul', [
    graph.node('Concat', taps, { attributes: { axis: { int: 2 } } }),
    matrix(graph, `${name}.weight`, [TAPS * inputs, outputs], tapsSideBySide(values, outputs, inputs)),
  ]);
  const bias = matrix(graph, `${name}.bias`, [outputs], weights(`${name}.bias`).values);
  return graph.node('Relu', [graph.node('Add', [product, bias])]);
}

/** [out, in, tap] to [tap, in, out]. */
function tapsSideBySide(values: Float32Array, outputs: number, inputs: number): Float32Array<ArrayBuffer> {
  const rows = transposeMatrix(values, outputs, inputs * TAPS);
  const sorted = new Float32Array(rows.length);
  for (let input = 0; input < inputs; input++) {
    for (let tap = 0; tap < TAPS; tap++) {
      const row = (input * TAPS + tap) * outputs;
      sorted.set(rows.subarray(row, row + outputs), (tap * inputs + input) * outputs);
    }
  }
  return sorted;
}

/** The recurrent layer over the frames, (n, 1, 128) to (n, 128); what it remembers becomes outputs. */
function recur(graph: GraphBuilder, weights: Weights, features: Value): Value {
  const gates = (name: string, width: number) => gatesOfOnnx(weights(`decoder.rnn.${name}`).values, width);
  const bias = new Float32Array(8 * HIDDEN);
  bias.set(gates('bias_ih', 1));
  bias.set(gates('bias_hh', 1), 4 * HIDDEN);
  const shape = [1, 1, HIDDEN];
  const [all, hidden, cell] = graph.nodes(
    'LSTM',
    [
      features,
      matrix(graph, 'decoder.rnn.weight_ih', [1, 4 * HIDDEN, HIDDEN], gates('weight_ih', HIDDEN)),
      matrix(graph, 'decoder.rnn.weight_hh', [1, 4 * HIDDEN, HIDDEN], gates('weight_hh', HIDDEN)),
      matrix(graph, 'decoder.rnn.bias', [1, 8 * HIDDEN], bias),
      graph.input(SILERO_IO.count, 'int32', [1]),
      graph.input(SILERO_IO.hidden, 'float32', shape),
      graph.input(SILERO_IO.cell, 'float32', shape),
    ],
    ['all', 'hidden', 'cell'],
    { attributes: { hidden_size: { int: HIDDEN } } },
  );
  if (!all || !hidden || !cell) throw new RangeError('LSTM gave no outputs');
  graph.output(SILERO_IO.nextHidden, hidden, 'float32', shape);
  graph.output(SILERO_IO.nextCell, cell, 'float32', shape);
  return graph.node('Reshape', [all, graph.int64s([-1, HIDDEN])]);
}

/** Rows of the four gates from PyTorch's order (input, forget, cell, output) to ONNX's (input, output, forget, cell). */
function gatesOfOnnx(values: Float32Array, width: number): Float32Array<ArrayBuffer> {
  const size = HIDDEN * width;
  const ordered = new Float32Array(values.length);
  for (const [place, gate] of [0, 3, 1, 2].entries()) {
    ordered.set(values.subarray(gate * size, (gate + 1) * size), place * size);
  }
  return ordered;
}

interface SliceRange {
  readonly axis: number;
  readonly start: number;
  readonly count: number;
  readonly stride?: number;
}

function slice(graph: GraphBuilder, value: Value, { axis, start, count, stride = 1 }: SliceRange): Value {
  const behind = start + (count - 1) * stride + 1;
  return graph.node('Slice', [value, ...[start, behind, axis, stride].map((each) => graph.int64s([each]))]);
}

function matrix(
  graph: GraphBuilder,
  name: string,
  shape: readonly number[],
  values: Float32Array<ArrayBuffer>,
): Value {
  return graph.weight(name, { type: 'float32', shape, read: () => Promise.resolve(values) });
}
