import { env, pipeline, type AutomaticSpeechRecognitionPipeline } from '@huggingface/transformers';
import { serve } from '../../../src/lib/protocol/rpc';
import type { PeerRequests } from './requests';

/** What transformers.js takes by itself in Chromium. */
const RUNTIME_BUILD = 'ort-wasm-simd-threaded.asyncify';
const OPTIONS = {
  chunk_length_s: 30,
  stride_length_s: 5,
  return_timestamps: true,
  task: 'transcribe',
} as const;

env.allowRemoteModels = false;
env.allowLocalModels = true;
env.localModelPath = '/models/';
env.useBrowserCache = false;
env.useWasmCache = false;

let transcriber: AutomaticSpeechRecognitionPipeline | null = null;

serve<PeerRequests>(self, {
  'load-model': async ({ threads }) => {
    const { wasm, versions } = env.backends.onnx;
    if (!wasm) throw new Error('transformers.js came without onnxruntime-web');
    wasm.numThreads = threads;
    const runtime = (ending: string) =>
      new URL(`/runtime/${RUNTIME_BUILD}.${ending}`, self.location.href).href;
    wasm.wasmPaths = { mjs: runtime('mjs'), wasm: runtime('wasm') };
    transcriber = await pipeline('automatic-speech-recognition', 'whisper-base', {
      dtype: 'q8',
      device: 'wasm',
    });
    return {
      library: `transformers.js ${env.version}`,
      runtime: `onnxruntime-web ${versions?.web}`,
      runtimeBuild: RUNTIME_BUILD,
      threads: wasm.numThreads,
      isolated: self.crossOriginIsolated,
      options: { dtype: 'q8', device: 'wasm', ...OPTIONS },
    };
  },
  transcribe: async ({ samples, language }) => {
    if (!transcriber) throw new Error('the model is not loaded');
    const output = await transcriber(samples, { ...OPTIONS, language });
    const [{ text } = { text: '' }] = [output].flat();
    return { text: text.trim() };
  },
});
