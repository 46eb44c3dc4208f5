import type { ErrorCode } from '../../core/errors';
import type { EngineProgress } from '../engine/engine-starter.svelte';
import type { Messages } from '../messages/en/messages';
import type { DictationState } from './dictation-state';

/** What the page says of the dictation, in one sentence. */
export interface DictationStatus {
  readonly text: string;
  readonly isTrouble: boolean;
  /** Of what is being fetched; null where nothing is. */
  readonly progress: StatusProgress | null;
}

export interface StatusProgress {
  /** In [0, 1]; null where the host does not say how much there is. */
  readonly fraction: number | null;
  /** How much has come where the sentence does not say it, and how long it takes; empty where nothing is known. */
  readonly text: string;
}

export interface StatusFacts {
  readonly state: DictationState;
  /** Why the document could not be read. */
  readonly documentFailure: ErrorCode | null;
  /** Of the engine; null where nobody waits for it. */
  readonly progress: EngineProgress | null;
  /** What the first press will fetch; null where it is here, or not known yet. */
  readonly missingBytes: number | null;
}

/** The most urgent of what there is to say. */
export function dictationStatus(facts: StatusFacts, messages: Messages): DictationStatus {
  const { state, documentFailure, progress, missingBytes } = facts;
  const words = messages.dictation;
  if (state.kind === 'failed') return troubleStatus(state.code, messages);
  if (documentFailure) return troubleStatus(documentFailure, messages);
  if (progress) return { isTrouble: false, ...progressStatus(progress, state.kind === 'idle', messages) };
  const isAsking = state.kind === 'idle' && missingBytes !== null;
  const text = isAsking
    ? words.modelNeeded(messages.numbers.megabytes(missingBytes))
    : words.state[state.kind];
  return { text, isTrouble: false, progress: null };
}

/** With a way on that this page has. */
function troubleStatus(code: ErrorCode, { errors, dictationErrors }: Messages): DictationStatus {
  return { text: dictationErrors[code] ?? errors[code], isTrouble: true, progress: null };
}

/** @param isIdle another page waits for it: nothing that is said now is written */
function progressStatus(progress: EngineProgress, isIdle: boolean, messages: Messages) {
  const { dictation: words, state, numbers } = messages;
  if (progress.kind === 'downloading') {
    const { receivedBytes, totalBytes, secondsLeft } = progress;
    return {
      text: isIdle
        ? state.preparingModel(receivedBytes, totalBytes, null)
        : words.downloading(numbers.megabyteCount(receivedBytes), numbers.megabytes(totalBytes)),
      progress: {
        fraction: receivedBytes / Math.max(totalBytes, 1),
        text: secondsLeft === null ? '' : messages.timeLeft(secondsLeft),
      },
    };
  }
  const text = isIdle ? state.loadingEngine : words.preparing;
  const { engine } = progress;
  if (!engine) return { text, progress: null };
  const { receivedBytes, totalBytes } = engine;
  const fraction = totalBytes === null ? null : receivedBytes / Math.max(totalBytes, 1);
  return { text, progress: { fraction, text: messages.offline.bringing(receivedBytes, totalBytes) } };
}
