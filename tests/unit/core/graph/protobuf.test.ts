import { ProtobufWriter } from '$lib/core/graph/protobuf';
import { describe, expect, test } from 'vitest';

const bytesOf = (write: (to: ProtobufWriter) => void) => {
  const to = new ProtobufWriter();
  write(to);
  return [...to.finish()];
};

describe('protocol buffers', () => {
  // Examples of the encoding guide of protocol buffers.
  test.each([
    ['an integer', (to: ProtobufWriter) => to.integer(1, 150), [0x08, 0x96, 0x01]],
    [
      'a negative integer',
      (to: ProtobufWriter) => to.integer(1, -2),
      [0x08, 0xfe, ...Array(8).fill(0xff), 0x01],
    ],
    ['a string', (to: ProtobufWriter) => to.text(2, 'testing'), [0x12, 7, ...Buffer.from('testing')]],
    [
      'a message',
      (to: ProtobufWriter) => to.message(3, (nested) => nested.integer(1, 150)),
      [0x1a, 3, 8, 0x96, 1],
    ],
    ['a float', (to: ProtobufWriter) => to.float(2, 1), [0x15, 0, 0, 0x80, 0x3f]],
    ['a field number over 15', (to: ProtobufWriter) => to.integer(20, 1), [0xa0, 0x01, 0x01]],
  ])('%s', (_, write, expected) => {
    expect(bytesOf(write)).toEqual(expected);
  });

  test('hold more than the first memory has room for', () => {
    const written = bytesOf((to) => {
      for (let i = 0; i < 5000; i++) to.integer(1, i % 128);
    });
    expect(written).toEqual(Array.from({ length: 5000 }, (_, i) => [8, i % 128]).flat());
  });
});
