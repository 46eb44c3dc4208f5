import type { SerialQueue } from '../../../core/serial-queue';
import type { MeasurementRequests } from '../../../protocol/measurement';
import type { Handlers } from '../../../protocol/rpc';
import { PLAIN_VARIANT } from '../choosing/engine-opener';
import type { WhisperModels } from '../choosing/whisper-models';
import { windowSource, withPort } from '../serving/window-source';
import { measureDraft } from './draft-measurement';
import { measureGpu } from './gpu-measurement';

/** For benchmarks: what our own engine is asked to do. */
export function measurementHandlers(
  models: WhisperModels,
  queue: SerialQueue,
): Handlers<MeasurementRequests> {
  return {
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
