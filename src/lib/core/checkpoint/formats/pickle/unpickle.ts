import { AppError } from '../../../errors';
import { PickleBytes } from './pickle-bytes';
import type { PickleValue } from './pickle-value';
import { callOf, isKind, knownGlobal, storageOf } from './torch-objects';

/** large-v3 with the state of its training has about 40,000. */
const MOST_OBJECTS = 200_000;
/** torch puts down at most a thousand entries of a dictionary at a time: two values each. */
const DEEPEST_STACK = 20_000;
const HIGHEST_PROTOCOL = 5;
const OTHER: PickleValue = { kind: 'other' };

/**
 * Reads a pickle of torch without running anything in it: only plain values, and descriptions of tensors and storages,
 * which stay where they are.
 *
 * @throws AppError 'model-unsupported' naming any class, function or instruction beyond those
 * @throws AppError 'model-corrupt' if it is cut or senseless
 * @see CPython Lib/pickletools.py, which describes the instructions
 */
export function unpickle(bytes: Uint8Array): PickleValue {
  return new Machine(bytes).run();
}

class Machine {
  private readonly bytes: PickleBytes;
  private readonly stack: PickleValue[] = [];
  /** Lengths of the stack where MARK stood. */
  private readonly marks: number[] = [];
  private readonly memo = new Map<number, PickleValue>();
  private objects = 0;
  private readonly instructions: ReadonlyMap<number, () => void>;

  constructor(bytes: Uint8Array) {
    this.bytes = new PickleBytes(bytes);
    this.instructions = new Map([
      ...this.values(),
      ...this.collections(),
      ...this.memory(),
      ...this.classes(),
    ]);
  }

  run(): PickleValue {
    for (;;) {
      const code = this.bytes.uint8();
      if (code === 0x2e) return this.pop(); // STOP
      const instruction = this.instructions.get(code);
      if (!instruction) throw unsupported(`has the instruction 0x${code.toString(16)}`);
      instruction();
    }
  }

  private values(): [code: number, instruction: () => void][] {
    const { bytes } = this;
    return [
      [0x80, () => this.requireProtocol(bytes.uint8())], // PROTO
      [0x95, () => bytes.skip(8)], // FRAME
      [0x4e, () => this.push(null)], // NONE
      [0x88, () => this.push(true)], // NEWTRUE
      [0x89, () => this.push(false)], // NEWFALSE
      [0x4a, () => this.push(bytes.int32())], // BININT
      [0x4b, () => this.push(bytes.uint8())], // BININT1
      [0x4d, () => this.push(bytes.uint16())], // BININT2
      [0x8a, () => this.push(bytes.long(bytes.uint8()) ?? OTHER)], // LONG1
      [0x47, () => this.push(bytes.float64())], // BINFLOAT
      [0x58, () => this.push(bytes.text(bytes.uint32()))], // BINUNICODE
      [0x8c, () => this.push(bytes.text(bytes.uint8()))], // SHORT_BINUNICODE
    ];
  }

  private collections(): [code: number, instruction: () => void][] {
    return [
      [0x28, () => this.mark()], // MARK
      [0x5d, () => this.pushObject({ kind: 'list', items: [] })], // EMPTY_LIST
      [0x7d, () => this.pushObject({ kind: 'dict', entries: new Map() })], // EMPTY_DICT
      [0x29, () => this.pushTuple([])], // EMPTY_TUPLE
      [0x85, () => this.pushTuple(this.popSome(1))], // TUPLE1
      [0x86, () => this.pushTuple(this.popSome(2))], // TUPLE2
      [0x87, () => this.pushTuple(this.popSome(3))], // TUPLE3
      [0x74, () => this.pushTuple(this.popToMark())], // TUPLE
      [0x61, () => this.append(this.popSome(1))], // APPEND
      [0x65, () => this.append(this.popToMark())], // APPENDS
      [0x73, () => this.setItems(this.popSome(2))], // SETITEM
      [0x75, () => this.setItems(this.popToMark())], // SETITEMS
    ];
  }

  private memory(): [code: number, instruction: () => void][] {
    const { bytes } = this;
    return [
      [0x71, () => this.remember(bytes.uint8())], // BINPUT
      [0x72, () => this.remember(bytes.uint32())], // LONG_BINPUT
      [0x94, () => this.remember(this.memo.size)], // MEMOIZE
      [0x68, () => this.recall(bytes.uint8())], // BINGET
      [0x6a, () => this.recall(bytes.uint32())], // LONG_BINGET
    ];
  }

  private classes(): [code: number, instruction: () => void][] {
    const { bytes } = this;
    return [
      [0x63, () => this.pushObject(knownGlobal(bytes.line(), bytes.line()))], // GLOBAL
      [0x93, () => this.pushGlobalOfStack()], // STACK_GLOBAL
      [0x52, () => this.reduce()], // REDUCE
      [0x62, () => this.build()], // BUILD
      [0x51, () => this.pushObject(storageOf(this.pop()))], // BINPERSID
    ];
  }

  private requireProtocol(protocol: number): void {
    if (protocol > HIGHEST_PROTOCOL) throw unsupported(`has protocol ${protocol}`);
  }

  private push(value: PickleValue): void {
    if (this.stack.length >= DEEPEST_STACK) throw corrupt('has too many values at once');
    this.stack.push(value);
  }

  private pushObject(value: PickleValue): void {
    if (++this.objects > MOST_OBJECTS) throw corrupt('has too many objects');
    this.push(value);
  }

  private pushTuple(items: readonly PickleValue[]): void {
    this.pushObject({ kind: 'tuple', items });
  }

  private pop(): PickleValue {
    const [value] = this.popSome(1);
    return value ?? null;
  }

  /** The last values, in the order in which they came. Those before the last mark are not to be had. */
  private popSome(count: number): PickleValue[] {
    if (this.stack.length - count < (this.marks.at(-1) ?? 0)) throw corrupt('takes what is not there');
    return this.stack.splice(this.stack.length - count);
  }

  private mark(): void {
    if (this.marks.length >= DEEPEST_STACK) throw corrupt('has too many marks');
    this.marks.push(this.stack.length);
  }

  private popToMark(): PickleValue[] {
    const start = this.marks.pop();
    if (start === undefined) throw corrupt('goes back to no mark');
    return this.stack.splice(start);
  }

  private append(items: readonly PickleValue[]): void {
    const list = this.stack.at(-1);
    if (!isKind(list, 'list')) throw corrupt('appends to no list');
    for (const item of items) list.items.push(item);
  }

  private setItems(keysAndValues: readonly PickleValue[]): void {
    const dict = this.stack.at(-1);
    if (!isKind(dict, 'dict') || keysAndValues.length % 2 !== 0) throw corrupt('sets items of no dictionary');
    for (let i = 0; i < keysAndValues.length; i += 2) {
      dict.entries.set(keysAndValues[i] ?? null, keysAndValues[i + 1] ?? null);
    }
  }

  private remember(place: number): void {
    const value = this.stack.at(-1);
    if (value === undefined) throw corrupt('remembers nothing');
    if (this.memo.size >= MOST_OBJECTS) throw corrupt('remembers too much');
    this.memo.set(place, value);
  }

  private recall(place: number): void {
    const value = this.memo.get(place);
    if (value === undefined) throw corrupt('recalls what it never had');
    this.push(value);
  }

  private pushGlobalOfStack(): void {
    const [module, name] = this.popSome(2);
    if (typeof module !== 'string' || typeof name !== 'string') throw corrupt('names nothing');
    this.pushObject(knownGlobal(module, name));
  }

  private reduce(): void {
    const [callable = null, args = null] = this.popSome(2);
    this.pushObject(callOf(callable, args));
  }

  /** The attributes of a state dict, such as the versions of its modules, say nothing of its weights. */
  private build(): void {
    this.pop();
    if (!isKind(this.stack.at(-1), 'dict')) throw unsupported('gives attributes to what is no dictionary');
  }
}

function unsupported(what: string): AppError {
  return new AppError('model-unsupported', `its list of tensors ${what}`);
}

function corrupt(what: string): AppError {
  return new AppError('model-corrupt', `its list of tensors ${what}`);
}
