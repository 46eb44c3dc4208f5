/** Where a tensor lies in CTranslate2's Whisper: whole, or some rows of a fused linear layer. */
interface CTranslate2Source {
  readonly variable: string;
  /** Which of the equal parts along the first axis, and of how many. */
  readonly part: number;
  readonly partCount: number;
}

const WHOLE_MODEL_NAMES: ReadonlyMap<string, string> = new Map([
  ['encoder.positional_embedding', 'encoder/position_encodings/encodings'],
  ['decoder.positional_embedding', 'decoder/position_encodings/encodings'],
  ['decoder.token_embedding.weight', 'decoder/embeddings/weight'],
]);

const LAYER_NORMS: ReadonlyMap<string, string> = new Map([
  ['attn_ln', 'self_attention/layer_norm'],
  ['cross_attn_ln', 'attention/layer_norm'],
  ['mlp_ln', 'ffn/layer_norm'],
]);

interface LinearPart {
  readonly layer: string;
  readonly part: number;
  readonly partCount: number;
}

// Self-attention keeps query|key|value in one matrix, cross-attention key|value.
const LINEARS: ReadonlyMap<string, LinearPart> = new Map([
  ['attn.query', { layer: 'self_attention/linear_0', part: 0, partCount: 3 }],
  ['attn.key', { layer: 'self_attention/linear_0', part: 1, partCount: 3 }],
  ['attn.value', { layer: 'self_attention/linear_0', part: 2, partCount: 3 }],
  ['attn.out', { layer: 'self_attention/linear_1', part: 0, partCount: 1 }],
  ['cross_attn.query', { layer: 'attention/linear_0', part: 0, partCount: 1 }],
  ['cross_attn.key', { layer: 'attention/linear_1', part: 0, partCount: 2 }],
  ['cross_attn.value', { layer: 'attention/linear_1', part: 1, partCount: 2 }],
  ['cross_attn.out', { layer: 'attention/linear_2', part: 0, partCount: 1 }],
  ['mlp.0', { layer: 'ffn/linear_0', part: 0, partCount: 1 }],
  ['mlp.2', { layer: 'ffn/linear_1', part: 0, partCount: 1 }],
]);

/**
 * Where CTranslate2 keeps a tensor of openai/whisper's name.
 *
 * The key's part of a fused bias has no such name. It adds the same to all scores of a query, which softmax does not see.
 *
 * @throws RangeError for a name no Whisper has
 */
export function ctranslate2Source(name: string): CTranslate2Source {
  const wholeModelName = WHOLE_MODEL_NAMES.get(name);
  if (wholeModelName !== undefined) return whole(wholeModelName);
  const conv = /^encoder\.(conv[12])\.(weight|bias)$/.exec(name);
  if (conv) return whole(`encoder/${conv[1]}/${conv[2]}`);
  const finalNorm = /^(?:(encoder)\.ln_post|(decoder)\.ln)\.(weight|bias)$/.exec(name);
  if (finalNorm) return whole(`${finalNorm[1] ?? finalNorm[2]}/layer_norm/${normName(finalNorm[3])}`);
  const inBlock = /^(encoder|decoder)\.blocks\.(\d+)\.(.+)\.(weight|bias)$/.exec(name);
  const [, side, block, module = '', kind] = inBlock ?? [];
  const norm = LAYER_NORMS.get(module);
  if (norm !== undefined) return whole(`${side}/layer_${block}/${norm}/${normName(kind)}`);
  const linear = LINEARS.get(module);
  if (linear === undefined) throw new RangeError(`no tensor of Whisper is named ${name}`);
  const { layer, part, partCount } = linear;
  return { variable: `${side}/layer_${block}/${layer}/${kind}`, part, partCount };
}

function whole(variable: string): CTranslate2Source {
  return { variable, part: 0, partCount: 1 };
}

function normName(kind: string | undefined): string {
  return kind === 'weight' ? 'gamma' : 'beta';
}
