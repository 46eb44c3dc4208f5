import { openClipMicrophone } from '../../../audio/microphone/clip-microphone';
import type { ListenerClient } from '../../../audio/listener-client';
import { CancelledError } from '../../../core/errors';
import { wordsOf } from '../../../core/metrics/text-normalizer';
import { countWordErrors } from '../../../core/metrics/word-errors';
import type {
  DictationMeasurement,
  FileMeasurement,
  MeasuredSetup,
  Measurer,
  ReferenceClip,
} from '../../../core/performance/measurements';
import { engineSetup } from '../../../protocol/metrics';
import { segmentsOf, type TranscribedWindow } from '../../../core/transcript/transcript';
import { DICTATION_DEFAULTS, type DictationChoices } from '../../dictation/dictation-options.svelte';
import type { Clients } from '../../engine/create-clients';
import type { EngineStarter } from '../../engine/engine-starter.svelte';
import { runRecording } from '../../recordings/recording-run';
import type { ClipLibrary } from './clip-library';
import { dictateMeasured, type MeasuredDictationParts, type MeasuredText } from './measured-dictation';

/** Quiet before a clip, so that the voice detector knows the room; longer where it may have to be loaded. */
const LEAD_MS = 1000;
const FIRST_LEAD_MS = 3000;
/** Quiet behind a clip: longer than the silence that ends an utterance. */
const TAIL_MARGIN_MS = 700;
const LONGEST_PAUSE_MS = 1000;
/** One that waited for the model has no latency: it is spoken again. */
const ATTEMPTS = 3;

/** Ids of the models that are measured. */
export interface MeasuredModels {
  readonly partial: string;
  readonly final: string;
  readonly file: string;
}

export interface ProductMeasurerParts {
  readonly clients: Pick<Clients, 'inference' | 'media'>;
  /** Of its own: a person's dictation is not disturbed, and not measured. */
  readonly listener: Pick<ListenerClient, 'listen' | 'whenTaken' | 'attach' | 'stop' | 'forgetSound'>;
  readonly engine: EngineStarter;
  readonly clips: Pick<ClipLibrary, 'list' | 'prepare' | 'sound' | 'joined'>;
  readonly models: () => MeasuredModels;
  /** As a person has chosen the pauses. */
  readonly choices: () => DictationChoices;
  readonly holdSound: MeasuredDictationParts['holdSound'];
  /** The engine has heard something else than the last utterance of a person. */
  readonly onDictated: () => void;
  /** Settles when the page is in view: what is not painted has no time. Rejects once `signal` is aborted. */
  readonly whenVisible: (signal: AbortSignal) => Promise<void>;
  readonly memory: (() => Promise<{ readonly bytes: number }>) | null;
  readonly version: string;
  /** Milliseconds since 1970, as the workers count them. */
  readonly nowMs: () => number;
  readonly nextPaint: () => Promise<void>;
}

/** Takes figures with the clients, workers and the way from a microphone to a text that a person uses. */
export class ProductMeasurer implements Measurer {
  #isFirst = true;
  /** Of the model that has read a clip. */
  #warmId: string | null = null;

  constructor(private readonly parts: ProductMeasurerParts) {}

  async setup(signal: AbortSignal): Promise<MeasuredSetup> {
    const { engine, models, version, clips } = this.parts;
    await clips.prepare(signal);
    const { partial, final, file } = models();
    const description = await engine.start(signal, undefined, final);
    const setup = engineSetup(description);
    // The one that was asked for last is the one that is shown: that of a dictation.
    for (const other of [file, partial]) if (other !== final) await engine.start(signal, undefined, other);
    if (this.#warmId !== setup.modelId) await this.#warmUp(signal);
    this.#warmId = setup.modelId;
    return { version, ...setup, threads: description.threads };
  }

  /** What is loaded with the first file is no part of any figure. */
  async #warmUp(signal: AbortSignal): Promise<void> {
    const [clip] = await this.parts.clips.list();
    if (clip) await this.readClip(clip, signal);
  }

  async readClip(clip: ReferenceClip, signal: AbortSignal): Promise<FileMeasurement> {
    const file = await this.parts.clips.sound(clip, signal);
    return this.#readFile(file, clip, () => undefined, signal);
  }

  async dictateClip(clip: ReferenceClip, signal: AbortSignal): Promise<DictationMeasurement> {
    const sound = await this.parts.clips.sound(clip, signal);
    for (let attempt = 1; ; attempt++) {
      const { text, latencies, waitedCount } = await this.#dictate(sound, 0, signal);
      if (waitedCount > 0 && attempt < ATTEMPTS) continue;
      const [first, last] = [latencies[0], latencies.at(-1)];
      return {
        clip,
        firstWordMs: first?.firstWordMs ?? null,
        decodedMs: last?.decodedMs ?? null,
        finalMs: last?.finalMs ?? null,
        text,
        errors: countWordErrors(clip.text, text),
      };
    }
  }

  async wordsInSilence(seconds: number, signal: AbortSignal): Promise<number> {
    const { text } = await this.#dictate(null, seconds, signal);
    return wordsOf(text).length;
  }

  async readLong(
    seconds: number,
    onProgress: (fraction: number) => void,
    signal: AbortSignal,
  ): Promise<FileMeasurement> {
    const joined = await this.parts.clips.joined(seconds, signal);
    const clip = { id: 'joined', language: 'en', text: joined.text, seconds: joined.seconds } as const;
    return this.#readFile(joined.file, clip, onProgress, signal);
  }

  async memoryBytes(): Promise<number | null> {
    const measured = await this.parts.memory?.().catch(() => null);
    return measured?.bytes ?? null;
  }

  async #readFile(
    file: File,
    clip: ReferenceClip,
    onProgress: (fraction: number) => void,
    signal: AbortSignal,
  ): Promise<FileMeasurement> {
    const { clients, models } = this.parts;
    const windows: TranscribedWindow[] = [];
    const startedMs = performance.now();
    await runRecording(clients, {
      ...{ file, signal, language: LANGUAGES, vocabulary: [], onRead: () => undefined },
      model: { modelId: models().file },
      onText: ({ window }) => {
        windows.push(window);
        onProgress(Math.min(1, window.endSeconds / clip.seconds));
      },
    });
    const processingSeconds = (performance.now() - startedMs) / 1000;
    const text = segmentsOf(windows)
      .map((segment) => segment.text)
      .join(' ');
    return { clip, processingSeconds, text, errors: countWordErrors(clip.text, text) };
  }

  /** @param quietSeconds listened to before the end, beside what a clip needs */
  async #dictate(sound: Blob | null, quietSeconds: number, signal: AbortSignal): Promise<MeasuredText> {
    const { engine, models, choices, holdSound, nowMs, nextPaint, onDictated, whenVisible } = this.parts;
    await whenVisible(signal);
    onDictated();
    const microphone = await openClipMicrophone(sound);
    const { partial, final } = models();
    // What a person has chosen for a microphone and for the end of a dictation is none of a clip's.
    const chosen = { ...DICTATION_DEFAULTS, pauseMs: choices().pauseMs };
    const leadMs = this.#isFirst ? FIRST_LEAD_MS : LEAD_MS;
    this.#isFirst = false;
    try {
      return await dictateMeasured(
        {
          ...{ clients: this.#dictationClients, engine, language: LANGUAGES, holdSound, nowMs, nextPaint },
          ...{ models: { partial, final }, choices: chosen, deviceId: null, openMicrophone: microphone.open },
        },
        async (stop) => {
          await pause(leadMs + quietSeconds * 1000, stop);
          await microphone.speak(stop);
          await pause((chosen.pauseMs ?? LONGEST_PAUSE_MS) + TAIL_MARGIN_MS, stop);
        },
        signal,
      );
    } finally {
      await microphone.close();
    }
  }

  get #dictationClients() {
    return { listener: this.parts.listener, inference: this.parts.clients.inference };
  }
}

/** Those of the clips, found out passage by passage as with a person who has chosen none. */
const LANGUAGES = { kind: 'automatic', languages: ['fr', 'en'] } as const;

/** @throws CancelledError once `signal` is aborted */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new CancelledError());
    const callOff = () => (clearTimeout(timer), reject(new CancelledError()));
    const timer = setTimeout(() => (signal.removeEventListener('abort', callOff), resolve()), milliseconds);
    signal.addEventListener('abort', callOff, { once: true });
  });
}
