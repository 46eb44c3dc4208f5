import type { GpuCounts } from '../../../../protocol/measurement';

const counts = {
  dispatches: 0,
  submits: 0,
  bytesWritten: 0,
  reads: 0,
  bytesRead: 0,
  buffersMade: 0,
  buffersAlive: 0,
  bytesAlive: 0,
  wasmBytesGrown: 0,
};

const WASM_PAGE_BYTES = 65_536;

/** The bytes alive of one device. */
interface Tally {
  bytesAlive: number;
}

/** A buffer that is alive. */
interface Counted {
  readonly bytes: number;
  readonly tally: Tally;
}

let isCounting = false;
/** Buffers that are dropped without being destroyed. */
const dropped = new FinalizationRegistry<Counted>(forget);
const alive = new WeakMap<GPUBuffer, Counted>();
const tallies = new WeakMap<GPUDevice, Tally>();

/** What this worker has asked of its GPU since `countGpuWork`, onnxruntime included. */
export function gpuCounts(): GpuCounts {
  return { ...counts };
}

/** In buffers of a device that was made since `countGpuWork`, onnxruntime's included. */
export function gpuBytesOf(device: GPUDevice): number {
  return tallies.get(device)?.bytesAlive ?? 0;
}

/** Counts from now on what goes to any GPU device of this worker. Called again it does nothing. */
export function countGpuWork(): void {
  if (isCounting || typeof GPUDevice === 'undefined') return;
  isCounting = true;
  after(WebAssembly.Memory.prototype, 'grow', ([pages]) => {
    counts.wasmBytesGrown += Number(pages) * WASM_PAGE_BYTES;
  });
  after(GPUDevice.prototype, 'createBuffer', (_, buffer: GPUBuffer, device: GPUDevice) =>
    remember(buffer, device),
  );
  after(GPUComputePassEncoder.prototype, 'dispatchWorkgroups', () => counts.dispatches++);
  after(GPUComputePassEncoder.prototype, 'dispatchWorkgroupsIndirect', () => counts.dispatches++);
  after(GPUQueue.prototype, 'submit', () => counts.submits++);
  after(GPUQueue.prototype, 'writeBuffer', ([, , data]) => {
    if (ArrayBuffer.isView(data) || data instanceof ArrayBuffer) counts.bytesWritten += data.byteLength;
  });
  after(GPUBuffer.prototype, 'mapAsync', ([, offset = 0, size], _, buffer: GPUBuffer) => {
    counts.reads++;
    counts.bytesRead += Number(size ?? buffer.size - Number(offset));
  });
  after(GPUBuffer.prototype, 'destroy', (_, __, buffer: GPUBuffer) => {
    const counted = alive.get(buffer);
    if (!counted) return;
    alive.delete(buffer);
    dropped.unregister(buffer);
    forget(counted);
  });
}

function remember(buffer: GPUBuffer, device: GPUDevice): void {
  const tally = tallies.get(device) ?? { bytesAlive: 0 };
  tallies.set(device, tally);
  const counted = { bytes: buffer.size, tally };
  counts.buffersMade++;
  counts.buffersAlive++;
  counts.bytesAlive += counted.bytes;
  tally.bytesAlive += counted.bytes;
  alive.set(buffer, counted);
  dropped.register(buffer, counted, buffer);
}

function forget({ bytes, tally }: Counted): void {
  counts.buffersAlive--;
  counts.bytesAlive -= bytes;
  tally.bytesAlive -= bytes;
}

/** Lets `count` see the arguments, the result and the object of each call of a method. */
function after<Owner extends object, Result>(
  prototype: Owner,
  name: keyof Owner,
  count: (given: readonly unknown[], result: Result, owner: Owner) => void,
): void {
  const method: unknown = prototype[name];
  if (typeof method !== 'function') return;
  Reflect.set(prototype, name, function (this: Owner, ...given: unknown[]): unknown {
    const result: Result = Reflect.apply(method, this, given);
    count(given, result, this);
    return result;
  });
}
