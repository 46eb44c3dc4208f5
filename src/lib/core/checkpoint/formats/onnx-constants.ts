/** An f32 constant of a model. */
export interface OnnxConstant {
  readonly shape: readonly number[];
  /** Row-major. */
  readonly values: Float32Array<ArrayBuffer>;
}

/** A field of a protocol-buffer message: a number, or the bytes of a string, tensor or message. */
type Field = readonly [number: number, value: number | Uint8Array];

const FLOAT = 1;

/**
 * The f32 constants of an ONNX model that have names, those of the branches within its graph too.
 *
 * @throws RangeError if the bytes are cut off
 * @see onnx.proto3 of ONNX 1.16, whose field numbers stand here
 */
export function onnxConstants(model: Uint8Array): ReadonlyMap<string, OnnxConstant> {
  const found = new Map<string, OnnxConstant>();
  for (const graph of messages(model, 7)) collect(graph, found);
  return found;
}

function collect(graph: Uint8Array, found: Map<string, OnnxConstant>): void {
  for (const node of messages(graph, 1)) {
    const [output] = messages(node, 2);
    for (const attribute of messages(node, 5)) {
      for (const branch of messages(attribute, 6)) collect(branch, found);
      for (const tensor of messages(attribute, 5)) {
        const constant = floatTensor(tensor);
        if (constant && output) found.set(new TextDecoder().decode(output), constant);
      }
    }
  }
}

function floatTensor(tensor: Uint8Array): OnnxConstant | null {
  const shape: number[] = [];
  let type = 0;
  let raw = new Uint8Array(0);
  for (const [field, value] of fields(tensor)) {
    if (field === 1) shape.push(...(typeof value === 'number' ? [value] : varints(value)));
    else if (field === 2 && typeof value === 'number') type = value;
    else if (field === 9 && typeof value !== 'number') raw = value.slice();
  }
  return type === FLOAT && raw.length > 0 ? { shape, values: new Float32Array(raw.buffer) } : null;
}

/** What the field holds, each time it stands there. */
function messages(bytes: Uint8Array, wanted: number): Uint8Array[] {
  return [...fields(bytes)].flatMap(([field, value]) =>
    field === wanted && typeof value !== 'number' ? [value] : [],
  );
}

function* fields(bytes: Uint8Array): Generator<Field> {
  for (let at = 0; at < bytes.length;) {
    const key = varint(bytes, at);
    const wireType = key.value % 8;
    const field = Math.floor(key.value / 8);
    if (wireType === 0) {
      const { value, end } = varint(bytes, key.end);
      yield [field, value];
      at = end;
      continue;
    }
    const length = wireType === 2 ? varint(bytes, key.end) : { value: wireType === 1 ? 8 : 4, end: key.end };
    at = length.end + length.value;
    if (at > bytes.length) throw new RangeError('the message is cut off');
    yield [field, bytes.subarray(length.end, at)];
  }
}

function varints(bytes: Uint8Array): number[] {
  const values: number[] = [];
  for (let at = 0; at < bytes.length;) {
    const { value, end } = varint(bytes, at);
    values.push(value);
    at = end;
  }
  return values;
}

/** Exact up to 2^53; negative numbers, which nothing here has, are not told from large ones. */
function varint(bytes: Uint8Array, start: number): { readonly value: number; readonly end: number } {
  let value = 0;
  for (let at = start, scale = 1; ; at++, scale *= 128) {
    const byte = bytes[at];
    if (byte === undefined) throw new RangeError('the message is cut off');
    value += (byte % 128) * scale;
    if (byte < 128) return { value, end: at + 1 };
  }
}
