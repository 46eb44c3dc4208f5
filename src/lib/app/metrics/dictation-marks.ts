import type { Marks } from '../../core/metrics/mark-ring';
import type { MetricsClient } from '../../metrics/metrics-client';
import { engineSetup } from '../../protocol/metrics';
import type { EngineDescription } from '../engine/engine-description';

/**
 * Where a dictation marks how long its texts took.
 *
 * @param engine that writes the words
 * @param finalModelId of the model that writes whole utterances, once it is in memory
 */
export function dictationMarks(
  metrics: Pick<MetricsClient, 'of'>,
  engine: EngineDescription,
  finalModelId: string,
): Marks {
  const setup = engineSetup(engine);
  const { modelId } = setup;
  return metrics.of(modelId === finalModelId ? setup : { ...setup, modelId: `${modelId} + ${finalModelId}` });
}
