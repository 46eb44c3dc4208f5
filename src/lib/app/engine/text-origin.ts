import type { TextOrigin } from '../../core/transcript/transcript';
import type { EngineDescription } from '../../protocol/loading';

/** What a text that the engine has just written is kept with. @param writtenMs since 1970 */
export function textOrigin(
  { model, device, kernels }: Pick<EngineDescription, 'model' | 'device' | 'kernels'>,
  writtenMs: number,
): TextOrigin {
  return { model, engine: `${device} ${kernels}`, writtenMs };
}
