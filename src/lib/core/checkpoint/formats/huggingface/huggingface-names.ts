/** Modules outside the layers, by side. */
const WHOLE_MODEL_NAMES: ReadonlyMap<string, string> = new Map([
  ['encoder.conv1', 'encoder.conv1'],
  ['encoder.conv2', 'encoder.conv2'],
  ['encoder.layer_norm', 'encoder.ln_post'],
  ['decoder.layer_norm', 'decoder.ln'],
  ['decoder.embed_tokens', 'decoder.token_embedding'],
]);

/** Modules of a layer, on both sides. */
const LAYER_NAMES: ReadonlyMap<string, string> = new Map([
  ['self_attn_layer_norm', 'attn_ln'],
  ['encoder_attn_layer_norm', 'cross_attn_ln'],
  ['final_layer_norm', 'mlp_ln'],
  ['fc1', 'mlp.0'],
  ['fc2', 'mlp.2'],
]);

const ATTENTIONS: ReadonlyMap<string, string> = new Map([
  ['self_attn', 'attn'],
  ['encoder_attn', 'cross_attn'],
]);

const PROJECTIONS: ReadonlyMap<string, string> = new Map([
  ['q_proj', 'query'],
  ['k_proj', 'key'],
  ['v_proj', 'value'],
  ['out_proj', 'out'],
]);

// Converters other than Hugging Face's keep openai's names in safetensors files.
const OPENAI_NAME =
  /^(?:encoder|decoder)\.(?:blocks\.\d+\.(?:attn|cross_attn|mlp)|conv[12]\.|ln_post\.|ln\.|positional_embedding$|token_embedding\.)/;

/**
 * What openai/whisper calls a tensor of Hugging Face's Whisper: "model.encoder.layers.0.self_attn.q_proj.weight" is
 * "encoder.blocks.0.attn.query.weight". The values are the same, neither turned nor scaled.
 *
 * @param name with or without the leading "model."
 * @returns undefined for a tensor that Whisper does not have
 * @see huggingface/transformers, convert_openai_to_hf.py of Whisper
 */
export function openaiName(name: string): string | undefined {
  const bare = name.startsWith('model.') ? name.slice('model.'.length) : name;
  if (OPENAI_NAME.test(bare)) return bare;
  const positions = /^(encoder|decoder)\.embed_positions\.weight$/.exec(bare);
  if (positions) return `${positions[1]}.positional_embedding`;
  const [, module = '', kind] = /^(.+)\.(weight|bias)$/.exec(bare) ?? [];
  const wholeModelName = WHOLE_MODEL_NAMES.get(module);
  if (wholeModelName !== undefined) return `${wholeModelName}.${kind}`;
  const [, side, layer, part = ''] = /^(encoder|decoder)\.layers\.(\d{1,4})\.(.+)$/.exec(module) ?? [];
  const inLayer = LAYER_NAMES.get(part) ?? attentionName(part);
  return inLayer === undefined ? undefined : `${side}.blocks.${Number(layer)}.${inLayer}.${kind}`;
}

function attentionName(part: string): string | undefined {
  const [attention = '', projection = '', ...more] = part.split('.');
  const to = [ATTENTIONS.get(attention), PROJECTIONS.get(projection)];
  return to.includes(undefined) || more.length > 0 ? undefined : to.join('.');
}
