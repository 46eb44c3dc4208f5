import { alignmentLayers } from '../alignment/alignment-heads';
import type { Checkpoint } from '../checkpoint/checkpoint';
import { HEAD_SIZE } from '../whisper/dimensions';
import { decoderBlock, embedTokens, TOKEN_EMBEDDING } from './decoder-block';
import type { AttentionInputs, KeysAndValues } from './decoder-block';
import { DECODER_IO } from './decoder-graph';
import { ENCODER_IO } from './encoder-graph';
import { GraphBuilder, type BuiltGraph, type Value } from './graph-builder';
import type { GraphKernels } from './graph-kernels';
import { startResidual } from './layers';
import { tensorOf } from './weights';

/** What the graph for WebGPU is given besides what DECODER_IO names. */
export const WEBGPU_DECODER_IO = {
  lastPast: 'last_past',
  length: 'length',
  bestLogits: 'best_logits',
} as const;

/** As many as a search with four hypotheses asks for, and to spare. */
export const WEBGPU_BEST_COUNT = 8;

/**
 * The decoder for WebGPU: one turn, with keys and values in buffers of the full text context, to which each call writes
 * in place. Any number of tokens of one text, or one token of several (onnxruntime 1.30 refuses more behind a past).
 *
 * Inputs: tokens int32 (b, s) and their positions int32 (1, s); `wanted` int32 (k); `mask` (vocabulary); `last_past`
 * int32 (b), the index of the last key that counts; `length` int32 (1), of past and tokens together; per layer past key
 * and value (b, heads, textContext, 64) and cross key and value (w, heads, c, 64).
 * Outputs: logits (b, k, vocabulary), the logarithm of the sum of their exponentials (b, k, 1), the best tokens int64
 * (b, k, 8) and their logits; queries of the alignment layers (b, s, state); present keys and values, as the past.
 */
export function buildWebgpuDecoderGraph(checkpoint: Checkpoint, kernels: GraphKernels): BuiltGraph {
  const graph = new GraphBuilder('webgpu_decoder');
  const { textLayers, textState, vocabularySize } = checkpoint.dimensions;
  const context = { graph, checkpoint, kernels };
  const tokens = graph.input(DECODER_IO.tokens, 'int32', ['texts', 'count']);
  const positions = graph.input(DECODER_IO.positions, 'int32', [1, 'count']);
  const attention = new StaticAttention(graph, checkpoint);
  const aligned = alignmentLayers(checkpoint.dimensions);

  let residual = startResidual(context, embedTokens(context, tokens, positions), 'decoder.blocks.0.attn_ln');
  for (let layer = 0; layer < textLayers; layer++) {
    const attend = (inputs: AttentionInputs) => attention.attend(inputs, layer);
    const block = decoderBlock(
      context,
      { attend, cross: crossInputs(graph, checkpoint, layer) },
      residual,
      layer,
    );
    residual = block.residual;
    if (aligned.has(layer)) {
      graph.output(DECODER_IO.crossQuery(layer), block.crossQuery, 'float32', ['texts', 'count', textState]);
    }
  }

  const wanted = graph.input(DECODER_IO.wanted, 'int32', ['wanted']);
  const rows = graph.node('Gather', [residual.normalized, wanted], { attributes: { axis: { int: 1 } } });
  const product = kernels.linear(graph, rows, tensorOf(checkpoint, TOKEN_EMBEDDING));
  const logits = graph.node('Add', [product, graph.input(DECODER_IO.mask, 'float32', [vocabularySize])]);
  const logSums = graph.node('ReduceLogSumExp', [logits, graph.int64s([-1])]);
  const best = graph.nodes('TopK', [logits, graph.int64s([WEBGPU_BEST_COUNT])], ['values', 'tokens']);
  const [bestLogits, bestTokens] = best;
  if (!bestLogits || !bestTokens) throw new RangeError('TopK gave no outputs');
  graph.output(DECODER_IO.logits, logits, 'float32', ['texts', 'wanted', vocabularySize]);
  graph.output(DECODER_IO.logSums, logSums, 'float32', ['texts', 'wanted', 1]);
  graph.output(WEBGPU_DECODER_IO.bestLogits, bestLogits, 'float32', ['texts', 'wanted', WEBGPU_BEST_COUNT]);
  graph.output(DECODER_IO.bestTokens, bestTokens, 'int64', ['texts', 'wanted', WEBGPU_BEST_COUNT]);
  return graph.build();
}

/** GroupQueryAttention with as many key heads as query heads: the only one here that writes its past in place. */
class StaticAttention {
  readonly #lastPast: Value;
  readonly #length: Value;

  constructor(
    private readonly graph: GraphBuilder,
    private readonly checkpoint: Checkpoint,
  ) {
    this.#lastPast = graph.input(WEBGPU_DECODER_IO.lastPast, 'int32', ['texts']);
    this.#length = graph.input(WEBGPU_DECODER_IO.length, 'int32', [1]);
  }

  attend({ query, key, value }: AttentionInputs, layer: number) {
    const { graph } = this;
    const { textHeads, textContext } = this.checkpoint.dimensions;
    const shape = ['texts', textHeads, textContext, HEAD_SIZE];
    const past = (name: string) => graph.input(name, 'float32', shape);
    const [attended, presentKey, presentValue] = graph.nodes(
      'GroupQueryAttention',
      [
        query,
        key,
        value,
        past(DECODER_IO.pastKey(layer)),
        past(DECODER_IO.pastValue(layer)),
        this.#lastPast,
        this.#length,
      ],
      ['attended', 'present_key', 'present_value'],
      {
        domain: 'com.microsoft',
        attributes: {
          num_heads: { int: textHeads },
          kv_num_heads: { int: textHeads },
          do_rotary: { int: 0 },
        },
      },
    );
    if (!attended || !presentKey || !presentValue)
      throw new RangeError('GroupQueryAttention gave no outputs');
    graph.output(DECODER_IO.presentKey(layer), presentKey, 'float32', shape);
    graph.output(DECODER_IO.presentValue(layer), presentValue, 'float32', shape);
    return { attended, present: { key: presentKey, value: presentValue } };
  }
}

function crossInputs(graph: GraphBuilder, { dimensions }: Checkpoint, layer: number): KeysAndValues {
  const shape = ['windows', dimensions.textHeads, 'context', HEAD_SIZE];
  return {
    key: graph.input(ENCODER_IO.crossKey(layer), 'float32', shape),
    value: graph.input(ENCODER_IO.crossValue(layer), 'float32', shape),
  };
}
