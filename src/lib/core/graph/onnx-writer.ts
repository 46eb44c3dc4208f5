import { ProtobufWriter } from './protobuf';

/** Element types of ONNX tensors, by their number in `TensorProto.DataType`. */
export const ELEMENT_TYPES = {
  float32: 1,
  uint8: 2,
  int8: 3,
  int32: 6,
  int64: 7,
  bool: 9,
  float16: 10,
} as const;

export type ElementType = keyof typeof ELEMENT_TYPES;

/** A number is a fixed size; a string names a size that is known at run time only. */
export type Dimension = number | string;

export type Attribute =
  | { readonly int: number }
  | { readonly float: number }
  | { readonly ints: readonly number[] }
  | { readonly graph: OnnxGraph };

export interface OnnxNode {
  readonly operator: string;
  /** '' for ONNX's own operators, 'com.microsoft' for onnxruntime's. */
  readonly domain: string;
  /** Names; '' stands for an optional input that is left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

export interface OnnxValue {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly Dimension[];
}

export interface OnnxInitializer {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly number[];
  /** Inline for the few shape vectors; weights lie outside, in a file of their own name. */
  readonly storage:
    | { readonly kind: 'inline'; readonly bytes: Uint8Array }
    | { readonly kind: 'external'; readonly path: string; readonly sizeBytes: number };
}

export interface OnnxGraph {
  readonly name: string;
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
  readonly initializers: readonly OnnxInitializer[];
  readonly nodes: readonly OnnxNode[];
}

const IR_VERSION = 9;
const OPSET = 20;
const MICROSOFT_OPSET = 1;

/**
 * Serialises a graph as an ONNX model.
 *
 * @see onnx.proto3 of ONNX 1.16, whose field numbers stand here
 */
export function writeOnnx(graph: OnnxGraph): Uint8Array<ArrayBuffer> {
  return new ProtobufWriter()
    .integer(1, IR_VERSION)
    .text(2, 'superwhisper2')
    .message(7, (to) => writeGraph(to, graph))
    .message(8, (to) => to.text(1, '').integer(2, OPSET))
    .message(8, (to) => to.text(1, 'com.microsoft').integer(2, MICROSOFT_OPSET))
    .finish();
}

function writeGraph(to: ProtobufWriter, graph: OnnxGraph): void {
  for (const node of graph.nodes) to.message(1, (nested) => writeNode(nested, node));
  to.text(2, graph.name);
  for (const initializer of graph.initializers)
    to.message(5, (nested) => writeInitializer(nested, initializer));
  for (const input of graph.inputs) to.message(11, (nested) => writeValue(nested, input));
  for (const output of graph.outputs) to.message(12, (nested) => writeValue(nested, output));
}

function writeNode(to: ProtobufWriter, node: OnnxNode): void {
  for (const input of node.inputs) to.text(1, input);
  for (const output of node.outputs) to.text(2, output);
  to.text(4, node.operator);
  for (const [name, attribute] of Object.entries(node.attributes)) {
    to.message(5, (nested) => writeAttribute(nested, name, attribute));
  }
  to.text(7, node.domain);
}

function writeAttribute(to: ProtobufWriter, name: string, attribute: Attribute): void {
  to.text(1, name);
  if ('float' in attribute) to.float(2, attribute.float).integer(20, 1);
  else if ('int' in attribute) to.integer(3, attribute.int).integer(20, 2);
  else if ('graph' in attribute)
    to.message(6, (nested) => writeGraph(nested, attribute.graph)).integer(20, 5);
  else {
    for (const value of attribute.ints) to.integer(8, value);
    to.integer(20, 7);
  }
}

function writeInitializer(to: ProtobufWriter, initializer: OnnxInitializer): void {
  for (const size of initializer.shape) to.integer(1, size);
  to.integer(2, ELEMENT_TYPES[initializer.type]).text(8, initializer.name);
  const { storage } = initializer;
  if (storage.kind === 'inline') {
    to.bytes(9, storage.bytes);
    return;
  }
  const entries = { location: storage.path, offset: '0', length: String(storage.sizeBytes) };
  for (const [key, value] of Object.entries(entries))
    to.message(13, (nested) => nested.text(1, key).text(2, value));
  to.integer(14, 1);
}

function writeValue(to: ProtobufWriter, value: OnnxValue): void {
  to.text(1, value.name).message(2, (type) =>
    type.message(1, (tensor) => {
      tensor.integer(1, ELEMENT_TYPES[value.type]).message(2, (shape) => {
        for (const size of value.shape) {
          shape.message(1, (dim) => (typeof size === 'number' ? dim.integer(1, size) : dim.text(2, size)));
        }
      });
    }),
  );
}
