import { randomCheckpoint } from '../../../core/checkpoint/random-checkpoint';
import type { KernelModule } from '../../../runtime/kernels/kernel-module';
import { helperThreads } from '../whisper/kernels/helper-threads';
import { KernelBackend } from '../whisper/kernels/kernel-backend';
import { WhisperEngine } from '../whisper/whisper-engine';
import { writeClip } from './self-test';

/**
 * Makes a small model of noise ready and lets it write, on the processor. A browser compiles what is used much once more, faster
 * code then, be it the kernels or ours: a real model that comes next is ready sooner.
 */
export async function rehearse(kernels: KernelModule, breathe: () => Promise<void>): Promise<void> {
  const threads = helperThreads(kernels, 1);
  const engine = await WhisperEngine.open(randomCheckpoint('toy'), (checkpoint) =>
    KernelBackend.open(checkpoint, { threads, breathe }),
  );
  await writeClip(engine).finally(() => engine.dispose());
}
