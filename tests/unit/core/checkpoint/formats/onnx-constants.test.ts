import { onnxConstants } from '$lib/core/checkpoint/formats/onnx-constants';
import { ProtobufWriter } from '$lib/core/graph/protobuf';
import { describe, expect, test } from 'vitest';

const VALUES = Float32Array.of(1.5, -2, 0, 3e-8, 7, 9);

/** A node "Constant" as exporters write it. */
function constant(to: ProtobufWriter, name: string, type = 1): void {
  to.text(2, name).text(4, 'Constant');
  to.message(5, (attribute) =>
    attribute
      .text(1, 'value')
      .message(5, (tensor) =>
        tensor.integer(1, 2).integer(1, 3).integer(2, type).bytes(9, new Uint8Array(VALUES.buffer)),
      ),
  );
}

function model(graph: (to: ProtobufWriter) => void): Uint8Array {
  return new ProtobufWriter().integer(1, 8).text(2, 'exporter').message(7, graph).finish();
}

describe('constants of a model', () => {
  test('are found by the names of their outputs', () => {
    const found = onnxConstants(model((graph) => graph.message(1, (node) => constant(node, 'weight'))));
    expect([...found]).toEqual([['weight', { shape: [2, 3], values: VALUES }]]);
  });

  test('are found in branches within branches', () => {
    const inner = (graph: ProtobufWriter) => graph.message(1, (node) => constant(node, 'deep'));
    const branch = (graph: ProtobufWriter, within: (to: ProtobufWriter) => void) =>
      graph.message(1, (node) =>
        node.text(4, 'If').message(5, (attribute) => attribute.text(1, 'then_branch').message(6, within)),
      );
    const found = onnxConstants(model((graph) => branch(graph, (within) => branch(within, inner))));
    expect([...found.keys()]).toEqual(['deep']);
  });

  test('of other types are left out', () => {
    const found = onnxConstants(model((graph) => graph.message(1, (node) => constant(node, 'whole', 7))));
    expect(found.size).toBe(0);
  });

  test('of a model that is cut off are no constants', () => {
    const whole = model((graph) => graph.message(1, (node) => constant(node, 'weight')));
    for (let length = 1; length < whole.length; length++) {
      let found = 0;
      try {
        found = onnxConstants(whole.subarray(0, length)).size;
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(RangeError);
      }
      expect(found, `cut at ${length}`).toBe(0);
    }
  });
});
