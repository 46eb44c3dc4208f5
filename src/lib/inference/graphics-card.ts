import { findAdapter, isSoftware } from '../runtime/gpu-adapter';
import { hasJspi } from '../runtime/wasm-features';

/** Whether a model may run on a graphics card here; the inference worker then tests whether it is right and faster. */
export async function hasGraphicsCard(): Promise<boolean> {
  if (!hasJspi()) return false;
  const adapter = await findAdapter();
  return adapter !== null && !isSoftware(adapter.info);
}
