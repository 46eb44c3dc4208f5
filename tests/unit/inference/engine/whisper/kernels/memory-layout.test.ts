import {
  describeEncoding,
  describeStep,
  takeKeys,
} from '$lib/inference/engine/whisper/kernels/memory-layout';
import type { EncodingFields, StepFields } from '$lib/inference/engine/whisper/kernels/memory-layout';
import { GROUP_BLOCK_BYTES, KEY_BYTES } from '$lib/inference/engine/whisper/kernels/memory-layout';
import { Arena } from '$lib/runtime/kernels/arena';
import { ENCODING_ADDRESS, GROUP, STEP_ADDRESS } from '$lib/runtime/kernels/kernels';
import { readFileSync } from 'node:fs';
import { beforeEach, expect, test } from 'vitest';

const source = (file: string) => readFileSync(`kernels/${file}.ts`, 'utf8');

/** Names of a class of the module, in its order: each is a word. */
function fieldsOf(file: string, name: string): readonly string[] {
  const body = new RegExp(`class ${name} \\{\\n(.*?)\\n\\}`, 's').exec(source(file))?.[1] ?? '';
  return [...body.matchAll(/^ {2}(\w+): /gm)].map(([, field = '']) => field);
}

function constantOf(file: string, name: string): number {
  return Number(new RegExp(`const ${name}: \\w+ = (\\d+);`).exec(source(file))?.[1]);
}

let arena: Arena;
beforeEach(() => {
  arena = new Arena(new WebAssembly.Memory({ initial: 1, maximum: 4, shared: true }), 4096);
  arena.ints(0, 1024).fill(-1);
});

/** Each field its number, so that the memory says where each was put. */
const numbered = (names: readonly string[]) => Object.fromEntries(names.map((name, index) => [name, index]));
const expectNumbers = (address: number, first: number, end: number) => {
  const numbers = Array.from({ length: end - first }, (_, index) => first + index);
  expect([...arena.ints(address + 4 * first, numbers.length + 1)]).toEqual([...numbers, -1]);
};

test('the encoding is described as the module reads it, before what is the module’s own', () => {
  const names = fieldsOf('encoder-memory', 'Encoding');
  expect(names.length).toBeGreaterThan(20);
  describeEncoding(arena, numbered(names) as EncodingFields);
  expectNumbers(ENCODING_ADDRESS, 0, names.indexOf('rows'));
  expect(names.at(-1)).toBe('rows');
  expect(constantOf('encoder-memory', 'ENCODING')).toBe(ENCODING_ADDRESS);
  expect(ENCODING_ADDRESS + 4 * names.length).toBeLessThanOrEqual(STEP_ADDRESS);
});

test('a step is described as the module reads it, behind what is the module’s own', () => {
  const names = fieldsOf('decoder-memory', 'Step');
  expect(names.length).toBeGreaterThan(15);
  describeStep(arena, numbered(names) as StepFields);
  expectNumbers(STEP_ADDRESS, names.indexOf('state'), names.length);
  expect(arena.ints(STEP_ADDRESS, names.indexOf('state')).every((word) => word === -1)).toBe(true);
  expect(constantOf('decoder-memory', 'STEP')).toBe(STEP_ADDRESS);
});

test('keys, matrices and layers have the fields that are written', () => {
  const { address, positions, rooms } = takeKeys(arena, 1, 65);
  expect(fieldsOf('encoder-memory', 'Keys')).toEqual(['keys', 'keyScales', 'values', 'valueScales', 'room']);
  const data = rooms.slice(1).map((room) => room.address);
  expect([...arena.ints(address, 5)]).toEqual([...data, positions]);
  expect(fieldsOf('decoder-memory', 'TextRow')).toEqual(['kept', 'position']);
  expect(fieldsOf('decoder-memory', 'SoundRows')).toEqual(['sound', 'first', 'end', 'row', 'count']);
  expect(fieldsOf('block-matrix', 'Matrix')).toEqual(['rows', 'columns', 'data', 'bias']);
  expect(fieldsOf('encoder-memory', 'EncoderLayer')).toEqual([
    ...['norm1Weight', 'norm1Bias', 'norm2Weight', 'norm2Bias', 'attention', 'output', 'wide', 'narrow'],
  ]);
});

test('sizes are those of the module', () => {
  expect(constantOf('block-matrix', 'GROUP_BLOCK_BYTES')).toBe(GROUP_BLOCK_BYTES);
  expect(constantOf('block-matrix', 'GROUP')).toBe(GROUP);
  expect(constantOf('head-memory', 'KEY_BYTES')).toBe(KEY_BYTES);
});
