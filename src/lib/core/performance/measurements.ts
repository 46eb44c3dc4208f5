import type { WordErrors } from '../metrics/word-errors';

/** A spoken clip whose words are known. */
export interface ReferenceClip {
  readonly id: string;
  readonly language: 'en' | 'fr';
  /** What is said. */
  readonly text: string;
  readonly seconds: number;
}

/** What came of a clip that was read as a file. */
export interface FileMeasurement {
  readonly clip: ReferenceClip;
  /** From handing over the file to its last text: reading, voice detection, recognition. */
  readonly processingSeconds: number;
  readonly text: string;
  readonly errors: WordErrors;
}

/** What came of a clip that was spoken into the dictation in real time. Milliseconds. */
export interface DictationMeasurement {
  readonly clip: ReferenceClip;
  /** From the first sound of speech to the first words on the page; null where none came before the end. */
  readonly firstWordMs: number | null;
  /** From the last sound of speech to its text in the worker, and on the page; null where no word was written. */
  readonly decodedMs: number | null;
  readonly finalMs: number | null;
  readonly text: string;
  readonly errors: WordErrors;
}

/** What computed, and by which version of the app. */
export interface MeasuredSetup {
  readonly version: string;
  readonly modelId: string;
  readonly device: 'wasm' | 'webgpu';
  /** "nvidia ampere"; null on the processor. */
  readonly adapter: string | null;
  readonly threads: number;
}

/** One run of the benchmark, in the page or by the command. */
export interface BenchmarkRun {
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly setup: MeasuredSetup;
  readonly files: readonly FileMeasurement[];
  readonly dictations: readonly DictationMeasurement[];
  /** Of the page and its workers, at the end; null where the browser does not tell. */
  readonly memoryBytes: number | null;
}

/**
 * How a figure is taken: by the same clients, workers and microphone path that a person uses. Throws AppError as those
 * do, CancelledError once `signal` is aborted.
 */
export interface Measurer {
  setup(signal: AbortSignal): Promise<MeasuredSetup>;
  readClip(clip: ReferenceClip, signal: AbortSignal): Promise<FileMeasurement>;
  /** Takes as long as the clip, and a pause. */
  dictateClip(clip: ReferenceClip, signal: AbortSignal): Promise<DictationMeasurement>;
  /** Words that are written of a sound without speech. */
  wordsInSilence(seconds: number, signal: AbortSignal): Promise<number>;
  /** Clips, one after the other with pauses, as one recording of about that length. */
  readLong(
    seconds: number,
    onProgress: (fraction: number) => void,
    signal: AbortSignal,
  ): Promise<FileMeasurement>;
  memoryBytes(): Promise<number | null>;
}
