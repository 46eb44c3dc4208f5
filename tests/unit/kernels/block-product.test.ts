import { quantizeQ8_0 } from '$lib/core/checkpoint/block-quantization';
import { dequantize } from '$lib/core/checkpoint/dequantize';
import { beforeAll, describe, expect, test } from 'vitest';
import { KernelMemory, readKernels } from '../../../testing/kernels';
import { seededRandom } from '../../../testing/seeded-random';

const COLUMNS = 64;
const OUTPUTS = 20;
const PADDED_OUTPUTS = 24;
const [WRITE, ADD, GELU] = [0, 1, 2];

const random = seededRandom(3);
const normal = (count: number) => Float32Array.from({ length: count }, () => 4 * (random() + random() - 1));

/** By its series, exact to 1e-12 up to 3. */
function erf(x: number): number {
  let sum = 0;
  let term = x;
  for (let n = 0; n < 60; n++) {
    sum += term / (2 * n + 1);
    term *= -(x * x) / (n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

const gelu = (x: number) => 0.5 * x * (1 + erf(x / Math.SQRT2));

/** A matrix, rows of activations, and what they stand for in 8 and in 7 bit. */
function prepared(memory: KernelMemory, rows: number) {
  const blocks = quantizeQ8_0(normal(OUTPUTS * COLUMNS).map((value) => value / 20));
  const weights = dequantize('q8_0', blocks, OUTPUTS * COLUMNS);
  const data = memory.room((PADDED_OUTPUTS / 8) * (COLUMNS / 32) * 304);
  memory.kernels.packBlocks(memory.put(blocks), data, OUTPUTS, COLUMNS);
  const bias = new Float32Array(PADDED_OUTPUTS);
  bias.set(normal(OUTPUTS));
  const matrix = memory.put(Int32Array.of(OUTPUTS, COLUMNS, data, memory.put(bias)));
  const x = normal(rows * COLUMNS);
  const values = memory.room(rows * COLUMNS);
  const scales = memory.room((rows * COLUMNS) / 8);
  memory.kernels.quantizeRows(memory.put(x), rows, COLUMNS, values, scales);
  const kept = Float64Array.from(x, (_, index) => {
    const value = new Uint8Array(memory.memory.buffer, values + index, 1)[0]! - 64;
    return value * memory.floats(scales + 4 * Math.floor(index / 32), 1)[0]!;
  });
  return { weights, bias, matrix, x, values, scales, kept };
}

describe.each(['relaxed', 'plain'] as const)('%s', (variant) => {
  let module: WebAssembly.Module;
  beforeAll(async () => void (module = await readKernels(variant)), 30_000);

  test.each([1, 2, 3, 4, 5, 7, 9])(
    'a matrix times %i rows is written, added or goes through GELU',
    (rows) => {
      const memory = new KernelMemory(module);
      const { weights, bias, matrix, values, scales, kept } = prepared(memory, rows);
      for (const then of [WRITE, ADD, GELU]) {
        const before = normal(rows * PADDED_OUTPUTS);
        const out = memory.put(before);
        memory.kernels.product(matrix, rows, values, scales, out, PADDED_OUTPUTS, then, 2);
        const found = memory.floats(out, rows * PADDED_OUTPUTS);
        for (let row = 0; row < rows; row++)
          for (let output = 0; output < OUTPUTS; output++) {
            let sum = bias[output]!;
            for (let k = 0; k < COLUMNS; k++)
              sum += weights[output * COLUMNS + k]! * kept[row * COLUMNS + k]!;
            const at = row * PADDED_OUTPUTS + output;
            const expected = then === GELU ? gelu(sum) : then === ADD ? before[at]! + sum : sum;
            expect(found[at]).toBeCloseTo(expected, 4);
          }
      }
    },
  );

  test('activations are kept to half of a 63rd of the largest in their block', () => {
    const memory = new KernelMemory(module);
    const { x, kept, scales } = prepared(memory, 3);
    kept.forEach((value, index) => {
      const scale = memory.floats(scales + 4 * Math.floor(index / 32), 1)[0]!;
      expect(Math.abs(value - x[index]!)).toBeLessThanOrEqual(scale * 0.5001);
    });
  });

  test('a block of zeros stays zero', () => {
    const memory = new KernelMemory(module);
    const values = memory.put(new Uint8Array(32).fill(9));
    const scales = memory.put(Float32Array.of(9));
    memory.kernels.quantizeRows(memory.put(new Float32Array(32)), 1, 32, values, scales);
    expect([...new Uint8Array(memory.memory.buffer, values, 32)]).toEqual(Array(32).fill(64));
    expect(memory.floats(scales, 1)[0]).toBe(0);
  });
});

test('both variants give the same to the last bit but for fused products', async () => {
  const results = await Promise.all(
    (['relaxed', 'plain'] as const).map(async (variant) => {
      const memory = new KernelMemory(await readKernels(variant));
      const blocks = quantizeQ8_0(Float32Array.from({ length: 512 }, (_, i) => Math.sin(i)));
      const data = memory.room(4 * 304);
      memory.kernels.packBlocks(memory.put(blocks), data, 16, 32);
      const matrix = memory.put(Int32Array.of(16, 32, data, 0));
      const values = memory.put(Uint8Array.from({ length: 32 }, (_, i) => 1 + ((i * 37) % 127)));
      const out = memory.room(64);
      memory.kernels.product(matrix, 1, values, memory.put(Float32Array.of(1)), out, 16, WRITE, 1);
      return [...memory.floats(out, 16)];
    }),
  );
  expect(results[0]).toEqual(results[1]);
});
