import { type EncodedValues, halfAbove, halfBytes, nearest } from './block-encoder';

const SUPER_BLOCK_LENGTH = 256;

/** A super-block before its bits are laid into bytes. */
interface SuperBlock {
  /** Half floats: what a group's scale, and its minimum, are multiples of. */
  readonly scale: number;
  readonly minimum: number;
  /** Of each group. */
  readonly scales: readonly number[];
  readonly minima: readonly number[];
  /** Of each value, from 0 up. */
  readonly quantized: readonly number[];
}

interface Kind {
  readonly groupLength: number;
  /** The largest value, and the largest scale. */
  readonly most: number;
  readonly mostScale: number;
  /** What stands for zero, in types without minima. */
  readonly middle?: number;
  pack(block: SuperBlock): readonly Uint8Array[];
}

const KINDS = {
  q2_k: {
    ...{ groupLength: 16, most: 3, mostScale: 15 },
    pack: ({ scale, minimum, scales, minima, quantized }) => [
      Uint8Array.from(scales, (group, i) => group | (minima[i]! << 4)),
      twoBits(quantized),
      halfBytes([scale, minimum]),
    ],
  },
  q3_k: {
    ...{ groupLength: 16, most: 3, mostScale: 31, middle: 4 },
    pack: ({ scale, scales, quantized }) => [
      oneBit(quantized.map((value) => value >> 2)),
      twoBits(quantized.map((value) => value & 3)),
      sixteenScales(scales.map((group) => group + 32)),
      halfBytes([scale]),
    ],
  },
  q4_k: {
    ...{ groupLength: 32, most: 15, mostScale: 63 },
    pack: ({ scale, minimum, scales, minima, quantized }) => [
      halfBytes([scale, minimum]),
      scalesAndMinima(scales, minima),
      nibbles(quantized, 32),
    ],
  },
  q5_k: {
    ...{ groupLength: 32, most: 31, mostScale: 63 },
    pack: ({ scale, minimum, scales, minima, quantized }) => [
      halfBytes([scale, minimum]),
      scalesAndMinima(scales, minima),
      oneBit(quantized.map((value) => value >> 4)),
      nibbles(quantized, 32),
    ],
  },
  q6_k: {
    ...{ groupLength: 16, most: 31, mostScale: 127, middle: 32 },
    pack: ({ scale, scales, quantized }) => [
      nibbles(quantized, 64),
      twoBits(quantized.map((value) => value >> 4)),
      Uint8Array.from(scales),
      halfBytes([scale]),
    ],
  },
} satisfies Record<string, Kind>;

export type SuperBlockType = keyof typeof KINDS;

/** True for the types of super-blocks, whose rows are multiples of 256. */
export function isSuperBlockType(type: string): type is SuperBlockType {
  return type in KINDS;
}

/** Quantises to super-blocks as the format's description says; plain nearest values, not ggml's own search. */
export function encodeSuperBlocks(type: SuperBlockType, values: Float32Array): EncodedValues {
  const kind: Kind = KINDS[type];
  const parts: Uint8Array[] = [];
  const steps: number[] = [];
  for (let from = 0; from < values.length; from += SUPER_BLOCK_LENGTH) {
    const block = quantizeBlock([...values.subarray(from, from + SUPER_BLOCK_LENGTH)], kind);
    parts.push(...kind.pack(block));
    for (let i = 0; i < SUPER_BLOCK_LENGTH; i++)
      steps.push(block.scale * block.scales[Math.floor(i / kind.groupLength)]!);
  }
  return { bytes: Uint8Array.from(parts.flatMap((part) => [...part])), steps };
}

function quantizeBlock(
  values: readonly number[],
  { groupLength, most, mostScale, middle }: Kind,
): SuperBlock {
  const groups = Array.from({ length: SUPER_BLOCK_LENGTH / groupLength }, (_, group) =>
    values.slice(group * groupLength, (group + 1) * groupLength),
  );
  const wantedMinima = groups.map((group) => (middle === undefined ? Math.max(0, -Math.min(...group)) : 0));
  const minimum = halfAbove(Math.max(...wantedMinima) / mostScale);
  const minima = wantedMinima.map((wanted) => multipleAbove(wanted, minimum, mostScale));
  const wantedScales = groups.map((group, i) =>
    middle === undefined
      ? (Math.max(...group) + minimum * minima[i]!) / most
      : Math.max(...group.map(Math.abs)) / most,
  );
  const scale = halfAbove(Math.max(...wantedScales) / mostScale);
  const scales = wantedScales.map((wanted) => multipleAbove(wanted, scale, mostScale));
  const quantized = groups.flatMap((group, i) =>
    group.map((value) => nearest(value + minimum * minima[i]!, scale * scales[i]!) + (middle ?? 0)),
  );
  return { scale, minimum, scales, minima, quantized };
}

function multipleAbove(wanted: number, unit: number, most: number): number {
  return unit === 0 ? 0 : Math.min(most, Math.ceil(wanted / unit));
}

/** Of each 128 values the lowest bits of a byte have the first 32, the next bits the next 32. */
function twoBits(values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(64);
  values.forEach((value, i) => (bytes[(i >> 7) * 32 + (i & 31)]! |= value << (2 * ((i >> 5) & 3))));
  return bytes;
}

/** The lowest bits have the first 32 values. */
function oneBit(values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(32);
  values.forEach((value, i) => (bytes[i & 31]! |= value << (i >> 5)));
  return bytes;
}

/** Low nibbles have `run` values, high ones the next, and so on. */
function nibbles(values: readonly number[], run: number): Uint8Array {
  const bytes = new Uint8Array(128);
  values.forEach((value, i) => {
    const isHigh = Math.floor(i / run) % 2;
    bytes[Math.floor(i / (2 * run)) * run + (i % run)]! |= (value & 15) << (4 * isHigh);
  });
  return bytes;
}

/** q3_k: four low bits of each, then the two high bits of each. */
function sixteenScales(scales: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(12);
  scales.forEach((scale, i) => {
    bytes[i % 8]! |= (scale & 15) << (4 * (i >> 3));
    bytes[8 + (i % 4)]! |= (scale >> 4) << (2 * (i >> 2));
  });
  return bytes;
}

/** q4_k and q5_k: six bits of the first four in a byte each; those of the others apart, two bits above the first. */
function scalesAndMinima(scales: readonly number[], minima: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(12);
  for (let i = 0; i < 4; i++) {
    bytes[i] = scales[i]! | ((scales[i + 4]! >> 4) << 6);
    bytes[i + 4] = minima[i]! | ((minima[i + 4]! >> 4) << 6);
    bytes[i + 8] = (scales[i + 4]! & 15) | ((minima[i + 4]! & 15) << 4);
  }
  return bytes;
}
