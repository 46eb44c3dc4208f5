import { randomCheckpoint } from '../../../core/checkpoint/random-checkpoint';
import type { OnnxRuntime } from '../../../runtime/onnx-runtime';
import { writeClip } from './self-test';
import { WasmBackend } from '../whisper/wasm/wasm-backend';
import { WhisperEngine } from '../whisper/whisper-engine';

/**
 * Makes a small model of noise ready and lets it write, on the processor. The runtime is compiled with the first session, which
 * takes a second; and a browser compiles what is used much once more, faster code then, be it the runtime's or ours: a real model
 * that comes next is ready in two thirds of the time.
 */
export async function rehearse(runtime: OnnxRuntime, breathe: () => Promise<void>): Promise<void> {
  const engine = await WhisperEngine.open(randomCheckpoint('toy'), (checkpoint) =>
    WasmBackend.open(checkpoint, { kernels: 'int8', runtime, breathe }),
  );
  await writeClip(engine).finally(() => engine.dispose());
}
