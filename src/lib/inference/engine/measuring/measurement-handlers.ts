import { CancelledError } from '../../../core/errors';
import type { SerialQueue } from '../../../core/serial-queue';
import type { MeasurementRequests } from '../../../protocol/measurement';
import type { Handlers } from '../../../protocol/rpc';
import { yieldToMessages } from '../../../runtime/yield-to-messages';
import { PLAIN_VARIANT } from '../choosing/engine-opener';
import type { WhisperModels } from '../choosing/whisper-models';
import { windowSource, withPort } from '../serving/window-source';
import { helperThreads } from '../whisper/kernels/helper-threads';
import { measureDraft } from './draft-measurement';
import { measureGpu } from './gpu-measurement';
import { timeLayers } from './layer-timing';

/** What our own engine is asked to do, most of it for benchmarks. */
export function measurementHandlers(
  models: WhisperModels,
  queue: SerialQueue,
): Handlers<MeasurementRequests> {
  return {
    'time-layers': async ({ sizes }, { signal }) => {
      const { kernels, threads } = await models.kernelThreads();
      return timeLayers(sizes, {
        threads: helperThreads(kernels, threads),
        turn: async (call) => {
          // A chain of promises would let no message in.
          await yieldToMessages();
          if (signal.aborted) throw new CancelledError();
          return models.whenIdle(call);
        },
      });
    },
    'measure-draft': ({ windows, language }, { signal }) =>
      queue.run(() =>
        withPort(windows, async () => {
          const window = await windowSource(windows, signal)();
          const user = { urgency: 'file', signal, isCalledOff: () => false } as const;
          return window && measureDraft(await models.engineFor(user), window, language);
        }),
      ),
    'measure-gpu': ({ model, activations, ...options }) =>
      queue.run(async () => {
        const expected = model.kind === 'kept' ? await models.reference(model.modelId) : null;
        const { engine, adapter } = await models.openOnGpu(model, { ...PLAIN_VARIANT, activations });
        const measurement = await measureGpu(engine, { expected, ...options }).finally(() =>
          engine.dispose(),
        );
        return { adapter, measurement };
      }),
  };
}
