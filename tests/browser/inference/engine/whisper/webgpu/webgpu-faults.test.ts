import { WhisperRecogniser } from '$lib/core/whisper/reading/whisper-recogniser';
import type { AudioWindow } from '$lib/core/endpointing/audio-window';
import type { FoundWindow } from '$lib/core/streaming/reading-point';
import type { TranscribedWindow } from '$lib/core/transcript/transcript';
import { DECODING_DEFAULTS } from '$lib/core/whisper/decoding/decoding-settings';
import { transcribeRecording } from '$lib/core/recognition/transcribe-recording';
import { openGpu, type OpenedGpu } from '$lib/inference/engine/whisper/webgpu/gpu-device';
import { WebgpuBackend } from '$lib/inference/engine/whisper/webgpu/webgpu-backend';
import { WhisperEngine } from '$lib/inference/engine/whisper/whisper-engine';
import { loadOnnxRuntime, wasmThreads } from '$lib/runtime/onnx-runtime';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readingPoint } from '../../../../../../testing/reading-point';
import { toyGgmlFile } from '../../../../../../testing/models/toy-ggml-file';

const SECOND = 16_000;
const SETTINGS = { ...DECODING_DEFAULTS, beams: 1, precedingText: false };

/** Two seconds that all differ. */
function windowAt(index: number): FoundWindow {
  const samples = Float32Array.from({ length: 2 * SECOND }, (_, i) => Math.sin(i / (7 + index)) / 2);
  const speech = [{ startSample: 0, endSample: samples.length }];
  const window: AudioWindow = {
    startSample: index * 3 * SECOND,
    samples,
    voice: new Uint8Array(Math.ceil(samples.length / 512) + 1).fill(255),
    speech,
    phrases: speech,
  };
  return { ...window, resume: readingPoint(index) };
}

describe('a GPU that fails in the middle of a file', () => {
  let opened: OpenedGpu;
  let engine: WhisperEngine;

  async function load() {
    const runtime = await loadOnnxRuntime(wasmThreads());
    opened = await openGpu();
    const activations = 'float32' as const;
    const options = { runtime, breathe: () => Promise.resolve(), activations, ...opened };
    // Room for five tokens: random weights never end a text.
    const file = await toyGgmlFile('q8_0', { vocabularySize: 2000, audioContext: 100, textContext: 10 });
    engine = await WhisperEngine.load(file, (checkpoint) => WebgpuBackend.open(checkpoint, options));
  }

  /** @param onWindow called when the window of that index is asked for */
  async function transcribe(indices: readonly number[], onWindow: (index: number) => void = () => undefined) {
    const texts: TranscribedWindow[] = [];
    const waiting = [...indices];
    const nextWindow = () => {
      const index = waiting.shift();
      if (index === undefined) return Promise.resolve(null);
      onWindow(index);
      return Promise.resolve(windowAt(index));
    };
    const language = { kind: 'given', language: 'en' } as const;
    const options = {
      nextWindow,
      nowMs: () => 0,
      language,
      settings: SETTINGS,
      vocabulary: [],
      previousLanguage: null,
    };
    const failure = await transcribeRecording(new WhisperRecogniser(engine), {
      ...options,
      emit: ({ window }) => void texts.push(window),
    }).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    return { texts, failure };
  }

  /** An allocation that fails makes a buffer that computes nothing, and an error of the device: this one makes such. */
  function failAllocations() {
    const { device } = opened;
    const createBuffer = device.createBuffer.bind(device);
    device.createBuffer = (wanted) => createBuffer({ ...wanted, size: device.limits.maxBufferSize + 4 });
  }

  // Buffers are made for the first window and used for all: memory fails there.
  const faults: readonly (readonly [string, number, () => void])[] = [
    ['is lost', 1, () => opened.device.destroy()],
    ['has no memory left', 0, failAllocations],
  ];

  // Most of the time goes into compiling shaders, so an engine is loaded only where one must be new.
  let undisturbed: readonly TranscribedWindow[];
  beforeAll(async () => {
    await load();
    undisturbed = (await transcribe([0, 1])).texts;
  }, 120_000);
  afterAll(() => engine.dispose());

  test.each(faults)(
    '%s: what has no text yet is read again, and none is missing',
    async (_, at, fail) => {
      if (at === 0) {
        await engine.dispose();
        await load();
      }
      const disturbed = await transcribe([0, 1], (index) => index === at && fail());
      expect(disturbed.failure).toMatchObject({ code: 'gpu-lost' });
      expect(disturbed.texts).toHaveLength(at);
      await load();
      const rest = await transcribe([0, 1].slice(at));
      expect(undisturbed).toHaveLength(2);
      expect([...disturbed.texts, ...rest.texts]).toEqual(undisturbed);
    },
    240_000,
  );
});
