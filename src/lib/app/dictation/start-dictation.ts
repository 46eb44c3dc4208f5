import { playSignal } from '../../audio/microphone/signal-sounds';
import type { DictationClients } from './dictation-clients';
import { journalLock } from '../../protocol/journal';
import type { DictationDocumentPort, DictationParts } from './dictation-parts';
import { Dictation } from './dictation.svelte';
import { dictationMarks } from '../metrics/dictation-marks';
import type { MetricsClient } from '../../metrics/metrics-client';
import type { DictationOptions } from './dictation-options.svelte';
import type { EngineStarter } from '../engine/engine-starter.svelte';
import type { Microphones } from './microphones.svelte';
import type { SecondReading } from './second-reading.svelte';
import type { Settings } from '../settings/settings.svelte';
import type { Work } from '../browser/work.svelte';

export interface StartDictationParts {
  readonly document: DictationDocumentPort;
  readonly work: Work;
  readonly onSoundLeft: () => void;
  readonly clients: DictationClients;
  readonly engine: EngineStarter;
  readonly settings: Settings;
  /** The models that write. */
  readonly models: DictationParts['models'];
  /** Hears of each utterance that has text. */
  readonly onWritten: (language: string, words: number) => void;
  readonly options: DictationOptions;
  readonly microphones: Microphones;
  readonly secondReading: SecondReading;
  readonly metrics: Pick<MetricsClient, 'of'>;
  /** Copies what was dictated since the last copy. */
  readonly copyNew: () => void;
}

/** Wires dictation to the browser. */
export function startDictation(parts: StartDictationParts): Dictation {
  const { document, clients, engine, settings, options, microphones, secondReading, copyNew } = parts;
  const copy = (when: 'stop' | 'utterance') => {
    if (options.choices.copying === when) copyNew();
  };
  return new Dictation({
    document,
    work: parts.work,
    holdSound,
    onSoundLeft: parts.onSoundLeft,
    clients,
    engine,
    openMicrophone: (wanted) => microphones.open(wanted),
    language: () => settings.spokenLanguage,
    vocabulary: () => settings.vocabulary,
    models: parts.models,
    deviceId: () => microphones.deviceId,
    choices: () => options.choices,
    newId: () => crypto.randomUUID(),
    onMicrophone: () => void microphones.refresh(),
    onUtterance: (language, words) => {
      secondReading.note(language);
      parts.onWritten(language, words);
      copy('utterance');
    },
    onSession: (kind) => {
      // Where it cannot be heard, it can be seen.
      if (options.choices.sounds) playSignal(kind).catch(() => undefined);
      if (kind === 'stop') copy('stop');
    },
    nowMs: () => performance.timeOrigin + performance.now(),
    nextPaint: () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))),
    marksOf: (description) => dictationMarks(parts.metrics, description, parts.models().final),
  });
}

/** Its worker holds the lock as well, which is shared: this page has it until the text is on the disk. */
export function holdSound(id: string): () => Promise<void> {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const held = navigator.locks.request(journalLock(id), { mode: 'shared' }, () => released);
  return () => (release(), held);
}
