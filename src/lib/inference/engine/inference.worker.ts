import { SerialQueue } from '../../core/serial-queue';
import type { InferenceRequests } from '../../protocol/inference';
import type { EngineDescription } from '../../protocol/loading';
import { MarkSender } from '../../protocol/mark-sender';
import { engineSetup } from '../../protocol/metrics';
import { serve } from '../../protocol/rpc';
import { announceLife } from '../../runtime/worker-life';
import { ModelStore } from '../store/model-store';
import { measurementHandlers } from './measuring/measurement-handlers';
import { markHandlers } from './serving/mark-handlers';
import { markedModels } from './serving/marked-models';
import { RecognitionService } from './serving/recognition-service';
import { residencyHandlers } from './serving/residency-handlers';
import { WhisperModels } from './choosing/whisper-models';
import { deviceMemoryBudget } from '../../runtime/device-memory-budget';

const queue = new SerialQueue();
const marks = new MarkSender();
const onLoaded = (description: EngineDescription) =>
  marks.of(engineSetup(description)).mark('load', description.loadMilliseconds);
const models = new WhisperModels(() => ModelStore.open(), deviceMemoryBudget(), onLoaded);

announceLife();
serve<InferenceRequests>(self, {
  ...new RecognitionService(markedModels(models, marks), queue).handlers,
  ...residencyHandlers(models),
  ...measurementHandlers(models, queue),
  ...markHandlers(marks),
});
