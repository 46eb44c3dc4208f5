import { onnxConstants } from '$lib/core/checkpoint/formats/onnx-constants';
import { readSileroWeights } from '$lib/core/checkpoint/formats/silero-weights';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const file = Uint8Array.from(readFileSync('node_modules/@ricky0123/vad-web/dist/silero_vad_v6.onnx'));

/** The file, with the last letter of a name changed wherever it stands. */
function without(name: string): Uint8Array {
  const changed = Buffer.from(file);
  const [from, to] = [Buffer.from(name), Buffer.from(`${name.slice(0, -1)}?`)];
  for (let at = changed.indexOf(from); at >= 0; at = changed.indexOf(from, at + 1)) to.copy(changed, at);
  return Uint8Array.from(changed);
}

// What is computed with them is tested in tests/unit/kernels/voice, against 64-bit arithmetic.
test('has every weight of the model for 16 kHz', () => {
  const { spectrum, convolutions, gates, gatesBias, output } = readSileroWeights(file);
  const parts = [spectrum, ...convolutions.flatMap(({ weight, bias }) => [weight, bias])];
  const read = [...parts, gates, gatesBias, output].reduce((sum, values) => sum + values.length, 1);
  const own = [...onnxConstants(file)].filter(([name]) =>
    /then_branch__Inline_0__(stft|encoder|decoder)\./.test(name),
  );
  // Two biases of the gates are one.
  expect(read + gatesBias.length).toBe(own.reduce((sum, [, { values }]) => sum + values.length, 0));
});

test('says which weight a model lacks', () => {
  expect(() => readSileroWeights(without('decoder.rnn.bias_hh'))).toThrow(/no values of decoder.rnn.bias_hh/);
});

test('refuses a model of another size', () => {
  // The bias of one layer under the name of another, which has twice as many values.
  const other = Buffer.from(file);
  const swap = (from: string, to: string) => {
    for (let at = other.indexOf(from); at >= 0; at = other.indexOf(from, at + 1)) other.write(to, at);
  };
  swap('encoder.0.reparam_conv.bias', 'encoder.9.reparam_conv.bias');
  swap('encoder.1.reparam_conv.bias', 'encoder.0.reparam_conv.bias');
  expect(() => readSileroWeights(Uint8Array.from(other))).toThrow(/64 values of encoder.0.reparam_conv.bias/);
});
