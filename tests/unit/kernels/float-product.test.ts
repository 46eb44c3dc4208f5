import { beforeAll, describe, expect, test } from 'vitest';
import { KernelMemory, readKernels } from '../../../testing/kernels';
import { seededRandom } from '../../../testing/seeded-random';

const [COLUMNS, OUTPUTS] = [64, 24];
const [WRITE, ADD] = [0, 1];

const random = seededRandom(4);
const normal = (count: number) => Float32Array.from({ length: count }, () => 4 * (random() + random() - 1));

describe.each(['relaxed', 'plain'] as const)('%s, in 32 bit', (variant) => {
  let module: WebAssembly.Module;
  beforeAll(async () => void (module = await readKernels(variant)), 30_000);

  const prepared = (rows: number) => {
    const memory = new KernelMemory(module);
    const { kernels } = memory;
    kernels.setFloats(1);
    const [weights, bias, x] = [normal(OUTPUTS * COLUMNS), normal(OUTPUTS), normal(rows * COLUMNS)];
    const data = memory.room(4 * OUTPUTS * COLUMNS);
    kernels.packFilters(memory.put(weights), data, OUTPUTS, COLUMNS);
    const matrix = memory.put(Int32Array.of(OUTPUTS, COLUMNS, data, memory.put(bias)));
    const values = memory.room(rows * COLUMNS * kernels.activationBytes());
    kernels.quantizeRows(memory.put(x), rows, COLUMNS, values, 0);
    return { memory, weights, bias, matrix, x, values };
  };

  test.each([1, 2, 5])('a matrix times %i rows is what it is in 64 bit', (rows) => {
    const { memory, weights, bias, matrix, x, values } = prepared(rows);
    for (const then of [WRITE, ADD]) {
      const before = normal(rows * OUTPUTS);
      const out = memory.put(before);
      memory.kernels.product(matrix, rows, values, 0, out, OUTPUTS, then, 2);
      memory.floats(out, rows * OUTPUTS).forEach((found, at) => {
        const [row, output] = [Math.floor(at / OUTPUTS), at % OUTPUTS];
        let expected = bias[output]! + (then === ADD ? before[at]! : 0);
        for (let k = 0; k < COLUMNS; k++) expected += weights[output * COLUMNS + k]! * x[row * COLUMNS + k]!;
        expect(found).toBeCloseTo(expected, 4);
      });
    }
  });

  test('a token has its row of the matrix, and its position', () => {
    const { memory, weights, matrix } = prepared(1);
    const positions = normal(9 * COLUMNS);
    const out = memory.room(3 * COLUMNS * 4);
    const textRows = memory.put(Int32Array.of(0, 6, 0, 7, 0, 2));
    const tokens = memory.put(Int32Array.of(0, 23, 13));
    memory.kernels.embed(matrix, memory.put(positions), tokens, 3, textRows, out);
    const expected = [0, 23, 13].flatMap((token, row) =>
      Array.from({ length: COLUMNS }, (_, k) =>
        Math.fround(weights[token * COLUMNS + k]! + positions[[6, 7, 2][row]! * COLUMNS + k]!),
      ),
    );
    expect([...memory.floats(out, 3 * COLUMNS)]).toEqual(expected);
  });
});
