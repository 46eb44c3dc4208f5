/**
 * The same values in the same order, each asked for while the one before is worked on: a disk reads while the processor
 * computes. One more of them is in memory.
 */
export async function* readAhead<Value>(
  values: AsyncIterable<Value>,
): AsyncGenerator<Value, void, undefined> {
  const iterator = values[Symbol.asyncIterator]();
  let next = iterator.next();
  try {
    for (let { done, value } = await next; !done; { done, value } = await next) {
      next = iterator.next();
      yield value;
    }
  } finally {
    // Whoever stops in the middle never asks what became of it.
    next.catch(() => undefined);
    await iterator.return?.();
  }
}
