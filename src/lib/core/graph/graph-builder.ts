import { writeOnnx, type Attribute, type Dimension, type ElementType } from './onnx-writer';
import type { OnnxInitializer, OnnxNode, OnnxValue } from './onnx-writer';

/** A tensor that flows through the graph. */
export interface Value {
  readonly name: string;
}

/** A weight of a graph. Its values are made when the runtime asks for them: they need not all be there at once. */
export interface Weight {
  readonly type: 'float32' | 'int8';
  readonly shape: readonly number[];
  /** Row-major values of that type and shape. */
  readonly read: () => Promise<Float32Array<ArrayBuffer> | Int8Array<ArrayBuffer>>;
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

const WEIGHT_BYTES = { float32: 4, int8: 1 } as const;

interface NodeOptions {
  readonly domain?: string;
  readonly attributes?: Readonly<Record<string, Attribute>>;
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

  constructor(private readonly name: string) {}

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
  weight(name: string, { type, shape, read }: Weight): Value {
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
    const prefix = `${operator}_${this.#nextName++}`;
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

  build(): BuiltGraph {
    const publicName = (name: string) => this.#publicNames.get(name) ?? name;
    const nodes = this.#nodes.map((node) => ({
      ...node,
      inputs: node.inputs.map(publicName),
      outputs: node.outputs.map(publicName),
    }));
    const model = writeOnnx({
      name: this.name,
      inputs: this.#inputs,
      outputs: this.#outputs,
      initializers: [...this.#initializers.values()],
      nodes,
    });
    return { model, weights: this.#weights };
  }
}
