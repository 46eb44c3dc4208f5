import { writeOnnx, type Attribute, type Dimension, type ElementType } from './onnx-writer';
import type { OnnxGraph, OnnxInitializer, OnnxNode, OnnxValue } from './onnx-writer';

/** A tensor that flows through the graph. */
export interface Value {
  readonly name: string;
}

/** A weight of a graph. Its values are made when the runtime asks for them: they need not all be there at once. */
export interface Weight {
  readonly type: keyof typeof WEIGHT_BYTES;
  readonly shape: readonly number[];
  /** Row-major values of that type and shape; half floats as their bits. */
  readonly read: () => Promise<WeightValues>;
}

/** The external file of one weight, named like it. */
export interface WeightFile {
  readonly path: string;
  readonly sizeBytes: number;
  /** @throws RangeError if what was read has another size */
  readonly read: () => Promise<Uint8Array<ArrayBuffer>>;
}

/** What onnxruntime needs to make a session. */
export interface BuiltGraph {
  readonly model: Uint8Array<ArrayBuffer>;
  readonly weights: readonly WeightFile[];
}

type WeightValues =
  Float32Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Int8Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;

const WEIGHT_BYTES = { float32: 4, float16: 2, int8: 1, uint8: 1 } as const;

interface NodeOptions {
  readonly domain?: string;
  readonly attributes?: Readonly<Record<string, Attribute>>;
}

/** A value with what a graph says of those that go in or come out: name, type and shape. */
export interface Port extends OnnxValue {
  readonly value: Value;
}

/** What one step of a loop makes. */
export interface LoopStep {
  /** bool (): whether there is to be another. */
  readonly goesOn: Value;
  /** What the next step starts with, in the order of the loop's state. */
  readonly state: readonly Value[];
  readonly leaves: readonly Port[];
}

/** What a loop has made. */
export interface LoopResult {
  /** After the last step. */
  readonly state: readonly Port[];
  /** What the steps left, stacked along a new first axis: of the same shape in each. */
  readonly leaves: readonly Port[];
}

/** Collects inputs, weights and nodes of one graph; names of nodes are made here. */
export class GraphBuilder {
  readonly #inputs: OnnxValue[] = [];
  readonly #outputs: OnnxValue[] = [];
  readonly #initializers = new Map<string, OnnxInitializer>();
  readonly #weights: WeightFile[] = [];
  readonly #nodes: OnnxNode[] = [];
  readonly #publicNames = new Map<string, string>();
  #nextName = 0;

  /** @param outer the graph whose loop this one is the body of: it holds the weights */
  constructor(
    private readonly name: string,
    private readonly outer: GraphBuilder | null = null,
  ) {}

  input(name: string, type: ElementType, shape: readonly Dimension[]): Value {
    this.#inputs.push({ name, type, shape });
    return { name };
  }

  /** Makes a node's output an output of the graph, under its public name. */
  output(name: string, value: Value, type: ElementType, shape: readonly Dimension[]): void {
    this.#publicNames.set(value.name, name);
    this.#outputs.push({ name, type, shape });
  }

  /** A weight, stored outside the model. A name that was given before is that weight again. */
  weight(name: string, weight: Weight): Value {
    if (this.outer) return this.outer.weight(name, weight);
    if (this.#initializers.has(name)) return { name };
    const { type, shape, read } = weight;
    const sizeBytes = shape.reduce((product, size) => product * size, WEIGHT_BYTES[type]);
    const storage = { kind: 'external', path: name, sizeBytes } as const;
    this.#initializers.set(name, { name, type, shape, storage });
    const readBytes = async () => {
      const values = await read();
      if (values.byteLength !== sizeBytes) {
        throw new RangeError(`${name}: ${values.byteLength} bytes for ${type} [${shape.join(', ')}]`);
      }
      return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    };
    this.#weights.push({ path: name, sizeBytes, read: readBytes });
    return { name };
  }

  /** A small vector of int64, as shapes and axes are given. */
  int64s(values: readonly number[]): Value {
    if (this.outer) return this.outer.int64s(values);
    const name = `int64:${values.join(',')}`;
    const bytes = new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
    const storage = { kind: 'inline', bytes } as const;
    this.#initializers.set(name, { name, type: 'int64', shape: [values.length], storage });
    return { name };
  }

  /** Adds a node with one output. `null` stands for an optional input left out. */
  node(operator: string, inputs: readonly (Value | null)[], options: NodeOptions = {}): Value {
    const [output] = this.nodes(operator, inputs, ['output'], options);
    if (!output) throw new RangeError(`${operator} has no output`);
    return output;
  }

  /** Adds a node with several outputs; `''` leaves an optional output out. */
  nodes(
    operator: string,
    inputs: readonly (Value | null)[],
    outputs: readonly string[],
    options: NodeOptions = {},
  ): Value[] {
    const prefix = `${this.outer ? `${this.name}/` : ''}${operator}_${this.#nextName++}`;
    const names = outputs.map((output) => (output === '' ? '' : `${prefix}_${output}`));
    this.#nodes.push({
      operator,
      domain: options.domain ?? '',
      inputs: inputs.map((input) => input?.name ?? ''),
      outputs: names,
      attributes: options.attributes ?? {},
    });
    return names.map((name) => ({ name }));
  }

  /**
   * Repeats a graph, which sees the values and weights of this one.
   *
   * @param steps int64 (), at most so many
   * @param state what the first step starts with; sizes that have names may change from step to step
   * @param body adds the nodes of a step to a graph of its own, given the state that it starts with
   */
  loop(
    steps: Value,
    state: readonly Port[],
    body: (step: GraphBuilder, state: readonly Value[]) => LoopStep,
  ): LoopResult {
    const name = `loop_${this.#nextName++}`;
    const step = new GraphBuilder(name, this);
    step.input(`${name}/index`, 'int64', []);
    step.input(`${name}/goes_on`, 'bool', []);
    const starts = state.map(({ name: port, type, shape }) => step.input(`${name}/${port}`, type, shape));
    const made = body(step, starts);
    step.output(`${name}/next_goes_on`, made.goesOn, 'bool', []);
    const ends = state.map((port, index) => ({ ...port, value: made.state[index] ?? port.value }));
    for (const { name: port, value, type, shape } of [...ends, ...made.leaves]) {
      step.output(`${name}/next_${port}`, value, type, shape);
    }
    const ports = [
      ...state,
      ...made.leaves.map((port) => ({ ...port, shape: [`${name}/steps`, ...port.shape] })),
    ];
    const values = this.nodes(
      'Loop',
      [steps, null, ...state.map(({ value }) => value)],
      ports.map((port) => port.name),
      { attributes: { body: { graph: step.#graph() } } },
    );
    const results = ports.map((port, index) => ({ ...port, value: values[index] ?? port.value }));
    return { state: results.slice(0, state.length), leaves: results.slice(state.length) };
  }

  build(): BuiltGraph {
    return { model: writeOnnx(this.#graph()), weights: this.#weights };
  }

  #graph(): OnnxGraph {
    const publicName = (name: string) => this.#publicNames.get(name) ?? name;
    const nodes = this.#nodes.map((node) => ({
      ...node,
      inputs: node.inputs.map(publicName),
      outputs: node.outputs.map(publicName),
    }));
    return {
      name: this.name,
      inputs: this.#inputs,
      outputs: this.#outputs,
      initializers: [...this.#initializers.values()],
      nodes,
    };
  }
}
