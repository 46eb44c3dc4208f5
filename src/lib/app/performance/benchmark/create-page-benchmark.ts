import { ListenerClient } from '../../../audio/listener-client';
import type { Measurer } from '../../../core/performance/measurements';
import { CancelledError } from '../../../core/errors';
import { browserMemory } from '../../browser/memory-use.svelte';
import type { KeyValueStore } from '../../browser/own-store';
import type { Work } from '../../browser/work.svelte';
import type { DictationOptions } from '../../dictation/dictation-options.svelte';
import type { Microphones } from '../../dictation/microphones.svelte';
import type { SecondReading } from '../../dictation/second-reading.svelte';
import { holdSound } from '../../dictation/start-dictation';
import type { Clients } from '../../engine/create-clients';
import type { EngineStarter } from '../../engine/engine-starter.svelte';
import type { ModelServices } from '../../models/start-models';
import { ClipLibrary } from './clip-library';
import { dictateMeasured } from './measured-dictation';
import { OwnVoice } from './own-voice.svelte';
import { PageBenchmark } from './page-benchmark.svelte';
import { ProductMeasurer } from './product-measurer';

/** Silence that ends a sentence that is read aloud; nobody has to press anything. */
const READ_SILENCE_SECONDS = 4;

export interface PageBenchmarkServices {
  readonly benchmark: PageBenchmark;
  readonly voice: OwnVoice;
  readonly measurer: Measurer;
  readonly clips: ClipLibrary;
}

export interface CreatePageBenchmarkParts {
  readonly clients: Pick<Clients, 'models' | 'inference' | 'media'>;
  readonly engine: EngineStarter;
  readonly models: Pick<ModelServices, 'use'>;
  readonly options: DictationOptions;
  readonly microphones: Microphones;
  readonly secondReading: Pick<SecondReading, 'forget'>;
  readonly work: Work;
  /** Null where the browser keeps nothing. */
  readonly store: KeyValueStore | null;
  /** The app's own address, absolute, with a slash at its end. */
  readonly home: string;
  /** Of the app. */
  readonly version: string;
}

/** Wires the benchmark to the browser. No worker starts before it is used. */
export function createPageBenchmark(parts: CreatePageBenchmarkParts): PageBenchmarkServices {
  const { clients, engine, models, options, microphones, secondReading, work, store, home, version } = parts;
  const listener = new ListenerClient();
  const clips = new ClipLibrary({
    fetchFile: (url) => clients.models.fetchFile(url),
    media: clients.media,
    url: `${home}clips/`,
  });
  const onDictated = () => secondReading.forget();
  const measurer = new ProductMeasurer({
    ...{ clients, listener, engine, clips, holdSound, onDictated, whenVisible, version, ...CLOCK },
    models: () => ({ ...dictationModels(models), file: models.use.file(null).id }),
    choices: () => options.choices,
    memory: browserMemory(),
  });
  const voice = new OwnVoice({
    work,
    dictate: (language, over, signal) => {
      onDictated();
      return dictateMeasured(
        {
          ...{ clients: { listener, inference: clients.inference }, engine, holdSound, ...CLOCK },
          language: { kind: 'given', language },
          models: dictationModels(models),
          choices: { ...options.choices, autoStopSeconds: READ_SILENCE_SECONDS },
          deviceId: microphones.deviceId,
          openMicrophone: (wanted) => microphones.open(wanted),
        },
        () => over,
        signal,
      );
    },
  });
  const benchmark = new PageBenchmark({
    ...{ measurer, work, store, nowMs: CLOCK.nowMs },
    clips: () => clips.list(),
  });
  return { benchmark, voice, measurer, clips };
}

function dictationModels({ use }: Pick<ModelServices, 'use'>) {
  return { partial: use.partial.id, final: use.final.id };
}

const CLOCK = {
  nowMs: () => performance.timeOrigin + performance.now(),
  nextPaint: () => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve))),
} as const;

/** @throws CancelledError once `signal` is aborted */
function whenVisible(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (document.hidden && !signal.aborted) return;
      document.removeEventListener('visibilitychange', look);
      signal.removeEventListener('abort', look);
      if (signal.aborted) reject(new CancelledError());
      else resolve();
    };
    document.addEventListener('visibilitychange', look);
    signal.addEventListener('abort', look);
    look();
  });
}
