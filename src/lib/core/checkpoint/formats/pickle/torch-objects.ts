import { AppError } from '../../../errors';
import type { PickleStorage, PickleTensor, PickleTuple, PickleValue } from './pickle-value';

const STORAGES = 'Float Half BFloat16 Double Long Int Short Char Byte Bool'.split(' ');
/** Weights have three at most. */
const MOST_AXES = 8;
const OTHER: PickleValue = { kind: 'other' };

/** What stands for a call, by the name of the function or class. Nothing is called. */
const CALLS: ReadonlyMap<string, (items: readonly PickleValue[]) => PickleValue> = new Map([
  ['collections.OrderedDict', orderedDict],
  ['torch._utils._rebuild_tensor_v2', tensor],
  ['torch._utils._rebuild_parameter', parameter],
  ['torch._utils._rebuild_sparse_tensor', () => OTHER],
  ['torch.serialization._get_layout', () => OTHER],
  ['torch.Size', () => OTHER],
  ['torch.device', () => OTHER],
]);

const NAMES: ReadonlySet<string> = new Set([
  ...CALLS.keys(),
  ...STORAGES.map((type) => `torch.${type}Storage`),
]);

/** A name in a pickle. @throws AppError 'model-unsupported' naming it if it is none of the few that weights need */
export function knownGlobal(module: string, name: string): PickleValue {
  const whole = `${module}.${name}`;
  if (!NAMES.has(whole)) {
    const shown = JSON.stringify(whole.slice(0, 200));
    throw new AppError('model-unsupported', `the file wants ${shown}, which is no plain weight`);
  }
  return { kind: 'global', name: whole };
}

/** What calling `callable` would give. @throws AppError 'model-unsupported' or 'model-corrupt' */
export function callOf(callable: PickleValue, args: PickleValue): PickleValue {
  if (!isKind(callable, 'global') || !isKind(args, 'tuple')) throw corrupt('calls what cannot be called');
  const call = CALLS.get(callable.name);
  if (!call) throw new AppError('model-unsupported', `the file calls ${callable.name}`);
  return call(args.items);
}

/** The storage that a persistent id names: ("storage", type, key, device, number of values). */
export function storageOf(id: PickleValue): PickleStorage {
  const [word, type, key, , values] = isKind(id, 'tuple') ? id.items : [];
  const isStorage = word === 'storage' && isKind(type, 'global') && typeof key === 'string';
  if (!isStorage || !isCount(values)) throw corrupt('names a storage wrongly');
  return { kind: 'storage', type: type.name, key, values };
}

/** torch fills it afterwards; a list of pairs, which could be copied without end, never comes. */
function orderedDict(items: readonly PickleValue[]): PickleValue {
  if (items.length > 0) throw corrupt('fills a dictionary at once');
  return { kind: 'dict', entries: new Map() };
}

function tensor([storage, offset, size, stride]: readonly PickleValue[]): PickleTensor {
  const shape = isKind(size, 'tuple') ? counts(size) : undefined;
  const strides = isKind(stride, 'tuple') ? counts(stride) : undefined;
  const isWhole = shape !== undefined && strides !== undefined && shape.length === strides.length;
  if (!isKind(storage, 'storage') || !isCount(offset) || !isWhole)
    throw corrupt('describes a tensor wrongly');
  return { kind: 'tensor', storage, offset, shape, strides };
}

function parameter([data]: readonly PickleValue[]): PickleValue {
  if (!isKind(data, 'tensor')) throw corrupt('describes a parameter wrongly');
  return data;
}

function counts({ items }: PickleTuple): readonly number[] | undefined {
  return items.length <= MOST_AXES && items.every(isCount) ? items : undefined;
}

function isCount(value: PickleValue | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** True if a value is an object of this kind. */
export function isKind<Kind extends string>(
  value: PickleValue | undefined,
  kind: Kind,
): value is Extract<PickleValue, { readonly kind: Kind }> {
  return typeof value === 'object' && value !== null && value.kind === kind;
}

function corrupt(what: string): AppError {
  return new AppError('model-corrupt', `its list of tensors ${what}`);
}
