import type { Checkpoint } from '../checkpoint/checkpoint';
import { alignmentLayers } from '../checkpoint/alignment-heads';
import { HEAD_SIZE } from '../checkpoint/dimensions';
import { attentionInputs, decoderBlock, embedTokens, TOKEN_EMBEDDING } from './decoder-block';
import type { AttentionInputs, KeysAndValues } from './decoder-block';
import { ENCODER_IO } from './encoder-graph';
import { GraphBuilder } from './graph-builder';
import type { BuiltGraph, LoopStep, Port, Value } from './graph-builder';
import type { GraphKernels } from './graph-kernels';
import { startResidual } from './layers';
import { ELEMENT_TYPES, type Dimension, type ElementType } from './onnx-writer';
import { tensorOf } from './weights';

/** Names of the decoder graph's inputs and outputs, besides the cross-attention of ENCODER_IO. */
export const DECODER_IO = {
  steps: 'steps',
  tokens: 'tokens',
  positions: 'positions',
  wanted: 'wanted',
  order: 'order',
  mask: 'mask',
  bestCount: 'best_count',
  endOfText: 'end_of_text',
  logits: 'logits',
  logSums: 'log_sums',
  bestTokens: 'best_tokens',
  bestLogProbabilities: 'best_log_probabilities',
  pastKey: (layer: number) => `past_key_${layer}`,
  pastValue: (layer: number) => `past_value_${layer}`,
  presentKey: (layer: number) => `present_key_${layer}`,
  presentValue: (layer: number) => `present_value_${layer}`,
  crossQuery: (layer: number) => `cross_query_${layer}`,
} as const;

/**
 * The decoder, in a loop that feeds to each step the token that was most probable in the step before, until that is the
 * end of the text: the keys and values of the sound, tens of megabytes, go in once for many tokens. One step takes any
 * number of tokens after any past, so prefill, step and verification of a draft are the same graph; more than one
 * takes one token. Several texts (b) go side by side, over one window (w = 1) or each over its own (w = b).
 *
 * Inputs: `steps` int64 (), at most; tokens int32 (b, s) and their positions int32 (1, s); `wanted` int32 (k), which of
 * the s tokens' logits are wanted; `order` int32 (b), which row of the past each text continues from; `mask`
 * (vocabulary), added to the logits; `best_count` int64 (1); `end_of_text` int32 (); per layer past key and value
 * (any, heads, p, 64) and cross key and value (w, heads, c, 64).
 *
 * Outputs, of all steps (t): the logarithm of the sum of the logits' exponentials (t, b, k, 1); the best tokens (t, b, k, best_count), int64, and their log-probabilities; per layer with alignment heads the
 * queries of its cross-attention (t, b, s, state), unscaled. Of the last step: logits
 * (b, k, vocabulary); per layer present key and value
 * (b, heads, p + s, 64).
 */
export function buildDecoderGraph(checkpoint: Checkpoint, kernels: GraphKernels): BuiltGraph {
  const graph = new GraphBuilder('decoder');
  const steps = graph.input(DECODER_IO.steps, 'int64', []);
  const fed = fedTokens(graph);
  const past = pastKeysAndValues(graph, checkpoint);
  const fixed = {
    checkpoint,
    kernels,
    cross: crossKeysAndValues(graph, checkpoint),
    mask: graph.input(DECODER_IO.mask, 'float32', [checkpoint.dimensions.vocabularySize]),
    bestCount: graph.input(DECODER_IO.bestCount, 'int64', [1]),
    endOfText: asInt64(graph, graph.input(DECODER_IO.endOfText, 'int32', [])),
  };
  // Logits are wanted of one step only: state, which each step replaces, takes less memory than what every step leaves.
  const noLogits = graph.node('Unsqueeze', [fixed.mask, graph.int64s([0, 1])]);
  const logits = floatPort(DECODER_IO.logits, noLogits, checkpoint.dimensions.vocabularySize);
  const { state, leaves } = graph.loop(steps, [...fed, logits, ...past], (step, values) =>
    decode(step, values, fixed),
  );
  for (const { name, value, type, shape } of [...state.slice(fed.length), ...leaves]) {
    graph.output(name, value, type, shape);
  }
  return graph.build();
}

/** What is the same in all steps. */
interface FixedInputs {
  readonly checkpoint: Checkpoint;
  readonly kernels: GraphKernels;
  /** For each layer the key, then the value. */
  readonly cross: readonly Value[];
  readonly mask: Value;
  readonly bestCount: Value;
  readonly endOfText: Value;
}

/** One step: the blocks, what they say of the wanted tokens, and what is fed next. */
function decode(step: GraphBuilder, state: readonly Value[], fixed: FixedInputs): LoopStep {
  const { checkpoint, kernels, cross, mask, bestCount, endOfText } = fixed;
  const { textLayers, textHeads, textState } = checkpoint.dimensions;
  const context = { graph: step, checkpoint, kernels };
  const [tokens, positions, wanted, , ...past] = state;
  if (!tokens || !positions || !wanted) throw new RangeError('a step is fed tokens');

  const present: Value[] = [];
  const aligned = alignmentLayers(checkpoint.dimensions);
  const leaves: Port[] = [];
  let residual = startResidual(context, embedTokens(context, tokens, positions), 'decoder.blocks.0.attn_ln');
  for (let layer = 0; layer < textLayers; layer++) {
    const own = keysAndValuesOf(past, layer);
    const attend = (input: Value, attention: string) =>
      growingAttention(step, attentionInputs(context, input, attention), own, textHeads);
    const memory = { attend, cross: keysAndValuesOf(cross, layer) };
    const block = decoderBlock(context, memory, residual, layer);
    residual = block.residual;
    present.push(block.present.key, block.present.value);
    if (aligned.has(layer)) {
      const shape = ['texts', 'count', textState];
      leaves.push({ name: DECODER_IO.crossQuery(layer), value: block.crossQuery, type: 'float32', shape });
    }
  }

  const wantedRows = step.node('Gather', [residual.normalized, wanted], AXIS_1);
  const product = kernels.linear(step, wantedRows, tensorOf(checkpoint, TOKEN_EMBEDDING));
  const logits = step.node('Add', [product, mask]);
  // Twice as fast as ReduceLogSumExp (onnxruntime 1.30), and the best come with it.
  const logProbabilities = step.node('LogSoftmax', [logits]);
  const largest = (values: Value) => step.node('ReduceMax', [values, step.int64s([-1])]);
  const logSums = step.node('Sub', [largest(logits), largest(logProbabilities)]);
  const [best, bestTokens] = step.nodes('TopK', [logProbabilities, bestCount], ['values', 'tokens']);
  if (!best || !bestTokens) throw new RangeError('TopK gave no outputs');
  leaves.push(
    floatPort(DECODER_IO.logSums, logSums, 1),
    floatPort(DECODER_IO.bestLogProbabilities, best, 'best'),
    { ...floatPort(DECODER_IO.bestTokens, bestTokens, 'best'), type: 'int64' },
  );
  const next = nextTokens(step, bestTokens, positions);
  return { goesOn: anyOther(step, next[0], endOfText), state: [...next, logits, ...present], leaves };
}

/** Something of each wanted token of each text. */
function floatPort(name: string, value: Value, size: Dimension): Port {
  return { name, value, type: 'float32', shape: ['texts', 'wanted', size] };
}

/** Attention whose keys and values grow by concatenation. */
function growingAttention(
  graph: GraphBuilder,
  { query, key, value }: AttentionInputs,
  past: KeysAndValues,
  heads: number,
) {
  const [attended, presentKey, presentValue] = graph.nodes(
    'MultiHeadAttention',
    [query, key, value, null, null, null, past.key, past.value],
    ['attended', 'present_key', 'present_value'],
    { domain: 'com.microsoft', attributes: { num_heads: { int: heads }, unidirectional: { int: 1 } } },
  );
  if (!attended || !presentKey || !presentValue) throw new RangeError('MultiHeadAttention gave no outputs');
  return { attended, present: { key: presentKey, value: presentValue } };
}

const AXIS_1 = { attributes: { axis: { int: 1 } } } as const;

/** Tokens, positions, and which are wanted. */
function fedTokens(graph: GraphBuilder): Port[] {
  const fed = (name: string, shape: readonly Dimension[]): Port => ({
    name,
    value: asInt64(graph, graph.input(name, 'int32', shape)),
    type: 'int64',
    shape,
  });
  return [
    fed(DECODER_IO.tokens, ['texts', 'count']),
    fed(DECODER_IO.positions, [1, 'count']),
    fed(DECODER_IO.wanted, ['wanted']),
  ];
}

/** The same for the next step: the best token after the last one, at the next position, wanted. */
function nextTokens(step: GraphBuilder, bestTokens: Value, positions: Value): readonly [Value, Value, Value] {
  const last = step.int64s([-1]);
  const behindLast = step.node('Gather', [bestTokens, last], AXIS_1);
  const best = step.node('Gather', [behindLast, step.int64s([0])], { attributes: { axis: { int: 2 } } });
  const tokens = step.node('Reshape', [best, step.int64s([-1, 1])]);
  const position = step.node('Add', [step.node('Gather', [positions, last], AXIS_1), step.int64s([1])]);
  return [tokens, position, step.node('Identity', [step.int64s([0])])];
}

/** bool (): whether any of `tokens` is another than `token`. */
function anyOther(step: GraphBuilder, tokens: Value, token: Value): Value {
  const cast = (value: Value, type: ElementType) =>
    step.node('Cast', [value], { attributes: { to: { int: ELEMENT_TYPES[type] } } });
  const same = cast(step.node('Equal', [tokens, token]), 'int32');
  const allSame = step.node('ReduceMin', [same], { attributes: { keepdims: { int: 0 } } });
  return step.node('Not', [cast(allSame, 'bool')]);
}

/** The past of each layer, key, then value, in the order of the texts. */
function pastKeysAndValues(graph: GraphBuilder, { dimensions }: Checkpoint): Port[] {
  const { textLayers, textHeads } = dimensions;
  const order = graph.input(DECODER_IO.order, 'int32', ['texts']);
  const grown = (past: string, present: string): Port => {
    const input = graph.input(past, 'float32', ['past_texts', textHeads, 'past', HEAD_SIZE]);
    const value = graph.node('Gather', [input, order]);
    return { name: present, value, type: 'float32', shape: ['texts', textHeads, 'length', HEAD_SIZE] };
  };
  return Array.from({ length: textLayers }, (_, layer) => [
    grown(DECODER_IO.pastKey(layer), DECODER_IO.presentKey(layer)),
    grown(DECODER_IO.pastValue(layer), DECODER_IO.presentValue(layer)),
  ]).flat();
}

function crossKeysAndValues(graph: GraphBuilder, { dimensions }: Checkpoint): Value[] {
  const shape = ['windows', dimensions.textHeads, 'context', HEAD_SIZE];
  return Array.from({ length: dimensions.textLayers }, (_, layer) => [
    graph.input(ENCODER_IO.crossKey(layer), 'float32', shape),
    graph.input(ENCODER_IO.crossValue(layer), 'float32', shape),
  ]).flat();
}

function keysAndValuesOf(values: readonly Value[], layer: number): KeysAndValues {
  const [key, value] = values.slice(2 * layer);
  if (!key || !value) throw new RangeError(`layer ${layer} has no keys and values`);
  return { key, value };
}

function asInt64(graph: GraphBuilder, value: Value): Value {
  return graph.node('Cast', [value], { attributes: { to: { int: ELEMENT_TYPES.int64 } } });
}
