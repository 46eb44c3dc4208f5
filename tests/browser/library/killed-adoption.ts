type Method = (this: unknown, ...given: unknown[]) => unknown;

/**
 * Runs `work` as if the browser were killed behind its write number `last`, of whichever kind: no later one happens.
 *
 * @returns whether it came to its end
 */
export async function adoptUntil(last: number, work: () => Promise<boolean>): Promise<boolean> {
  const restore: (() => void)[] = [];
  let count = 0;
  const replace = (owner: object, name: string, around: (original: Method) => Method) => {
    const original = Reflect.get(owner, name) as Method;
    Reflect.set(owner, name, around(original));
    restore.push(() => Reflect.set(owner, name, original));
  };
  for (const name of ['put', 'add', 'clear'])
    replace(IDBObjectStore.prototype, name, (original) => {
      return function (this: unknown, ...given) {
        const asked = original.apply(this, given);
        // What was asked for before in the same turn is asked for, and nothing of it is kept.
        if (++count > last) queueMicrotask(() => abort((this as IDBObjectStore).transaction));
        return asked;
      };
    });
  const others: readonly (readonly [object, string])[] = [
    [FileSystemFileHandle.prototype, 'move'],
    [Storage.prototype, 'setItem'],
    [Storage.prototype, 'removeItem'],
  ];
  for (const [owner, name] of others)
    replace(owner, name, (original) => {
      return function (this: unknown, ...given) {
        if (++count > last) throw new TypeError('killed');
        return original.apply(this, given);
      };
    });
  try {
    return await work();
  } catch {
    return false;
  } finally {
    for (const each of restore) each();
  }
}

function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It is already.
  }
}
