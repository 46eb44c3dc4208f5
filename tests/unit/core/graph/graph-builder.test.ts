import { GraphBuilder } from '$lib/core/graph/graph-builder';
import { describe, expect, test } from 'vitest';

const asText = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

describe('a built graph', () => {
  test('has its weights outside the model', () => {
    const graph = new GraphBuilder('test');
    const weight = graph.weight('big', [1000], new Float32Array(1000).fill(1));
    graph.output('sum', graph.node('Add', [graph.input('x', 'float32', [1000]), weight]), 'float32', [1000]);
    const { model, weights } = graph.build();
    expect(model.length).toBeLessThan(500);
    expect(weights.map(({ path, bytes }) => [path, bytes.length])).toEqual([['big', 4000]]);
  });

  test('names outputs as they were asked for', () => {
    const graph = new GraphBuilder('test');
    const inner = graph.node('Relu', [graph.input('x', 'float32', ['n'])]);
    graph.output('y', graph.node('Relu', [inner]), 'float32', ['n']);
    graph.output('z', inner, 'float32', ['n']);
    const text = asText(graph.build().model);
    expect(text).toContain('y');
    expect(text).not.toContain('Relu_0_output');
  });

  test('refuses a weight whose shape is not its size', () => {
    expect(() => new GraphBuilder('test').weight('w', [2, 3], new Float32Array(5))).toThrow(RangeError);
  });
});
