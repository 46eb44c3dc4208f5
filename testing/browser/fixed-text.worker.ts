import { CancelledError } from '../../src/lib/core/errors';
import type { AudioWindow } from '../../src/lib/core/endpointing/audio-window';
import type { Recogniser } from '../../src/lib/core/recognition/recogniser';
import { SerialQueue } from '../../src/lib/core/serial-queue';
import { RecognitionService } from '../../src/lib/inference/engine/serving/recognition-service';
import type { HeldModel, Models, RecogniserUser } from '../../src/lib/inference/engine/serving/models';
import type { EngineDescription, LoadingRequests } from '../../src/lib/protocol/loading';
import type { RecognitionRequests } from '../../src/lib/protocol/recognition';
import { serve } from '../../src/lib/protocol/rpc';
import { announceLife } from '../../src/lib/runtime/worker-life';
import {
  FIXED_TEXT,
  FIXED_TEXT_CAPABILITIES,
  fixedTextRecogniser,
  type FixedAnswer,
} from '../fixed-text-recogniser';

const { text = FIXED_TEXT, windowMs = 0, fingerprint = false }: FixedAnswer = Reflect.get(self, 'answer');

const description: EngineDescription = {
  ...{ device: 'wasm', why: 'asked-for', adapter: null, times: null, offered: [], tested: [] },
  ...{ threads: 1, isolated: self.crossOriginIsolated, kernels: 'f32', runtimeBuild: 'wasm' },
  ...{ model: { id: 'fixed-text', sha256: null }, loadMilliseconds: 0 },
  capabilities: FIXED_TEXT_CAPABILITIES,
};
const held: HeldModel = {
  description,
  recogniserFor: (user) => Promise.resolve(recogniserFor(user)),
  giveBack: () => undefined,
};
const models: Models = {
  loaded: description,
  holdResident: () => held,
  hold: () => Promise.resolve(held),
  load: () => Promise.resolve(description),
  warmUp: () => Promise.resolve(),
  watchBytes: () => () => undefined,
};

function recogniserFor({ signal }: RecogniserUser): Recogniser {
  const atOnce = fixedTextRecogniser(undefined, textOf);
  if (windowMs === 0) return atOnce;
  return {
    capabilities: { ...atOnce.capabilities, maxBatch: 1 },
    transcribe: async (windows, request) => {
      await new Promise((resolve) => setTimeout(resolve, windowMs));
      if (signal.aborted) throw new CancelledError();
      return atOnce.transcribe(windows, request);
    },
  };
}

function textOf({ samples }: AudioWindow): string {
  if (!fingerprint) return text;
  // FNV-1a
  let hash = 0x811c9dc5;
  for (const byte of new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength))
    hash = Math.imul(hash ^ byte, 0x01000193);
  return `${text} ${hash >>> 0}`;
}

// The inference worker of the app, but for what makes the text.
announceLife();
serve<LoadingRequests & RecognitionRequests>(
  self,
  new RecognitionService(models, new SerialQueue()).handlers,
);
