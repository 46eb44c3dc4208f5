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

  test('holds the weights that the body of a loop uses, and gives what it leaves for every turn', () => {
    const graph = new GraphBuilder('test');
    const read = () => Promise.resolve(new Float32Array(2));
    const start = graph.input('x', 'float32', [2]);
    const { state, leaves } = graph.loop(
      graph.input('turns', 'int64', []),
      [{ name: 'sum', value: start, type: 'float32', shape: [2] }],
      (turn, [sum]) => {
        const next = turn.node('Add', [
          sum ?? start,
          turn.weight('step', { type: 'float32', shape: [2], read }),
        ]);
        const goesOn = turn.node('Less', [turn.node('ReduceMax', [next]), start]);
        const doubled = turn.node('Add', [next, next]);
        return {
          goesOn,
          state: [next],
          leaves: [{ name: 'double', value: doubled, type: 'float32', shape: [2] }],
        };
      },
    );
    expect(state.map(({ name, shape }) => [name, shape.length])).toEqual([['sum', 1]]);
    expect(leaves.map(({ name, shape }) => [name, shape.length])).toEqual([['double', 2]]);
    expect(graph.build().weights.map(({ path }) => path)).toEqual(['step']);
  });

  test('refuses a weight whose shape is not its size', async () => {
    const graph = new GraphBuilder('test');
    const read = () => Promise.resolve(new Float32Array(5));
    graph.weight('w', { type: 'float32', shape: [2, 3], read });
    await expect(graph.build().weights[0]!.read()).rejects.toThrow(RangeError);
  });
});
