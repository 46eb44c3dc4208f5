/** ES2024; absent before Chrome 114, Firefox 122 and Safari 17.4. */
type Releasable = ArrayBuffer & { readonly transfer?: (newByteLength?: number) => ArrayBuffer };

/**
 * Gives the memory behind `values` back now. Garbage collection comes late for large arrays: it counts the small
 * objects that hold them. Whoever still has a view of that memory finds it empty; where the browser cannot, nothing happens.
 */
export function releaseMemory(values: ArrayBufferView): void {
  if (!(values.buffer instanceof ArrayBuffer) || values.buffer.byteLength === 0) return;
  const buffer: Releasable = values.buffer;
  buffer.transfer?.(0);
}
