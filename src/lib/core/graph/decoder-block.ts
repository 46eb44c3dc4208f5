import type { Value } from './graph-builder';
import { addToResidual, feedForward, linear, multiply, nextNorm } from './layers';
import type { LayerContext } from './graph-kernels';
import type { Residual } from './layers';
import { floatWeight, tensorOf } from './weights';

export const TOKEN_EMBEDDING = 'decoder.token_embedding.weight';

/** Keys and values of one layer: (any, heads, length, 64). */
export interface KeysAndValues {
  readonly key: Value;
  readonly value: Value;
}

/** Query, key and value of the new tokens, (b, s, state) each, with their biases. */
export interface AttentionInputs extends KeysAndValues {
  readonly query: Value;
}

/** What one layer attends to. */
export interface LayerMemory {
  /**
   * Causal attention over the tokens so far and the new ones: what comes of it, and the grown keys and values.
   *
   * @param input (b, s, state)
   * @param attention name of the block's attention in the checkpoint
   */
  readonly attend: (
    input: Value,
    attention: string,
  ) => { readonly attended: Value; readonly present: KeysAndValues };
  /** Keys and values of the sound. */
  readonly cross: KeysAndValues;
}

/** What comes out of a block besides the stream. */
export interface DecoderBlock {
  readonly residual: Residual;
  /** Keys and values of the tokens so far and the new ones. */
  readonly present: KeysAndValues;
  /** Queries of the cross-attention (b, s, state), unscaled. */
  readonly crossQuery: Value;
}

/**
 * Rows of the embedding table, at its 8-bit value, plus the positional table: (b, s, state).
 *
 * @param tokens (b, s)
 * @param positions (1, s)
 */
export function embedTokens(context: LayerContext, tokens: Value, positions: Value): Value {
  const { graph, checkpoint, kernels } = context;
  const embedded = kernels.embed(graph, tokens, tensorOf(checkpoint, TOKEN_EMBEDDING));
  const positionTable = floatWeight(context, 'decoder.positional_embedding');
  return graph.node('Add', [embedded, graph.node('Gather', [positionTable, positions])]);
}

/** Query, key and value of the new tokens, each from its own matrix. */
export function attentionInputs(context: LayerContext, input: Value, attention: string): AttentionInputs {
  return {
    query: linear(context, `${attention}.query`, input),
    key: multiply(context, `${attention}.key`, input),
    value: linear(context, `${attention}.value`, input),
  };
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
  const self = memory.attend(residual.normalized, `${block}.attn`);
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
