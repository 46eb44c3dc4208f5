import { alignmentLayers } from '../checkpoint/alignment-heads';
import type { Checkpoint } from '../checkpoint/checkpoint';
import { stackedTensor } from '../checkpoint/stacked-tensor';
import { HEAD_SIZE } from '../checkpoint/dimensions';
import { decoderBlock, embedTokens, TOKEN_EMBEDDING } from './decoder-block';
import type { KeysAndValues } from './decoder-block';
import { DECODER_IO } from './decoder-graph';
import { ENCODER_IO } from './encoder-graph';
import { GraphBuilder, type BuiltGraph, type Value } from './graph-builder';
import type { ActivationType, LayerContext } from './graph-kernels';
import { packedAttentionBias, startResidual } from './layers';
import { WEBGPU_KERNELS } from './webgpu-kernels';
import { activationWeight, cast, tensorOf } from './weights';

/** What the graph for WebGPU is given besides what DECODER_IO names. */
export const WEBGPU_DECODER_IO = {
  lastPast: 'last_past',
  length: 'length',
} as const;

/**
 * The decoder for WebGPU: one step, with keys and values in buffers of the full text context, to which each call writes
 * in place. Any number of tokens of one text, or one token of several (onnxruntime 1.30 refuses more after a past).
 *
 * Inputs: tokens int32 (b, s) and their positions int32 (1, s); `wanted` int32 (k); `last_past`
 * int32 (b), the index of the last key that counts; `length` int32 (1), of past and tokens together; per layer past key
 * and value (b, heads, textContext, 64) and cross key and value (w, heads, c, 64), as the activations.
 * Outputs: logits f32 (b, k, vocabulary), from which tokens are chosen outside (`gpu-token-chooser`); queries of the
 * alignment layers (b, s, state), as the activations; present keys and values, as the past.
 */
export function buildWebgpuDecoderGraph(checkpoint: Checkpoint, activations: ActivationType): BuiltGraph {
  const graph = new GraphBuilder('webgpu_decoder');
  const { textLayers, textState, vocabularySize } = checkpoint.dimensions;
  const context = { graph, checkpoint, kernels: WEBGPU_KERNELS[activations] };
  const tokens = graph.input(DECODER_IO.tokens, 'int32', ['texts', 'count']);
  const positions = graph.input(DECODER_IO.positions, 'int32', [1, 'count']);
  const attention = new StaticAttention(context);
  const aligned = alignmentLayers(checkpoint.dimensions);

  let residual = startResidual(context, embedTokens(context, tokens, positions), 'decoder.blocks.0.attn_ln');
  for (let layer = 0; layer < textLayers; layer++) {
    const attend = (input: Value, name: string) => attention.attend(input, name, layer);
    const block = decoderBlock(context, { attend, cross: crossInputs(context, layer) }, residual, layer);
    residual = block.residual;
    if (aligned.has(layer)) {
      const shape = ['texts', 'count', textState];
      graph.output(DECODER_IO.crossQuery(layer), block.crossQuery, activations, shape);
    }
  }

  const wanted = graph.input(DECODER_IO.wanted, 'int32', ['wanted']);
  const rows = graph.node('Gather', [residual.normalized, wanted], { attributes: { axis: { int: 1 } } });
  // In f32 at no cost: what takes time here is to read the table.
  const exactRows = cast(graph, rows, activations, 'float32');
  const logits = WEBGPU_KERNELS.float32.linear(graph, exactRows, tensorOf(checkpoint, TOKEN_EMBEDDING));
  graph.output(DECODER_IO.logits, logits, 'float32', ['texts', 'wanted', vocabularySize]);
  return graph.build();
}

/**
 * GroupQueryAttention with as many key heads as query heads: the only one here that writes its past in place. Query, key
 * and value come from one matrix, in one product.
 */
class StaticAttention {
  readonly #lastPast: Value;
  readonly #length: Value;

  constructor(private readonly context: LayerContext) {
    const { graph } = context;
    this.#lastPast = graph.input(WEBGPU_DECODER_IO.lastPast, 'int32', ['texts']);
    this.#length = graph.input(WEBGPU_DECODER_IO.length, 'int32', [1]);
  }

  attend(input: Value, attention: string, layer: number) {
    const { graph, checkpoint, kernels } = this.context;
    const { textHeads, textContext } = checkpoint.dimensions;
    const shape = ['texts', textHeads, textContext, HEAD_SIZE];
    const { activations } = kernels;
    const past = (name: string) => graph.input(name, activations, shape);
    const [attended, presentKey, presentValue] = graph.nodes(
      'GroupQueryAttention',
      [
        this.#project(input, attention),
        null,
        null,
        past(DECODER_IO.pastKey(layer)),
        past(DECODER_IO.pastValue(layer)),
        this.#lastPast,
        this.#length,
        this.#noRotation(1, 'cosines'),
        this.#noRotation(0, 'sines'),
      ],
      ['attended', 'present_key', 'present_value'],
      {
        domain: 'com.microsoft',
        attributes: {
          num_heads: { int: textHeads },
          kv_num_heads: { int: textHeads },
          do_rotary: { int: 1 },
        },
      },
    );
    if (!attended || !presentKey || !presentValue)
      throw new RangeError('GroupQueryAttention gave no outputs');
    graph.output(DECODER_IO.presentKey(layer), presentKey, activations, shape);
    graph.output(DECODER_IO.presentValue(layer), presentValue, activations, shape);
    return { attended, present: { key: presentKey, value: presentValue } };
  }

  /** By an angle of 0: with a rotation onnxruntime parts the product and writes keys and values in one dispatch (1.30). */
  #noRotation(value: 0 | 1, name: string): Value {
    const { graph, checkpoint, kernels } = this.context;
    const { textContext } = checkpoint.dimensions;
    const shape = [textContext, HEAD_SIZE / 2];
    const read = () => Promise.resolve(new Float32Array((textContext * HEAD_SIZE) / 2).fill(value));
    return graph.weight(`rotation_${name}`, activationWeight(kernels.activations, shape, read));
  }

  /** (b, s, 3 state). */
  #project(input: Value, attention: string): Value {
    const { graph, checkpoint, kernels } = this.context;
    const parts = ['query', 'key', 'value'].map((part) =>
      tensorOf(checkpoint, `${attention}.${part}.weight`),
    );
    const stacked = stackedTensor(`${attention}.packed.weight`, parts);
    return kernels.linear(graph, input, stacked, packedAttentionBias(this.context, attention));
  }
}

function crossInputs({ graph, checkpoint, kernels }: LayerContext, layer: number): KeysAndValues {
  const shape = ['windows', checkpoint.dimensions.textHeads, 'context', HEAD_SIZE];
  return {
    key: graph.input(ENCODER_IO.crossKey(layer), kernels.activations, shape),
    value: graph.input(ENCODER_IO.crossValue(layer), kernels.activations, shape),
  };
}
