import type { Checkpoint } from '../checkpoint/checkpoint';
import { readTensorAsQ8_0 } from '../checkpoint/tensor-values';
import { releaseMemory } from '../release-memory';
import { alignmentLayers } from '../alignment/alignment-heads';
import { HEAD_SIZE } from '../whisper/dimensions';
import { ENCODER_IO } from './encoder-graph';
import { GraphBuilder, type BuiltGraph, type Value } from './graph-builder';
import type { GraphKernels } from './graph-kernels';
import { addToResidual, feedForward, linear, multiply, nextNorm, startResidual } from './layers';
import type { LayerContext, Residual } from './layers';
import { floatWeight, tensorOf } from './weights';

const TOKEN_EMBEDDING = 'decoder.token_embedding.weight';
const Q8_0_BLOCK = 32;

/** Names of the decoder graph's inputs and outputs, besides the cross-attention of ENCODER_IO. */
export const DECODER_IO = {
  tokens: 'tokens',
  positions: 'positions',
  wanted: 'wanted',
  order: 'order',
  logits: 'logits',
  logSums: 'log_sums',
  pastKey: (layer: number) => `past_key_${layer}`,
  pastValue: (layer: number) => `past_value_${layer}`,
  presentKey: (layer: number) => `present_key_${layer}`,
  presentValue: (layer: number) => `present_value_${layer}`,
  crossQuery: (layer: number) => `cross_query_${layer}`,
} as const;

/**
 * The decoder: any number of tokens at any past length in one call, so prefill, step and verification of a
 * draft are the same graph; several texts (b) side by side, over one window (w = 1) or each over its own (w = b).
 *
 * Inputs: tokens int32 (b, s) and their positions int32 (1, s); `order` int32 (b), which row of the past each text
 * goes on from; `wanted` int32 (k), which of the s tokens' logits are wanted; per layer past key and value
 * (any, heads, p, 64) and cross key and value (w, heads, c, 64).
 * Outputs: logits (b, k, vocabulary) and the logarithm of the sum of their exponentials (b, k, 1); per layer present key and value (b, heads, p + s, 64); per layer with alignment
 * heads the queries of its cross-attention (b, s, state), unscaled.
 */
export function buildDecoderGraph(checkpoint: Checkpoint, kernels: GraphKernels): BuiltGraph {
  const graph = new GraphBuilder('decoder');
  const context = { graph, checkpoint, kernels };
  const { textLayers, vocabularySize } = checkpoint.dimensions;
  const rows: TextRows = {
    order: graph.input(DECODER_IO.order, 'int32', ['texts']),
    aligned: alignmentLayers(checkpoint.dimensions),
  };

  let residual = startResidual(context, embedTokens(context), 'decoder.blocks.0.attn_ln');
  for (let layer = 0; layer < textLayers; layer++) residual = decoderBlock(context, rows, residual, layer);

  const wanted = graph.input(DECODER_IO.wanted, 'int32', ['wanted_count']);
  const last = graph.node('Gather', [residual.normalized, wanted], { attributes: { axis: { int: 1 } } });
  const logits = kernels.linear(graph, last, tensorOf(checkpoint, TOKEN_EMBEDDING));
  const logSums = graph.node('ReduceLogSumExp', [logits, graph.int64s([-1])]);
  graph.output(DECODER_IO.logits, logits, 'float32', ['texts', 'wanted_count', vocabularySize]);
  graph.output(DECODER_IO.logSums, logSums, 'float32', ['texts', 'wanted_count', 1]);
  return graph.build();
}

/** What the blocks know of the texts that are decoded side by side. */
interface TextRows {
  readonly order: Value;
  /** Layers whose cross-attention queries are read out. */
  readonly aligned: ReadonlySet<number>;
}

/** Rows of the 8-bit embedding table, de-quantised in the graph, plus the positional table: (b, s, state). */
function embedTokens({ graph, checkpoint }: LayerContext): Value {
  const { textState, vocabularySize } = checkpoint.dimensions;
  const tokens = graph.input(DECODER_IO.tokens, 'int32', ['texts', 'count']);
  const positions = graph.input(DECODER_IO.positions, 'int32', [1, 'count']);

  const blocks = textState / Q8_0_BLOCK;
  const table = tensorOf(checkpoint, TOKEN_EMBEDDING);
  const values = graph.weight('token_embedding:values', {
    type: 'int8',
    shape: [vocabularySize, blocks, Q8_0_BLOCK],
    read: async () => (await readTensorAsQ8_0(table)).values,
  });
  const scales = graph.weight('token_embedding:scales', {
    type: 'float32',
    shape: [vocabularySize, blocks, 1],
    read: async () => {
      const { values, scales } = await readTensorAsQ8_0(table);
      releaseMemory(values);
      return scales;
    },
  });
  const rows = graph.node('Cast', [graph.node('Gather', [values, tokens])], {
    attributes: { to: { int: 1 } },
  });
  const scaled = graph.node('Mul', [rows, graph.node('Gather', [scales, tokens])]);
  const embedded = graph.node('Reshape', [scaled, graph.int64s([0, 0, textState])]);

  const positionTable = floatWeight(graph, checkpoint, 'decoder.positional_embedding');
  return graph.node('Add', [embedded, graph.node('Gather', [positionTable, positions])]);
}

function decoderBlock(context: LayerContext, rows: TextRows, residual: Residual, layer: number): Residual {
  const { textLayers } = context.checkpoint.dimensions;
  const block = `decoder.blocks.${layer}`;
  const selfAttended = addToResidual(context, residual, {
    product: multiply(context, `${block}.attn.out`, selfAttention(context, rows, residual.normalized, layer)),
    linear: `${block}.attn.out`,
    nextNorm: `${block}.cross_attn_ln`,
  });
  const attention = crossAttention(context, rows, selfAttended.normalized, layer);
  const crossAttended = addToResidual(context, selfAttended, {
    product: multiply(context, `${block}.cross_attn.out`, attention),
    linear: `${block}.cross_attn.out`,
    nextNorm: `${block}.mlp_ln`,
  });
  return addToResidual(context, crossAttended, {
    product: feedForward(context, block, crossAttended),
    linear: `${block}.mlp.2`,
    nextNorm: nextNorm('decoder', layer, textLayers, 'decoder.ln'),
  });
}

/** Causal attention over the past and the new tokens; the grown keys and values become outputs. */
function selfAttention(context: LayerContext, { order }: TextRows, input: Value, layer: number): Value {
  const { graph, checkpoint } = context;
  const { textHeads } = checkpoint.dimensions;
  const attention = `decoder.blocks.${layer}.attn`;
  const past = (name: string) =>
    graph.node('Gather', [graph.input(name, 'float32', ['past_texts', textHeads, 'past', HEAD_SIZE]), order]);
  const [attended, presentKey, presentValue] = graph.nodes(
    'MultiHeadAttention',
    [
      linear(context, `${attention}.query`, input),
      multiply(context, `${attention}.key`, input),
      linear(context, `${attention}.value`, input),
      null,
      null,
      null,
      past(DECODER_IO.pastKey(layer)),
      past(DECODER_IO.pastValue(layer)),
    ],
    ['attended', 'present_key', 'present_value'],
    { domain: 'com.microsoft', attributes: { num_heads: { int: textHeads }, unidirectional: { int: 1 } } },
  );
  if (!attended || !presentKey || !presentValue) throw new RangeError('MultiHeadAttention gave no outputs');
  const presentShape = ['texts', textHeads, 'present', HEAD_SIZE];
  graph.output(DECODER_IO.presentKey(layer), presentKey, 'float32', presentShape);
  graph.output(DECODER_IO.presentValue(layer), presentValue, 'float32', presentShape);
  return attended;
}

/**
 * Attention over the sound. Texts over one window come as one text of all their tokens, so its keys and values need
 * not be repeated for each: no token here sees another.
 */
function crossAttention(context: LayerContext, { aligned }: TextRows, input: Value, layer: number): Value {
  const { graph, checkpoint } = context;
  const { textHeads, textState } = checkpoint.dimensions;
  const cross = (name: string) => graph.input(name, 'float32', ['windows', textHeads, 'context', HEAD_SIZE]);
  const key = cross(ENCODER_IO.crossKey(layer));
  const query = linear(context, `decoder.blocks.${layer}.cross_attn.query`, input);
  if (aligned.has(layer)) {
    graph.output(DECODER_IO.crossQuery(layer), query, 'float32', ['texts', 'count', textState]);
  }
  const windows = graph.node('Shape', [key], { attributes: { start: { int: 0 }, end: { int: 1 } } });
  const byWindow = graph.node('Concat', [windows, graph.int64s([-1, textState])], {
    attributes: { axis: { int: 0 } },
  });
  const attended = graph.node(
    'MultiHeadAttention',
    [graph.node('Reshape', [query, byWindow]), key, cross(ENCODER_IO.crossValue(layer))],
    { domain: 'com.microsoft', attributes: { num_heads: { int: textHeads } } },
  );
  return graph.node('Reshape', [attended, graph.node('Shape', [query])]);
}
