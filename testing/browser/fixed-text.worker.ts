import { SerialQueue } from '../../src/lib/core/serial-queue';
import { RecognitionService } from '../../src/lib/inference/engine/serving/recognition-service';
import type { Models } from '../../src/lib/inference/engine/serving/models';
import type { EngineDescription, LoadingRequests } from '../../src/lib/protocol/loading';
import type { RecognitionRequests } from '../../src/lib/protocol/recognition';
import { serve } from '../../src/lib/protocol/rpc';
import { announceLife } from '../../src/lib/runtime/worker-life';
import { FIXED_TEXT_CAPABILITIES, fixedTextRecogniser } from '../fixed-text-recogniser';

const description: EngineDescription = {
  ...{ device: 'wasm', why: 'asked-for', adapter: null, times: null, offered: [], tested: [] },
  ...{ threads: 1, isolated: self.crossOriginIsolated, kernels: 'f32', runtimeBuild: 'wasm' },
  ...{ model: { id: 'fixed-text', sha256: null }, loadMilliseconds: 0 },
  capabilities: FIXED_TEXT_CAPABILITIES,
};
const models: Models = {
  loaded: { description, recogniserFor: () => fixedTextRecogniser() },
  ready: () => Promise.resolve(description),
  load: () => Promise.resolve(description),
  warmUp: () => Promise.resolve(),
  watchBytes: () => () => undefined,
};

// The inference worker of the app, but for what makes the text.
announceLife();
serve<LoadingRequests & RecognitionRequests>(
  self,
  new RecognitionService(models, new SerialQueue()).handlers,
);
