import { GraphBuilder } from '$lib/core/graph/graph-builder';
import { describe, expect, test, vi } from 'vitest';

const asText = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

describe('a built graph', () => {
  test('has its weights outside the model, unread', async () => {
    const graph = new GraphBuilder('test');
    const read = vi.fn(() => Promise.resolve(new Float32Array(1000).fill(1)));
    const weight = graph.weight('big', { type: 'float32', shape: [1000], read });
    graph.output('sum', graph.node('Add', [graph.input('x', 'float32', [1000]), weight]), 'float32', [1000]);
    const { model, weights } = graph.build();
    expect(model.length).toBeLessThan(500);
    expect(weights.map(({ path, sizeBytes }) => [path, sizeBytes])).toEqual([['big', 4000]]);
    expect(read).not.toHaveBeenCalled();
    expect(await weights[0]!.read()).toHaveLength(4000);
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

  test('refuses a weight whose shape is not its size', async () => {
    const graph = new GraphBuilder('test');
    const read = () => Promise.resolve(new Float32Array(5));
    graph.weight('w', { type: 'float32', shape: [2, 3], read });
    await expect(graph.build().weights[0]!.read()).rejects.toThrow(RangeError);
  });
});
