import type { DeviceChoice, EngineDescription, WasmKernels } from '../../protocol/loading';
import type { DraftMeasurement } from '../../protocol/measurement';
import type { LanguageChoice } from '../../core/recognition/language-choice';
import type { RecognitionRequest } from '../../core/recognition/recogniser';
import { melFilterbank } from '../../core/checkpoint/mel-filterbank';
import { LogMelSpectrogram, N_SAMPLES } from '../../core/whisper/features/log-mel-spectrogram';
import { languagesOf, otherLanguageOf, textFacts } from '../../core/transcript/text-facts';
import { segmentsOf, type TranscribedWindow, type TranscriptSegment } from '../../core/transcript/transcript';
import type { InferenceRequests } from '../../protocol/inference';
import type { RandomSize } from '../../core/checkpoint/random-checkpoint';
import type { RecordingSummary } from '../../protocol/media';
import type { Clients } from '../engine/create-clients';
import { runRecording } from '../recordings/recording-run';

/** What came of one recording. */
export interface EvaluatedRecording extends RecordingSummary {
  readonly segments: readonly TranscriptSegment[];
  readonly detectedLanguage: string | null;
  /** What it sounds like, though it was not to be chosen. */
  readonly otherLanguage: string | null;
  /** From handing over the file to the last segment: reading, voice detection and text. */
  readonly processingSeconds: number;
  readonly retried: number;
}

/** What is switched off, to see what it is worth; people get the defaults. */
export interface EvaluationOptions {
  /** As the port of recognisers has them. */
  readonly settings?: RecognitionRequest['settings'];
  readonly cutSilence?: boolean;
  /** Words to recognise; none unless given. */
  readonly vocabulary?: readonly string[];
}

/** Runs the product's own clients and workers over recordings, without a page in between. */
export class Evaluation {
  constructor(private readonly clients: Clients) {}

  async load(kernels: WasmKernels, device: DeviceChoice): Promise<EngineDescription> {
    const modelId = await this.clients.models.keepModel(() => undefined, new AbortController().signal);
    return this.clients.inference.loadModel(modelId, { kernels, device });
  }

  /** Milliseconds for the log-mel spectrogram of 30 s of noise, per run, after one that is not counted. */
  measureLogMel(runs: number): readonly number[] {
    const logMel = new LogMelSpectrogram(melFilterbank(80), 80);
    const noise = Float32Array.from({ length: N_SAMPLES }, () => Math.random() - 0.5);
    const samples = Array.from({ length: runs + 1 }, () => {
      const startedMs = performance.now();
      logMel.compute(noise);
      return performance.now() - startedMs;
    });
    return samples.slice(1);
  }

  async transcribe(
    file: File,
    language: LanguageChoice,
    options: EvaluationOptions = {},
  ): Promise<EvaluatedRecording> {
    const windows: TranscribedWindow[] = [];
    const startedMs = performance.now();
    const { recording, transcription } = await runRecording(this.clients, {
      file,
      language,
      vocabulary: [],
      ...options,
      signal: new AbortController().signal,
      onRead: () => undefined,
      onText: ({ window }) => void windows.push(window),
    });
    const facts = textFacts(windows);
    return {
      ...recording,
      segments: segmentsOf(windows),
      detectedLanguage: languagesOf(facts)[0] ?? null,
      otherLanguage: otherLanguageOf(facts),
      processingSeconds: (performance.now() - startedMs) / 1000,
      retried: transcription.retriedWindows,
    };
  }

  /** What WebGPU is asked to do with weights that say nothing, or with the model. */
  async measureGpu(
    size: RandomSize | null,
    options: Omit<InferenceRequests['measure-gpu']['request'], 'model'>,
  ): Promise<InferenceRequests['measure-gpu']['response']> {
    const { models, inference } = this.clients;
    if (size) return inference.measureGpu({ model: { kind: 'random', size }, ...options });
    const modelId = await models.keepModel(() => undefined, new AbortController().signal);
    return inference.measureGpu({ model: { kind: 'kept', modelId }, ...options });
  }

  /** What a draft is worth on the first window of a recording; null where there is no speech. */
  async measureDraft(file: File, language: string): Promise<DraftMeasurement | null> {
    const { port1, port2 } = new MessageChannel();
    const reading = new AbortController();
    const read = this.clients.media.readRecording(file, port1, {
      signal: reading.signal,
    });
    read.catch(() => undefined);
    const measured = await this.clients.inference.measureDraft(port2, language);
    reading.abort();
    return measured;
  }
}
