import type { WhisperDimensions } from './dimensions';

/**
 * Every tensor a Whisper checkpoint of these dimensions has, in the order of the computation (encoder, then decoder).
 *
 * @returns shape by name, row-major and slowest first; 245 entries for base
 * @see openai/whisper model.py, whose state dict has these names
 */
export function expectedTensors(dimensions: WhisperDimensions): ReadonlyMap<string, readonly number[]> {
  const { audioState, audioContext, audioLayers, textState, textContext, textLayers } = dimensions;
  const encoder: [string, number[]][] = [
    ['encoder.conv1.weight', [audioState, dimensions.melBands, 3]],
    ['encoder.conv1.bias', [audioState]],
    ['encoder.conv2.weight', [audioState, audioState, 3]],
    ['encoder.conv2.bias', [audioState]],
    ['encoder.positional_embedding', [audioContext, audioState]],
    ...blocks('encoder', audioLayers, audioState, false),
    ...layerNorm('encoder.ln_post', audioState),
  ];
  const decoder: [string, number[]][] = [
    ['decoder.token_embedding.weight', [dimensions.vocabularySize, textState]],
    ['decoder.positional_embedding', [textContext, textState]],
    ...blocks('decoder', textLayers, textState, true),
    ...layerNorm('decoder.ln', textState),
  ];
  return new Map([...encoder, ...decoder]);
}

function blocks(
  side: 'encoder' | 'decoder',
  layers: number,
  state: number,
  hasCrossAttention: boolean,
): [string, number[]][] {
  return Array.from({ length: layers }, (_, layer): [string, number[]][] => {
    const block = `${side}.blocks.${layer}`;
    return [
      ...layerNorm(`${block}.attn_ln`, state),
      ...attention(`${block}.attn`, state),
      ...(hasCrossAttention
        ? [...layerNorm(`${block}.cross_attn_ln`, state), ...attention(`${block}.cross_attn`, state)]
        : []),
      ...layerNorm(`${block}.mlp_ln`, state),
      ...linear(`${block}.mlp.0`, 4 * state, state),
      ...linear(`${block}.mlp.2`, state, 4 * state),
    ];
  }).flat();
}

function attention(name: string, state: number): [string, number[]][] {
  return [
    ...linear(`${name}.query`, state, state),
    // Whisper's key projection has no bias.
    [`${name}.key.weight`, [state, state]],
    ...linear(`${name}.value`, state, state),
    ...linear(`${name}.out`, state, state),
  ];
}

function linear(name: string, outputs: number, inputs: number): [string, number[]][] {
  return [
    [`${name}.weight`, [outputs, inputs]],
    [`${name}.bias`, [outputs]],
  ];
}

function layerNorm(name: string, state: number): [string, number[]][] {
  return [
    [`${name}.weight`, [state]],
    [`${name}.bias`, [state]],
  ];
}
