import { cpus } from 'node:os';
import type { AudioWindow } from '../../src/lib/core/endpointing/audio-window';
import { FRAME_SAMPLES } from '../../src/lib/core/endpointing/speech-regions';
import { DECODING_DEFAULTS } from '../../src/lib/core/whisper/decoding/decoding-settings';
import { WhisperRecogniser } from '../../src/lib/core/whisper/reading/whisper-recogniser';
import { KernelBackend } from '../../src/lib/inference/engine/whisper/kernels/kernel-backend';
import { WhisperEngine } from '../../src/lib/inference/engine/whisper/whisper-engine';
import type { Clip } from '../../testing/audio/manifest';
import { nodeThreads } from '../../testing/kernel-threads';
import { readKernels } from '../../testing/kernels';
import { clipSamples } from './clip-samples';

/** Texts of clips in Node, by the product's own recogniser and kernels. */
export interface ClipReader {
  read(clip: Clip): Promise<string>;
  close(): Promise<void>;
}

/** @param model a ggml file */
export async function openClipReader(model: Blob): Promise<ClipReader> {
  const threads = nodeThreads(await readKernels('relaxed'), Math.min(4, cpus().length));
  const engine = await WhisperEngine.load(model, (checkpoint) =>
    KernelBackend.open(checkpoint, { threads, breathe: () => Promise.resolve(), silence: 'computed' }),
  );
  const recogniser = new WhisperRecogniser(engine);
  return {
    read: async (clip) => {
      const samples = clipSamples(clip.path);
      if (!samples) throw new Error(`${clip.file} is no WAV that is read here`);
      const [read] = await recogniser.transcribe([wholeClip(samples)], {
        language: { kind: 'given', language: clip.language ?? 'en' },
        vocabulary: [],
        settings: DECODING_DEFAULTS,
        previous: null,
        previousLanguage: null,
      });
      return (read?.segments ?? []).map(({ text }) => text).join(' ');
    },
    close: () => engine.dispose(),
  };
}

/** All of it counts as one phrase of speech. */
export function wholeClip(samples: Float32Array<ArrayBuffer>): AudioWindow {
  const speech = [{ startSample: 0, endSample: samples.length }];
  const voice = new Uint8Array(Math.ceil(samples.length / FRAME_SAMPLES)).fill(255);
  return { startSample: 0, samples, voice, speech, phrases: speech };
}
