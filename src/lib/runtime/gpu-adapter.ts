import { whileMoving } from '../protocol/patience';

/** The fast adapter, unopened; null where the browser gives none. */
export function findAdapter(): Promise<GPUAdapter | null> {
  return requestAdapter('high-performance');
}

/** A driver that hangs answers nothing. */
export async function requestAdapter(powerPreference: GPUPowerPreference): Promise<GPUAdapter | null> {
  const request = () => navigator.gpu?.requestAdapter({ powerPreference }) ?? Promise.resolve(null);
  return whileMoving(request).catch(() => null);
}

/** A processor that pretends to be a GPU. */
export function isSoftware({ isFallbackAdapter, architecture }: GPUAdapterInfo): boolean {
  return isFallbackAdapter || architecture === 'swiftshader';
}
