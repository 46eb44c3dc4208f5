import { readTensorAsFloat32 } from '../checkpoint/tensor-values';
import type { Value } from './graph-builder';
import type { LayerContext } from './graph-kernels';
import { activationWeight, floatWeight, tensorOf } from './weights';

const LAYER_NORM_EPSILON = 1e-5;

/** The residual stream and its normalised form, which the next block reads. Both [1, rows, state]. */
export interface Residual {
  readonly sum: Value;
  readonly normalized: Value;
}

/** x · Wᵀ of `${name}.weight`, without its bias. */
export function multiply({ graph, checkpoint, kernels }: LayerContext, name: string, input: Value): Value {
  return kernels.linear(graph, input, tensorOf(checkpoint, `${name}.weight`));
}

/** x · Wᵀ + b. */
export function linear(context: LayerContext, name: string, input: Value): Value {
  const { graph, checkpoint, kernels } = context;
  return kernels.linear(graph, input, tensorOf(checkpoint, `${name}.weight`), bias(context, name));
}

export function bias(context: LayerContext, name: string): Value {
  return floatWeight(context, `${name}.bias`);
}

/** Biases of query, key (Whisper has none: zeros) and value in one vector. */
export function packedAttentionBias({ graph, checkpoint, kernels }: LayerContext, attention: string): Value {
  const query = tensorOf(checkpoint, `${attention}.query.bias`);
  const [state = 0] = query.shape;
  const read = async () => {
    const packed = new Float32Array(3 * state);
    packed.set(await readTensorAsFloat32(query), 0);
    packed.set(await readTensorAsFloat32(tensorOf(checkpoint, `${attention}.value.bias`)), 2 * state);
    return packed;
  };
  return graph.weight(`${attention}.packed_bias`, activationWeight(kernels.activations, [3 * state], read));
}

/** Starts the residual stream with `input`. */
export function startResidual(context: LayerContext, input: Value, norm: string): Residual {
  const { graph } = context;
  const scale = floatWeight(context, `${norm}.weight`);
  const normalized = graph.node('LayerNormalization', [input, scale, bias(context, norm)], {
    attributes: { axis: { int: -1 }, epsilon: { float: LAYER_NORM_EPSILON } },
  });
  return { sum: input, normalized };
}

/** Adds a block's `product` and the bias of its last linear layer to the stream, and normalises for the next. */
export function addToResidual(
  context: LayerContext,
  residual: Residual,
  block: { readonly product: Value; readonly linear: string; readonly nextNorm: string },
): Residual {
  return normalizedSum(context, block.product, residual.sum, block.nextNorm, bias(context, block.linear));
}

/** The sum of two values, and of `offset` (state) if there is one, normalised by `norm`. */
export function normalizedSum(
  context: LayerContext,
  first: Value,
  second: Value,
  norm: string,
  ...offset: readonly Value[]
): Residual {
  const { graph } = context;
  const scale = floatWeight(context, `${norm}.weight`);
  const [normalized, , , sum] = graph.nodes(
    'SkipLayerNormalization',
    [first, second, scale, bias(context, norm), ...offset],
    ['normalized', '', '', 'sum'],
    { domain: 'com.microsoft', attributes: { epsilon: { float: LAYER_NORM_EPSILON } } },
  );
  if (!normalized || !sum) throw new RangeError('SkipLayerNormalization gave no outputs');
  return { sum, normalized };
}

/** The two linear layers with GELU between them; the bias of the second is left to `addToResidual`. */
export function feedForward(context: LayerContext, block: string, residual: Residual): Value {
  const hidden = multiply(context, `${block}.mlp.0`, residual.normalized);
  const activated = context.graph.node('BiasGelu', [hidden, bias(context, `${block}.mlp.0`)], {
    domain: 'com.microsoft',
  });
  return multiply(context, `${block}.mlp.2`, activated);
}

/** Where the stream is normalised after block `index`: before the next block, or at the end. */
export function nextNorm(part: string, index: number, layers: number, final: string): string {
  return index + 1 < layers ? `${part}.blocks.${index + 1}.attn_ln` : final;
}
