import { readTensorAsQ8_0 } from '../checkpoint/tensor-values';
import { releaseMemory } from '../release-memory';
import type { Value } from './graph-builder';
import { addToResidual, feedForward, linear, multiply, nextNorm } from './layers';
import type { LayerContext, Residual } from './layers';
import { floatWeight, tensorOf } from './weights';

export const TOKEN_EMBEDDING = 'decoder.token_embedding.weight';
const Q8_0_BLOCK = 32;

/** Keys and values of one layer: (any, heads, length, 64). */
export interface KeysAndValues {
  readonly key: Value;
  readonly value: Value;
}

/** What one layer attends to. */
export interface LayerMemory {
  /** Of the tokens so far. */
  readonly past: KeysAndValues;
  /** Of the sound. */
  readonly cross: KeysAndValues;
}

/** What comes out of a block besides the stream. */
export interface DecoderBlock {
  readonly residual: Residual;
  /** Of the tokens so far and the new ones. */
  readonly present: KeysAndValues;
  /** Queries of the cross-attention (b, s, state), unscaled. */
  readonly crossQuery: Value;
}

/**
 * Rows of the 8-bit embedding table, de-quantised in the graph, plus the positional table: (b, s, state).
 *
 * @param tokens (b, s)
 * @param positions (1, s)
 */
export function embedTokens({ graph, checkpoint }: LayerContext, tokens: Value, positions: Value): Value {
  const { textState, vocabularySize } = checkpoint.dimensions;

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

/** Layer `layer` of the decoder over b texts of s tokens. */
export function decoderBlock(
  context: LayerContext,
  memory: LayerMemory,
  residual: Residual,
  layer: number,
): DecoderBlock {
  const { textLayers } = context.checkpoint.dimensions;
  const block = `decoder.blocks.${layer}`;
  const self = selfAttention(context, `${block}.attn`, residual.normalized, memory.past);
  const selfAttended = addToResidual(context, residual, {
    product: multiply(context, `${block}.attn.out`, self.attended),
    linear: `${block}.attn.out`,
    nextNorm: `${block}.cross_attn_ln`,
  });
  const crossQuery = linear(context, `${block}.cross_attn.query`, selfAttended.normalized);
  const crossAttended = addToResidual(context, selfAttended, {
    product: multiply(context, `${block}.cross_attn.out`, crossAttention(context, crossQuery, memory.cross)),
    linear: `${block}.cross_attn.out`,
    nextNorm: `${block}.mlp_ln`,
  });
  const fed = addToResidual(context, crossAttended, {
    product: feedForward(context, block, crossAttended),
    linear: `${block}.mlp.2`,
    nextNorm: nextNorm('decoder', layer, textLayers, 'decoder.ln'),
  });
  return { residual: fed, present: self.present, crossQuery };
}

/** Causal attention over the past and the new tokens. */
function selfAttention(context: LayerContext, attention: string, input: Value, past: KeysAndValues) {
  const { graph, checkpoint } = context;
  const { textHeads } = checkpoint.dimensions;
  const [attended, key, value] = graph.nodes(
    'MultiHeadAttention',
    [
      linear(context, `${attention}.query`, input),
      multiply(context, `${attention}.key`, input),
      linear(context, `${attention}.value`, input),
      null,
      null,
      null,
      past.key,
      past.value,
    ],
    ['attended', 'present_key', 'present_value'],
    { domain: 'com.microsoft', attributes: { num_heads: { int: textHeads }, unidirectional: { int: 1 } } },
  );
  if (!attended || !key || !value) throw new RangeError('MultiHeadAttention gave no outputs');
  return { attended, present: { key, value } };
}

/**
 * Attention over the sound. Texts over one window come as one text of all their tokens, so its keys and values need
 * not be repeated for each: no token here sees another.
 */
function crossAttention(
  { graph, checkpoint }: LayerContext,
  query: Value,
  { key, value }: KeysAndValues,
): Value {
  const { textHeads, textState } = checkpoint.dimensions;
  const windows = graph.node('Shape', [key], { attributes: { start: { int: 0 }, end: { int: 1 } } });
  const byWindow = graph.node('Concat', [windows, graph.int64s([-1, textState])], {
    attributes: { axis: { int: 0 } },
  });
  const attended = graph.node('MultiHeadAttention', [graph.node('Reshape', [query, byWindow]), key, value], {
    domain: 'com.microsoft',
    attributes: { num_heads: { int: textHeads } },
  });
  return graph.node('Reshape', [attended, graph.node('Shape', [query])]);
}
