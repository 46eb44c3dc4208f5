import { onnxConstants } from '$lib/core/graph/onnx-constants';
import { buildSileroGraph } from '$lib/core/graph/silero-graph';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';

const model = createRequire(import.meta.url).resolve('@ricky0123/vad-web/dist/silero_vad_v6.onnx');
const constants = onnxConstants(new Uint8Array(readFileSync(model)));

// What it computes is tested in Chromium, against the model itself.
test('takes over every weight of the model for 16 kHz', async () => {
  const { weights } = buildSileroGraph(constants);
  const bytes = await Promise.all(weights.map(async ({ read }) => (await read()).byteLength));
  const total = bytes.reduce((sum, size) => sum + size, 0);
  const own = [...constants].filter(([name]) => /then_branch__Inline_0__(stft|encoder|decoder)\./.test(name));
  expect(total).toBe(own.reduce((sum, [, { values }]) => sum + values.byteLength, 0));
});

test('says which weight a model lacks', () => {
  const lacking = new Map([...constants].filter(([name]) => !name.endsWith('decoder.rnn.bias_hh')));
  expect(() => buildSileroGraph(lacking)).toThrow(/bias_hh/);
});
