import type { OpenMicrophone, MicrophoneOptions } from '../../../audio/microphone/microphone';
import { AppError, CancelledError } from '../../../core/errors';
import type { LanguageChoice } from '../../../core/recognition/language-choice';
import { measuredJournal } from '../../../protocol/journal';
import type { DictationClients } from '../../dictation/dictation-clients';
import type { DictationChoices } from '../../dictation/dictation-options.svelte';
import type { DictationDocumentPort, DictationModels, DictationParts } from '../../dictation/dictation-parts';
import { Dictation } from '../../dictation/dictation.svelte';
import type { UtteranceLatency } from '../../dictation/pace/utterance-latency';
import type { EngineStarter } from '../../engine/engine-starter.svelte';

export interface MeasuredDictationParts {
  readonly clients: DictationClients;
  readonly engine: EngineStarter;
  readonly language: LanguageChoice;
  readonly models: DictationModels;
  readonly choices: DictationChoices;
  readonly deviceId: string | null;
  readonly openMicrophone: (options: MicrophoneOptions) => Promise<OpenMicrophone>;
  readonly holdSound: DictationParts['holdSound'];
  readonly nowMs: () => number;
  readonly nextPaint: () => Promise<void>;
}

/** What was written, and how fast. */
export interface MeasuredText {
  readonly text: string;
  /** Of the utterances, in order. */
  readonly latencies: readonly UtteranceLatency[];
  /** Utterances without a latency: they waited for the model. */
  readonly waitedCount: number;
}

/**
 * A dictation of the product that writes into no document: it hears, ends utterances, writes and times as every other, and
 * nothing of it is kept, copied or offered.
 *
 * @param speak settles when what is to be heard has been heard; what was said until then still becomes text. A dictation
 *   that ends by itself does not wait for it
 * @throws AppError as a dictation fails, and as `speak` does
 * @throws CancelledError once `signal` is aborted
 */
export async function dictateMeasured(
  parts: MeasuredDictationParts,
  speak: (signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): Promise<MeasuredText> {
  if (signal.aborted) throw new CancelledError();
  const id = measuredJournal(crypto.randomUUID());
  const texts: string[] = [];
  let hear: () => void = () => undefined;
  const heard = new Promise<void>((resolve) => (hear = resolve));
  const insert = (text: string) => void (text === '' || texts.push(text));
  const dictation = new Dictation(dictationParts(parts, { id, insert, onHearing: () => hear() }));
  const ended = dictation.start();
  const callOff = () => dictation.cancel();
  signal.addEventListener('abort', callOff);
  try {
    await Promise.race([heard, ended]);
    if (dictation.isOn) await Promise.race([speak(signal), ended]);
  } catch (thrown) {
    dictation.cancel();
    throw thrown;
  } finally {
    dictation.stop();
    await ended;
    signal.removeEventListener('abort', callOff);
    await parts.clients.listener.forgetSound(id).catch(() => undefined);
  }
  if (signal.aborted) throw new CancelledError();
  const { state, pace } = dictation;
  if (state.kind === 'failed') throw new AppError(state.code, 'the measured dictation failed');
  // The time of the last text is taken with the paint behind it.
  for (let paints = 0; paints < 2; paints++) await parts.nextPaint();
  return { text: texts.join(' '), latencies: pace.latencies, waitedCount: pace.waitedCount };
}

interface Heard {
  readonly id: string;
  readonly insert: DictationDocumentPort['insert'];
  readonly onHearing: () => void;
}

function dictationParts(parts: MeasuredDictationParts, { id, insert, onHearing }: Heard): DictationParts {
  const { clients, engine, language, models, choices, deviceId, openMicrophone, holdSound } = parts;
  const nothing = () => undefined;
  return {
    document: {
      ...{ placeAtCaret: nothing, show: nothing, insert },
      claim: () => Promise.resolve(true),
      whenKept: () => Promise.resolve(),
    },
    // Whoever measures says for the whole of it that somebody is at work.
    work: { begin: () => nothing },
    ...{ clients, engine, openMicrophone, holdSound },
    language: () => language,
    vocabulary: () => [],
    models: () => models,
    deviceId: () => deviceId,
    choices: () => choices,
    newId: () => id,
    ...{ onMicrophone: nothing, onUtterance: nothing, onSoundLeft: nothing },
    onSession: (kind) => void (kind === 'start' && onHearing()),
    nowMs: parts.nowMs,
    nextPaint: parts.nextPaint,
  };
}
