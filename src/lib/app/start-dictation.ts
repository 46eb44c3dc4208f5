import { playSignal } from '../audio/signal-sounds';
import type { ClipboardCopy } from './clipboard-copy.svelte';
import type { DictationClients } from './dictation-clients';
import type { DictationTarget } from './dictation-parts';
import { Dictation } from './dictation.svelte';
import type { DictationOptions } from './dictation-options.svelte';
import type { EngineStarter } from './engine-starter.svelte';
import type { Microphones } from './microphones.svelte';
import type { SecondReading } from './second-reading.svelte';
import type { Settings } from './settings.svelte';

export interface StartDictationParts {
  readonly clients: DictationClients;
  readonly engine: EngineStarter;
  readonly settings: Settings;
  readonly options: DictationOptions;
  readonly microphones: Microphones;
  readonly secondReading: SecondReading;
  readonly clipboard: ClipboardCopy;
}

/** Wires dictation to the browser. */
export function startDictation(parts: StartDictationParts): Dictation {
  const { clients, engine, settings, options, microphones, secondReading, clipboard } = parts;
  const copy = (when: 'stop' | 'utterance', { text, html }: DictationTarget) => {
    if (options.choices.copying === when && text !== '') void clipboard.copy(text, html);
  };
  return new Dictation({
    clients,
    engine,
    openMicrophone: (wanted) => microphones.open(wanted),
    languageValue: () => settings.spokenLanguage,
    vocabulary: () => settings.vocabulary,
    deviceId: () => microphones.deviceId,
    choices: () => options.choices,
    newId: () => crypto.randomUUID(),
    onMicrophone: () => void microphones.refresh(),
    onUtterance: (language, target) => {
      secondReading.note(language);
      copy('utterance', target);
    },
    onSession: (kind, target) => {
      // Where it cannot be heard, it can be seen.
      if (options.choices.sounds) playSignal(kind).catch(() => undefined);
      if (kind === 'stop') copy('stop', target);
    },
    nowMs: () => performance.timeOrigin + performance.now(),
    nextPaint: () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))),
  });
}
