import type { Checkpoint } from '../checkpoint/checkpoint';
import { HEAD_SIZE } from '../checkpoint/dimensions';
import { GraphBuilder, type BuiltGraph, type Value } from './graph-builder';
import type { GraphKernels, LayerContext } from './graph-kernels';
import {
  addToResidual,
  feedForward,
  linear,
  multiply,
  nextNorm,
  normalizedSum,
  packedAttentionBias,
  startResidual,
  type Residual,
} from './layers';
import { cast, floatWeight } from './weights';

/**
 * The scores of one head of attention at 1500 positions are 9 MB, 72 MB for the 8 heads of base (onnxruntime 1.30
 * holds all of them at once on WASM, where it has no flash attention): there, queries are attended in parts.
 */
export const WASM_QUERY_PARTS = 4;

/** Names of the encoder graph's input and outputs. */
export const ENCODER_IO = {
  logMel: 'log_mel',
  encoderOutput: 'encoder_output',
  crossKey: (layer: number) => `cross_key_${layer}`,
  crossValue: (layer: number) => `cross_value_${layer}`,
} as const;

export interface EncoderOptions {
  readonly withEncoderOutput?: boolean;
  /** 1 unless given. */
  readonly queryParts?: number;
  /** The positional table is added in the first normalisation: a dispatch less on a GPU. */
  readonly addsPositionsInNorm?: boolean;
}

/**
 * The encoder, with the cross-attention keys and values of every decoder layer as its outputs, so that the
 * encoder output itself is needed nowhere else and no decoder step computes them again.
 *
 * Input: log-mel (1, melBands, 2c) for an audio context of c positions, at most 1500.
 * Outputs: per decoder layer key and value (1, heads, c, 64), as the activations; with `withEncoderOutput` also (1, c, state).
 */
export function buildEncoderGraph(
  checkpoint: Checkpoint,
  kernels: GraphKernels,
  options: EncoderOptions = {},
): BuiltGraph {
  const graph = new GraphBuilder('encoder');
  const context = { graph, checkpoint, kernels };
  const { audioLayers, audioState } = checkpoint.dimensions;

  const { queryParts = 1, addsPositionsInNorm = false } = options;
  const norm = 'encoder.blocks.0.attn_ln';
  const { sound, positions } = embedAudio(context);
  let residual = addsPositionsInNorm
    ? normalizedSum(context, sound, positions, norm)
    : startResidual(context, graph.node('Add', [sound, positions]), norm);
  for (let layer = 0; layer < audioLayers; layer++) {
    residual = encoderBlock(context, residual, layer, queryParts);
  }

  if (options.withEncoderOutput) {
    const output = cast(graph, residual.normalized, kernels.activations, 'float32');
    graph.output(ENCODER_IO.encoderOutput, output, 'float32', [1, 'context', audioState]);
  }
  emitCrossAttention(context, residual.normalized);
  return graph.build();
}

/** Two convolutions, the second halving the frames, and the positional table as far as it is needed: (1, c, state) each. */
function embedAudio(context: LayerContext): { readonly sound: Value; readonly positions: Value } {
  const { graph, checkpoint, kernels } = context;
  const logMel = graph.input(ENCODER_IO.logMel, 'float32', [1, checkpoint.dimensions.melBands, 'frames']);
  const input = cast(graph, logMel, 'float32', kernels.activations);
  const first = convolution(context, 'encoder.conv1', input, 1);
  const second = convolution(context, 'encoder.conv2', first, 2);
  const embedded = graph.node('Transpose', [second], { attributes: { perm: { ints: [0, 2, 1] } } });

  const { audioContext, audioState } = checkpoint.dimensions;
  const table = floatWeight(context, 'encoder.positional_embedding');
  const positions = graph.node('Reshape', [table, graph.int64s([1, audioContext, audioState])]);
  const contextLength = graph.node('Shape', [embedded], {
    attributes: { start: { int: 1 }, end: { int: 2 } },
  });
  const [zero, one] = [graph.int64s([0]), graph.int64s([1])];
  return { sound: embedded, positions: graph.node('Slice', [positions, zero, contextLength, one]) };
}

function convolution(context: LayerContext, name: string, input: Value, stride: number): Value {
  const { graph } = context;
  const weight = floatWeight(context, `${name}.weight`);
  const bias = floatWeight(context, `${name}.bias`);
  const convolved = graph.node('Conv', [input, weight, bias], {
    attributes: { kernel_shape: { ints: [3] }, pads: { ints: [1, 1] }, strides: { ints: [stride] } },
  });
  return graph.node('Gelu', [convolved]);
}

function encoderBlock(
  context: LayerContext,
  residual: Residual,
  layer: number,
  queryParts: number,
): Residual {
  const { audioLayers } = context.checkpoint.dimensions;
  const block = `encoder.blocks.${layer}`;
  const attended = addToResidual(context, residual, {
    product: multiply(
      context,
      `${block}.attn.out`,
      selfAttention(context, block, residual.normalized, queryParts),
    ),
    linear: `${block}.attn.out`,
    nextNorm: `${block}.mlp_ln`,
  });
  return addToResidual(context, attended, {
    product: feedForward(context, block, attended),
    linear: `${block}.mlp.2`,
    nextNorm: nextNorm('encoder', layer, audioLayers, 'encoder.ln_post'),
  });
}

/** Attention of all positions over all positions, some of the queries at a time. */
function selfAttention(context: LayerContext, block: string, input: Value, queryParts: number): Value {
  const { graph, checkpoint } = context;
  const query = multiply(context, `${block}.attn.query`, input);
  const key = multiply(context, `${block}.attn.key`, input);
  const value = multiply(context, `${block}.attn.value`, input);
  const bias = packedAttentionBias(context, `${block}.attn`);
  const attend = (some: Value) =>
    graph.node('MultiHeadAttention', [some, key, value, bias], {
      domain: 'com.microsoft',
      attributes: { num_heads: { int: checkpoint.dimensions.audioHeads } },
    });
  if (queryParts === 1) return attend(query);
  const parts = Array.from({ length: queryParts }, (_, index) => `part_${index}`);
  const queries = graph.nodes('Split', [query], parts, {
    attributes: { axis: { int: 1 }, num_outputs: { int: queryParts } },
  });
  return graph.node('Concat', queries.map(attend), { attributes: { axis: { int: 1 } } });
}

function emitCrossAttention(context: LayerContext, encoderOutput: Value): void {
  const { graph, checkpoint, kernels } = context;
  const { textHeads, textLayers } = checkpoint.dimensions;
  const splitHeads = graph.int64s([1, -1, textHeads, HEAD_SIZE]);
  const emit = (name: string, value: Value) => {
    const heads = graph.node('Reshape', [value, splitHeads]);
    const transposed = graph.node('Transpose', [heads], { attributes: { perm: { ints: [0, 2, 1, 3] } } });
    graph.output(name, transposed, kernels.activations, [1, textHeads, 'context', HEAD_SIZE]);
  };
  for (let layer = 0; layer < textLayers; layer++) {
    const attention = `decoder.blocks.${layer}.cross_attn`;
    emit(ENCODER_IO.crossKey(layer), multiply(context, `${attention}.key`, encoderOutput));
    emit(ENCODER_IO.crossValue(layer), linear(context, `${attention}.value`, encoderOutput));
  }
}
