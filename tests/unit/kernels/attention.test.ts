import { beforeAll, describe, expect, test } from 'vitest';
import { KernelMemory, readKernels } from '../../../testing/kernels';
import { seededRandom } from '../../../testing/seeded-random';

const STEP = 768;
const HEADS = 2;
const STATE = 64 * HEADS;
const POSITIONS = 100;
const ROOM = 128;

const random = seededRandom(11);
const normal = (count: number) => Float32Array.from({ length: count }, () => 2 * (random() + random() - 1));

/** In 16 bit, as the module keeps them: see kernels/head-memory. */
function keep(memory: KernelMemory, keys: Float32Array, values: Float32Array): number {
  const rooms = [1, 0, 1, 0].map((isData) => memory.room(HEADS * ROOM * (isData ? 128 : 4)));
  const [keyData = 0, keyScales = 0, valueData = 0, valueScales = 0] = rooms;
  const shorts = new Int16Array(memory.memory.buffer);
  for (let row = 0; row < HEADS * POSITIONS; row++) {
    const head = Math.floor(row / POSITIONS);
    const place = head * ROOM + (row % POSITIONS);
    const position = row % POSITIONS;
    for (const [source, data, scales, at] of [
      [
        keys,
        keyData,
        keyScales,
        (i: number) => (position >> 3) * 512 + (i >> 1) * 16 + (position & 7) * 2 + (i & 1),
      ],
      [values, valueData, valueScales, (i: number) => (position >> 1) * 128 + i * 2 + (position & 1)],
    ] as const) {
      const own = source.subarray(row * 64, row * 64 + 64);
      const scale = Math.max(...own.map(Math.abs)) / 4095;
      memory.floats(scales + 4 * place, 1)[0] = scale;
      own.forEach((value, i) => (shorts[data / 2 + head * ROOM * 64 + at(i)] = Math.round(value / scale)));
    }
  }
  return memory.put(Int32Array.of(keyData, keyScales, valueData, valueScales, ROOM));
}

function expected(query: Float32Array, keys: Float32Array, values: Float32Array, range: readonly number[]) {
  const [first = 0, end = 0] = range;
  const places = Array.from({ length: end - first }, (_, index) => first + index);
  const dot = (place: number) => query.reduce((sum, value, i) => sum + value * keys[place * 64 + i]!, 0) / 8;
  const shares = places.map((place) => Math.exp(dot(place)));
  const total = shares.reduce((sum, share) => sum + share, 0);
  return Array.from({ length: 64 }, (_, i) =>
    places.reduce((sum, place, index) => sum + (shares[index]! / total) * values[place * 64 + i]!, 0),
  );
}

const FIELDS = [
  ...(['state', 'heads', 'attention', 'mixed', 'textRows', 'soundRows', 'keyOffset', 'valueOffset'] as const),
  ...(['queries', 'layer', 'scratch', 'scratchBytes'] as const),
];

/** Zero what is not given. */
function describeStep(memory: KernelMemory, fields: Partial<Record<(typeof FIELDS)[number], number>>): void {
  const scratchBytes = memory.kernels.decoderScratchBytes(448);
  const all = { state: STATE, heads: HEADS, scratch: memory.room(scratchBytes), scratchBytes, ...fields };
  memory.words(STEP + 32, FIELDS.length).set(FIELDS.map((name) => (all as typeof fields)[name] ?? 0));
}

describe.each(['relaxed', 'plain'] as const)('%s', (variant) => {
  let module: WebAssembly.Module;
  beforeAll(async () => void (module = await readKernels(variant)), 30_000);

  test.each([
    { rows: 1, range: [0, POSITIONS] },
    { rows: 2, range: [0, POSITIONS] },
    { rows: 5, range: [13, 77] },
    { rows: 4, range: [99, 100] },
    { rows: 3, range: [7, 8] },
    { rows: 1, range: [64, 97] },
  ])('$rows rows attend to the sound of $range and to nothing else', ({ rows, range }) => {
    const memory = new KernelMemory(module);
    const keys = normal(HEADS * POSITIONS * 64);
    const values = normal(HEADS * POSITIONS * 64);
    const queries = normal(rows * STATE);
    const mixed = memory.room(rows * STATE * 4);
    // Four rows at a time.
    const sound = keep(memory, keys, values);
    const soundRows = Array.from({ length: Math.ceil(rows / 4) }, (_, index) => [
      ...[sound, ...range, 4 * index],
      Math.min(4, rows - 4 * index),
    ]);
    const described = memory.put(Int32Array.from(soundRows.flat()));
    describeStep(memory, { mixed, soundRows: described, queries: memory.put(queries) });
    memory.kernels.soundAttention(soundRows.length);
    for (let row = 0; row < rows; row++)
      for (let head = 0; head < HEADS; head++) {
        const at = row * STATE + 64 * head;
        const own = (all: Float32Array) => all.subarray(head * POSITIONS * 64, (head + 1) * POSITIONS * 64);
        const wanted = expected(queries.subarray(at, at + 64), own(keys), own(values), range);
        const found = memory.floats(mixed + 4 * at, 64);
        wanted.forEach((value, i) => expect(Math.abs(found[i]! - value)).toBeLessThan(3e-3));
      }
  });

  test('rows of two sounds attend each to its own, as alone', () => {
    const memory = new KernelMemory(module);
    const sounds = [0, 1].map(() =>
      keep(memory, normal(HEADS * POSITIONS * 64), normal(HEADS * POSITIONS * 64)),
    );
    const queries = memory.put(normal(4 * STATE));
    const [first, second] = sounds as [number, number];
    const together = [first, 0, POSITIONS, 0, 1, second, 9, 41, 1, 3];
    const mixedOf = (...described: number[]) => {
      const mixed = memory.room(4 * STATE * 4);
      describeStep(memory, { mixed, queries, soundRows: memory.put(Int32Array.from(described)) });
      memory.kernels.soundAttention(described.length / 5);
      return [...memory.floats(mixed, 4 * STATE)];
    };
    const alone = [mixedOf(...together.slice(0, 5)), mixedOf(...together.slice(5))];
    const expected = alone[0]!.map((value, at) => (at < STATE ? value : alone[1]![at]));
    expect(mixedOf(...together)).toEqual(expected);
  });

  test('the rows of two texts attend to what their own text has kept, wherever it lies', () => {
    const [PAST, ROWS, CONTEXT] = [5, 2, 16];
    const memory = new KernelMemory(module);
    const attention = normal(2 * ROWS * 3 * STATE);
    const kept = Array.from({ length: 2 * CONTEXT }, () => ({ keys: normal(STATE), values: normal(STATE) }));
    // The second text has the first three positions of the first text, as after a search that went on from there.
    const lineOf = (text: number) =>
      Array.from({ length: CONTEXT }, (_, place) =>
        text === 1 && place < 3 ? place : text * CONTEXT + place,
      );
    const rooms = kept.map(({ keys, values }) => memory.put(Float32Array.from([...keys, ...values])));
    const table = memory.put(
      Int32Array.from([0, 1].flatMap((text) => lineOf(text).map((place) => rooms[place]!))),
    );
    const mixed = memory.room(2 * ROWS * STATE * 4);
    const textRows = Array.from({ length: 2 * ROWS }, (_, row) => [
      table + 4 * CONTEXT * Math.floor(row / ROWS),
      PAST + (row % ROWS),
    ]);
    const rows = memory.put(Int32Array.from(textRows.flat()));
    describeStep(memory, { attention: memory.put(attention), mixed, textRows: rows, valueOffset: 4 * STATE });
    memory.kernels.textAttention(2 * ROWS);
    for (let row = 0; row < 2 * ROWS; row++)
      for (let head = 0; head < HEADS; head++) {
        const text = Math.floor(row / ROWS);
        const count = PAST + (row % ROWS) + 1;
        const part = (at: number, which: number) =>
          attention.subarray((at * 3 + which) * STATE + 64 * head, (at * 3 + which) * STATE + 64 * head + 64);
        const line = (which: 'keys' | 'values') =>
          Float32Array.from(
            Array.from({ length: count }, (_, place) =>
              place < PAST
                ? [...kept[lineOf(text)[place]!]![which].subarray(64 * head, 64 * head + 64)]
                : [...part(text * ROWS + place - PAST, which === 'keys' ? 1 : 2)],
            ).flat(),
          );
        const wanted = expected(part(row, 0), line('keys'), line('values'), [0, count]);
        const found = memory.floats(mixed + 4 * (row * STATE + 64 * head), 64);
        wanted.forEach((value, i) => expect(found[i]).toBeCloseTo(value, 5));
      }
  });
});
