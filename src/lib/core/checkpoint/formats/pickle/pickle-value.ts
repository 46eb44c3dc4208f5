/**
 * What a pickle of torch can mean to us. Lists and dictionaries may hold themselves: nothing may walk through a value
 * without a bound.
 */
export type PickleValue =
  | null
  | boolean
  | number
  | string
  | PickleList
  | PickleTuple
  | PickleDict
  | PickleGlobal
  | PickleStorage
  | PickleTensor
  | PickleOther;

export interface PickleList {
  readonly kind: 'list';
  readonly items: PickleValue[];
}

export interface PickleTuple {
  readonly kind: 'tuple';
  readonly items: readonly PickleValue[];
}

/** A dict or an OrderedDict. A Map, for keys come from anywhere. */
export interface PickleDict {
  readonly kind: 'dict';
  readonly entries: Map<PickleValue, PickleValue>;
}

/** One of the few names that we know: a class or a function, never called. */
export interface PickleGlobal {
  readonly kind: 'global';
  /** "torch.FloatStorage" */
  readonly name: string;
}

/** Values of one type in a file of the archive. */
export interface PickleStorage {
  readonly kind: 'storage';
  /** "torch.FloatStorage" */
  readonly type: string;
  /** Name of its file in the folder `data`. */
  readonly key: string;
  readonly values: number;
}

/** A view of a storage. Numbers are whole and not negative. */
export interface PickleTensor {
  readonly kind: 'tensor';
  readonly storage: PickleStorage;
  /** Index of its first value. */
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
}

/** Something that we know and have no use for. */
export interface PickleOther {
  readonly kind: 'other';
}
