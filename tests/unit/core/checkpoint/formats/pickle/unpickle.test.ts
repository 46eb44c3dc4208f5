import { describe, expect, test } from 'vitest';
import { unpickle } from '$lib/core/checkpoint/formats/pickle/unpickle';
import {
  dict,
  global,
  integer,
  join,
  PICKLE,
  text,
  tuple,
} from '../../../../../../testing/models/toy-pickle-file';

const REMEMBER_0 = Uint8Array.of(0x71, 0);
const RECALL_0 = Uint8Array.of(0x68, 0);
const APPEND = Uint8Array.of(0x61);

function read(...instructions: readonly Uint8Array[]) {
  return unpickle(join(PICKLE.start, ...instructions, PICKLE.stop));
}

function failure(code: string, words = '') {
  return expect.objectContaining({ code, message: expect.stringContaining(words) });
}

test.each<[string, Uint8Array, unknown]>([
  ['nothing', Uint8Array.of(0x4e), null],
  ['true', Uint8Array.of(0x88), true],
  ['false', Uint8Array.of(0x89), false],
  ['a byte', Uint8Array.of(0x4b, 255), 255],
  ['two bytes', Uint8Array.of(0x4d, 1, 2), 513],
  ['a negative number', integer(-7), -7],
  ['a long number', Uint8Array.of(0x8a, 5, 0, 0, 0, 0, 1), 2 ** 32],
  ['a negative long number', Uint8Array.of(0x8a, 1, 0xfe), -2],
  ['zero as a long number', Uint8Array.of(0x8a, 0), 0],
  ['a fraction', Uint8Array.of(0x47, 0x3f, 0xe0, 0, 0, 0, 0, 0, 0), 0.5],
  ['a text', text('größe'), 'größe'],
  ['a short text', Uint8Array.of(0x8c, 2, 0x61, 0x62), 'ab'],
  ['a number beyond 53 bits', Uint8Array.of(0x8a, 8, ...new Array<number>(8).fill(0x7f)), { kind: 'other' }],
])('%s is read', (_, instruction, value) => {
  expect(read(instruction)).toEqual(value);
});

test('collections are read, a key called __proto__ among them', () => {
  expect(read(dict([['__proto__', tuple(integer(1), text('a'))]]))).toEqual({
    kind: 'dict',
    entries: new Map([['__proto__', { kind: 'tuple', items: [1, 'a'] }]]),
  });
  expect(Object.prototype).not.toHaveProperty('kind');
});

test('instructions of later protocols are read', () => {
  const frame = Uint8Array.of(0x95, 0, 0, 0, 0, 0, 0, 0, 0);
  const remember = Uint8Array.of(0x94);
  const name = join(text('collections'), text('OrderedDict'), Uint8Array.of(0x93));
  const ordered = join(name, PICKLE.emptyTuple, PICKLE.reduce);
  expect(read(frame, text('kept'), remember, ordered, RECALL_0, Uint8Array.of(0x86))).toEqual({
    kind: 'tuple',
    items: [{ kind: 'dict', entries: new Map() }, 'kept'],
  });
});

test('a list that holds itself is read', () => {
  const list = read(PICKLE.list, REMEMBER_0, RECALL_0, APPEND);
  expect(list).toMatchObject({ kind: 'list', items: [list] });
});

describe('what could run something is refused, and named', () => {
  test.each([
    ['os', 'system'],
    ['builtins', 'eval'],
    ['__builtin__', 'getattr'],
    ['torch', 'load'],
    ['torch._utils', '_rebuild_tensor_v2.__globals__'],
    ['whisper.model', 'ModelDimensions'],
    ['constructor', 'prototype'],
    ['__proto__', 'toString'],
  ])('%s.%s', (module, name) => {
    const call = [tuple(text('anything')), PICKLE.reduce];
    expect(() => read(global(module, name), ...call)).toThrow(
      failure('model-unsupported', `"${module}.${name}"`),
    );
  });

  // INST, OBJ, NEWOBJ, NEWOBJ_EX, EXT1, PERSID, DUP, BYTEARRAY8, NEXT_BUFFER
  test.each([0x69, 0x6f, 0x81, 0x92, 0x82, 0x50, 0x32, 0x96, 0x97])('instruction %i', (code) => {
    expect(() => read(PICKLE.mark, Uint8Array.of(code))).toThrow(
      failure('model-unsupported', `0x${code.toString(16)}`),
    );
  });

  test('a class that is a storage is not called', () => {
    expect(() => read(global('torch', 'FloatStorage'), PICKLE.emptyTuple, PICKLE.reduce)).toThrow(
      failure('model-unsupported', 'torch.FloatStorage'),
    );
  });

  test('attributes go to dictionaries alone', () => {
    expect(() => read(PICKLE.list, dict([]), PICKLE.build)).toThrow(failure('model-unsupported'));
  });

  test('a later protocol', () => {
    expect(() => unpickle(Uint8Array.of(0x80, 6, 0x4e, 0x2e))).toThrow(failure('model-unsupported'));
  });
});

describe('what makes no sense is corrupt', () => {
  test.each<[string, readonly Uint8Array[]]>([
    ['nothing at the end', []],
    ['a mark that is missing', [PICKLE.tuple]],
    ['what is before a mark', [integer(1), PICKLE.mark, Uint8Array.of(0x85)]],
    ['items of a number', [integer(1), PICKLE.mark, integer(1), integer(2), PICKLE.setItems]],
    ['a key without a value', [PICKLE.dict, PICKLE.mark, integer(1), PICKLE.setItems]],
    ['a list that is none', [integer(1), integer(1), APPEND]],
    ['what was never remembered', [RECALL_0]],
    ['nothing remembered', [REMEMBER_0]],
    ['a call of a text', [text('os.system'), PICKLE.emptyTuple, PICKLE.reduce]],
    ['a storage of no type', [tuple(text('storage'), text('x'), text('0')), PICKLE.persistentId]],
    ['a tensor of nothing', [global('torch._utils', '_rebuild_tensor_v2'), PICKLE.emptyTuple, PICKLE.reduce]],
    ['an endless name', [Uint8Array.of(0x63), new Uint8Array(300).fill(0x61), Uint8Array.of(10, 0x61, 10)]],
    ['a text that is not UTF-8', [Uint8Array.of(0x8c, 1, 0xff)]],
    ['a text longer than the file', [Uint8Array.of(0x58, 100, 0, 0, 0)]],
    ['a text of 4 GB', [Uint8Array.of(0x58, 255, 255, 255, 255)]],
    ['a dictionary from a list', [global('collections', 'OrderedDict'), tuple(PICKLE.list), PICKLE.reduce]],
  ])('%s', (_, instructions) => {
    expect(() => read(...instructions)).toThrow(failure('model-corrupt'));
  });

  test('a pickle that does not stop', () => {
    expect(() => unpickle(join(PICKLE.start, integer(1)))).toThrow(failure('model-corrupt', 'too early'));
  });
});

// The most that is read of a file.
const FOUR_MB = 4_000_000;
// A hang is beyond it; on a machine that does much else a bomb has taken 1.5 s.
const MOST_MS = 5000;

describe('a bomb is corrupt, soon', () => {
  test.each<[string, readonly Uint8Array[]]>([
    ['values on the stack', [new Uint8Array(FOUR_MB).fill(0x4e)]],
    ['marks', [new Uint8Array(FOUR_MB).fill(0x28)]],
    ['lists in one another', [new Uint8Array(FOUR_MB).fill(0x5d)]],
    ['lists in a list', [PICKLE.list, repeated([0x5d, 0x61], FOUR_MB / 2)]],
    ['tuples around a tuple', [PICKLE.emptyTuple, repeated([0x85], FOUR_MB)]],
    ['tuples that double', [PICKLE.emptyTuple, repeated([0x71, 0, 0x68, 0, 0x86], FOUR_MB / 5)]],
    ['remembered places', [integer(1), manyPlaces(FOUR_MB / 5)]],
    [
      'a huge shape, again and again',
      [
        PICKLE.mark,
        repeated([0x4b, 1], 15_000),
        PICKLE.tuple,
        REMEMBER_0,
        global('torch._utils', '_rebuild_tensor_v2'),
        Uint8Array.of(0x71, 1),
        // Four times the shape, as a tuple; the call.
        repeated([0x68, 1, 0x28, 0x68, 0, 0x68, 0, 0x68, 0, 0x68, 0, 0x74, 0x52], 100_000),
      ],
    ],
  ])('of %s', (_, instructions) => {
    const bytes = join(PICKLE.start, ...instructions, PICKLE.stop);
    const startMs = performance.now();
    expect(() => unpickle(bytes)).toThrow(failure('model-corrupt'));
    expect(performance.now() - startMs).toBeLessThan(MOST_MS);
  });
});

function repeated(bytes: readonly number[], times: number): Uint8Array {
  const all = new Uint8Array(bytes.length * times);
  for (let i = 0; i < all.length; i++) all[i] = bytes[i % bytes.length]!;
  return all;
}

function manyPlaces(count: number): Uint8Array {
  const all = new Uint8Array(5 * count);
  const view = new DataView(all.buffer);
  for (let place = 0; place < count; place++) {
    all[5 * place] = 0x72;
    view.setUint32(5 * place + 1, place, true);
  }
  return all;
}
