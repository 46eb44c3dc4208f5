import { SerialQueue } from '../../core/serial-queue';
import type { InferenceRequests } from '../../protocol/inference';
import { serve } from '../../protocol/rpc';
import { announceLife } from '../../runtime/worker-life';
import { ModelStore } from '../store/model-store';
import { measurementHandlers } from './measuring/measurement-handlers';
import { RecognitionService } from './serving/recognition-service';
import { WhisperModels } from './choosing/whisper-models';

const queue = new SerialQueue();
const models = new WhisperModels(() => ModelStore.open());

announceLife();
serve<InferenceRequests>(self, {
  ...new RecognitionService(models, queue).handlers,
  ...measurementHandlers(models, queue),
});
