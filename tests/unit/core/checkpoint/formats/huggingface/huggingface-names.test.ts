import { expect, test } from 'vitest';
import { openaiName } from '../../../../../../src/lib/core/checkpoint/formats/huggingface/huggingface-names';

test.each([
  ['model.encoder.conv1.weight', 'encoder.conv1.weight'],
  ['encoder.conv2.bias', 'encoder.conv2.bias'],
  ['model.encoder.embed_positions.weight', 'encoder.positional_embedding'],
  ['model.decoder.embed_positions.weight', 'decoder.positional_embedding'],
  ['decoder.embed_tokens.weight', 'decoder.token_embedding.weight'],
  ['model.encoder.layer_norm.weight', 'encoder.ln_post.weight'],
  ['model.decoder.layer_norm.bias', 'decoder.ln.bias'],
  ['model.encoder.layers.0.self_attn.q_proj.weight', 'encoder.blocks.0.attn.query.weight'],
  ['model.decoder.layers.31.self_attn.k_proj.weight', 'decoder.blocks.31.attn.key.weight'],
  ['model.decoder.layers.1.encoder_attn.v_proj.bias', 'decoder.blocks.1.cross_attn.value.bias'],
  ['model.decoder.layers.1.encoder_attn.out_proj.bias', 'decoder.blocks.1.cross_attn.out.bias'],
  ['model.decoder.layers.1.self_attn_layer_norm.weight', 'decoder.blocks.1.attn_ln.weight'],
  ['model.decoder.layers.1.encoder_attn_layer_norm.weight', 'decoder.blocks.1.cross_attn_ln.weight'],
  ['model.encoder.layers.10.final_layer_norm.bias', 'encoder.blocks.10.mlp_ln.bias'],
  ['model.encoder.layers.10.fc1.weight', 'encoder.blocks.10.mlp.0.weight'],
  ['model.encoder.layers.10.fc2.bias', 'encoder.blocks.10.mlp.2.bias'],
  ['decoder.blocks.3.cross_attn.query.weight', 'decoder.blocks.3.cross_attn.query.weight'],
  ['decoder.token_embedding.weight', 'decoder.token_embedding.weight'],
])('%s is openai’s %s', (name, expected) => {
  expect(openaiName(name)).toBe(expected);
});

test.each([
  'proj_out.weight',
  'classifier.weight',
  'model.encoder.layers.0.self_attn.q_proj',
  'model.encoder.layers.0.self_attn.rotary.weight',
  'model.encoder.layers.0.q_proj.weight',
  'model.encoder.layers.0.self_attn.q_proj.more.weight',
  'model.model.encoder.conv1.weight',
  'encoder.layers.99999.fc1.weight',
  '__proto__.weight',
  '',
])('%s is no tensor of Whisper', (name) => {
  expect(openaiName(name)).toBeUndefined();
});
