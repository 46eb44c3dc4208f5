import { SerialQueue } from '../../core/serial-queue';
import type { InferenceRequests } from '../../protocol/inference';
import { serve } from '../../protocol/rpc';
import { announceLife } from '../../runtime/worker-life';
import { ModelStore } from '../store/model-store';
import { measurementHandlers } from './measuring/measurement-handlers';
import { RecognitionService } from './serving/recognition-service';
import { residencyHandlers } from './serving/residency-handlers';
import { WhisperModels } from './choosing/whisper-models';
import { deviceMemoryBudget } from '../../runtime/device-memory-budget';

const queue = new SerialQueue();
const models = new WhisperModels(() => ModelStore.open(), deviceMemoryBudget());

announceLife();
serve<InferenceRequests>(self, {
  ...new RecognitionService(models, queue).handlers,
  ...residencyHandlers(models),
  ...measurementHandlers(models, queue),
});
