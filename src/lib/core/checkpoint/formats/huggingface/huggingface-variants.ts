import { AppError } from '../../../errors';
import type { StoredTensor } from './safetensors-shards';

/** What names of tensors tell, the surest first. */
const VARIANTS: readonly (readonly [RegExp, string])[] = [
  [/[._]lora_|\.ia3_l\b|^base_model\./, 'a LoRA adapter, not a model: merge it into its model first'],
  [/\.(absmax|quant_map|SCB|quant_state\b.*|weight_format)$/, 'weights quantised by bitsandbytes'],
  [/\.(qweight|qzeros|g_idx)$/, 'weights quantised as GPTQ or AWQ does'],
  [/\.(weight_scale|weight_packed|weight_zero_point|scales|_scale|input_scale)$/, 'quantised weights'],
];

/**
 * Refuses tensors that are a change to a model, or a model in fewer bits.
 *
 * @throws AppError 'model-unsupported' that says which
 */
export function requirePlainTensors(tensors: ReadonlyMap<string, StoredTensor>): void {
  for (const [mark, what] of VARIANTS) {
    for (const name of tensors.keys()) {
      if (mark.test(name))
        throw new AppError('model-unsupported', `${what} (it has ${JSON.stringify(name.slice(0, 120))})`);
    }
  }
}
