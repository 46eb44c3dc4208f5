import type { EngineDescription } from '../../../src/lib/protocol/loading';
import type { LanguageChoice } from '../../../src/lib/core/recognition/language-choice';
import type {
  TranscriptionEvent,
  TranscriptionSummary,
} from '../../../src/lib/core/recognition/transcribe-recording';
import type { TranscriptionClients } from '../../../src/lib/app/engine/transcription-clients';
import { CancelledError } from '../../../src/lib/core/errors';
import { readingPoint } from '../../../testing/reading-point';
import type { ReadingPoint } from '../../../src/lib/core/streaming/reading-point';
import type { TranscribedWindow, TranscriptSegment } from '../../../src/lib/core/transcript/transcript';
import type { RecordingProgress, RecordingSummary } from '../../../src/lib/protocol/media';

/** Of a file that has one. */
export const TRACKS = { all: [{ name: null, language: null }], read: 0, usual: 0 };

export const ENGINE: EngineDescription = {
  device: 'wasm',
  why: 'no-webgpu',
  adapter: null,
  times: null,
  offered: [],
  tested: [],
  threads: 2,
  isolated: true,
  kernels: 'q8_0, 7 bit',
  runtimeBuild: 'own-relaxed',
  model: { id: 'whisper-base-q8_0', sha256: 'ab' },
  loadMilliseconds: 900,
  capabilities: { partials: true, wordTimes: true, vocabulary: true, languages: ['fr', 'en'], maxBatch: 1 },
};

/** A model that is ready, and nothing else of it matters. */
function engineOf(id: string): EngineDescription {
  return { ...ENGINE, model: id === ENGINE.model.id ? ENGINE.model : { id, sha256: null } };
}

/** One call to a client, which the test settles. */
export class FakeCall<Result, Event = never> {
  readonly promise: Promise<Result>;
  resolve!: (result: Result) => void;
  reject!: (error: Error) => void;

  constructor(
    readonly emit: (event: Event) => void,
    readonly signal?: AbortSignal,
  ) {
    this.promise = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    signal?.addEventListener('abort', () => this.reject(new CancelledError()));
  }
}

/** Clients that note each call and do nothing by themselves. */
export class FakeClients implements TranscriptionClients {
  readonly keeping: FakeCall<string, { receivedBytes: number; totalBytes: number; secondsLeft: null }>[] = [];
  readonly loading: FakeCall<EngineDescription>[] = [];
  readonly reading: (FakeCall<RecordingSummary, RecordingProgress> & {
    readonly name: string;
    readonly track: number | null;
    readonly skippedWindows: number;
    readonly resumeFrom: ReadingPoint | null;
    readonly cutSilence: boolean;
  })[] = [];
  readonly transcribing: (FakeCall<TranscriptionSummary, TranscriptionEvent> & {
    readonly language: LanguageChoice;
    readonly previousLanguage: string | null;
    readonly vocabulary: readonly string[];
  })[] = [];
  /** What `probe` answers, by name; others have no length. */
  readonly durations = new Map<string, number | Error>();
  disposals = 0;
  /** Models that were to be made ready, each time. */
  readonly asked: string[] = [];
  #isReady = false;

  readonly models: TranscriptionClients['models'] = {
    keepModel: (onProgress, signal) => {
      this.#isReady = false;
      return noted(this.keeping, new FakeCall(onProgress, signal));
    },
    fetchFile: () => Promise.resolve(new Blob(['sample'])),
    isKept: () => Promise.resolve(false),
  };
  readonly inference: TranscriptionClients['inference'] = {
    warmUp: () => Promise.resolve(),
    // A model that is ready is not loaded again.
    loadModel: (id) => {
      this.asked.push(id);
      return this.#isReady
        ? Promise.resolve(engineOf(id))
        : noted(this.loading, new FakeCall<EngineDescription>(() => undefined)).then((engine) => {
            this.#isReady = true;
            return engine;
          });
    },
    transcribe: ({ onEvent, signal, language, vocabulary, previousLanguage = null }) =>
      noted(
        this.transcribing,
        Object.assign(new FakeCall<TranscriptionSummary, TranscriptionEvent>(onEvent, signal), {
          language,
          vocabulary,
          previousLanguage,
        }),
      ),
  };
  readonly media: TranscriptionClients['media'] = {
    readRecording: (
      { name },
      _windows,
      { signal, onProgress, track = null, skippedWindows = 0, resumeFrom = null, cutSilence = true } = {},
    ) =>
      noted(
        this.reading,
        Object.assign(
          new FakeCall<RecordingSummary, RecordingProgress>((event) => onProgress?.(event), signal),
          { name, track, skippedWindows, resumeFrom, cutSilence },
        ),
      ),
    probe: ({ name }) => {
      const answer = this.durations.get(name) ?? null;
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
    makePlayable: () => Promise.resolve(new Blob(['copy'])),
  };

  dispose(): void {
    this.disposals += 1;
  }

  /** Answers the calls for model and engine. */
  async startEngine(): Promise<void> {
    this.keeping.at(-1)?.resolve('whisper-base-q8_0');
    await settle();
    this.loading.at(-1)?.resolve(ENGINE);
    await settle();
  }

  /** Ends the newest run well. */
  async finish(audioSeconds = 60, endedEarly = false, passedOverSeconds = 0): Promise<void> {
    this.reading.at(-1)?.resolve({
      audioSeconds,
      speechSeconds: audioSeconds,
      passedOverSeconds,
      endedEarly,
    });
    this.transcribing.at(-1)?.resolve({ retriedWindows: 0, processingMilliseconds: 1 });
    await settle();
  }

  async fail(side: 'reading' | 'transcribing', error: Error): Promise<void> {
    this[side].at(-1)?.reject(error);
    await settle();
  }

  say(...texts: string[]): void {
    this.sayUntil(texts.length * 5, ...texts);
  }

  /** One window of text whose end is at `endSeconds`. */
  sayUntil(endSeconds: number, ...texts: string[]): void {
    this.saySegments(endSeconds, texts.map(asSegment));
  }

  saySegments(endSeconds: number, segments: readonly TranscriptSegment[]): void {
    const window = transcribedWindow(endSeconds, segments);
    this.transcribing.at(-1)?.emit({ type: 'window', window, resume: readingPoint(endSeconds) });
  }
}

/** Lets everything run that waits for a settled promise. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** A French window from the beginning to `endSeconds`. */
export function transcribedWindow(
  endSeconds: number,
  segments: readonly TranscriptSegment[] = [],
): TranscribedWindow {
  return { startSeconds: 0, endSeconds, segments, language: 'fr' };
}

export function recordingFiles(...names: string[]): File[] {
  return names.map((name) => new File(['sound'], name));
}

function asSegment(text: string, index: number): TranscriptSegment {
  return { startSeconds: index * 5, endSeconds: index * 5 + 4, text, language: 'fr' };
}

function noted<Call extends { readonly promise: unknown }>(calls: Call[], call: Call): Call['promise'] {
  calls.push(call);
  return call.promise;
}
