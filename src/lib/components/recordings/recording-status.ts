import type { Messages } from '../../app/messages/en/messages';
import type { FailedState, Recording, RecordingState } from '../../app/recordings/recording';
import { assertNever } from '../../core/errors';
import { languagesOf } from '../../core/transcript/text-facts';

/** How far the work on a recording is, in [0, 1]; null where that cannot be told. */
export function fractionDone(recording: Recording): number | null {
  const { state } = recording;
  if (state.kind === 'loading-engine')
    return ratio(state.engine?.receivedBytes ?? 0, state.engine?.totalBytes ?? 0);
  if (state.kind === 'preparing-model') return ratio(state.receivedBytes, state.totalBytes);
  if (state.kind === 'running') return ratio(doneSeconds(recording), recording.durationSeconds ?? 0);
  return null;
}

/** How much of the sound has its text, in [0, 1], whatever goes on; null where that cannot be told. */
export function fractionTranscribed(recording: Recording): number | null {
  return recording.text.windowCount > 0
    ? ratio(doneSeconds(recording), recording.durationSeconds ?? 0)
    : null;
}

/**
 * One line about where a recording stands.
 *
 * @param usualSpeed seconds of sound that this device transcribes per second; null before it is known
 */
export function statusText(recording: Recording, messages: Messages, usualSpeed: number | null): string {
  const { state, text } = recording;
  switch (state.kind) {
    case 'waiting':
      return waitingText(recording, messages, usualSpeed);
    case 'preparing-model':
      return messages.state.preparingModel(state.receivedBytes, state.totalBytes, state.secondsLeft);
    case 'loading-engine':
      return loadingText(state, messages);
    case 'running':
      return runningText(recording, state.reachedSeconds, messages);
    case 'done':
      return text.segmentCount > 0 ? doneText(recording, messages) : emptyText(recording, messages);
    case 'paused':
    case 'cancelled':
    case 'failed': {
      const { at, without } = STOPPED[state.kind];
      return text.windowCount > 0 ? messages.state[at](doneSeconds(recording)) : messages.state[without];
    }
    default:
      return assertNever(state);
  }
}

/** What is said of a recording that is done and has no text. */
export function emptyText({ text }: Recording, messages: Messages): string {
  return text.isEdited ? messages.transcripts.emptied : messages.noSpeech;
}

/** What failed, what that means, and what to do. */
export function failureText({ code, format }: FailedState, messages: Messages): string {
  return format === undefined ? messages.errors[code] : messages.unreadFormat(format);
}

/** @param active the recording that is being worked on; null where there is none */
export function titleText(active: Recording | null, messages: Messages): string {
  if (!active) return messages.documentTitle.idle;
  return messages.documentTitle.running(active.name, fractionDone(active));
}

const STOPPED = {
  paused: { at: 'pausedAt', without: 'paused' },
  cancelled: { at: 'cancelledAt', without: 'cancelled' },
  failed: { at: 'failedAt', without: 'failed' },
} as const;

type Loading = Extract<RecordingState, { readonly kind: 'loading-engine' }>;

function loadingText({ engine }: Loading, { state, offline }: Messages): string {
  const parts = [state.loadingEngine];
  if (engine) parts.push(offline.bringing(engine.receivedBytes, engine.totalBytes));
  return parts.join(' · ');
}

function waitingText({ durationSeconds }: Recording, messages: Messages, usualSpeed: number | null): string {
  const parts = [messages.state.waiting];
  if (durationSeconds !== null) {
    parts.push(messages.numbers.time(durationSeconds));
    if (usualSpeed) parts.push(messages.state.estimate(durationSeconds / usualSpeed));
  }
  return parts.join(' · ');
}

function runningText(recording: Recording, reachedSeconds: number | null, messages: Messages): string {
  const { speed, durationSeconds } = recording;
  const done = doneSeconds(recording);
  if (reachedSeconds !== null) return messages.state.catchingUp(reachedSeconds, done);
  // A file that holds more than it says has no end that could be shown.
  const isBeyond = durationSeconds !== null && done > durationSeconds;
  const parts = [messages.state.running(done, isBeyond ? null : durationSeconds)];
  if (speed !== null) {
    parts.push(messages.numbers.times(speed));
    const restSeconds = (durationSeconds ?? 0) - done;
    if (restSeconds > 0) parts.push(messages.timeLeft(restSeconds / speed));
  }
  return parts.join(' · ');
}

function doneText({ state, audioSeconds, text, speed }: Recording, messages: Messages): string {
  const isWhole = state.kind === 'done' && !state.endedEarly;
  const parts = [isWhole ? messages.state.done : messages.state.partlyDone];
  if (audioSeconds !== null) parts.push(messages.numbers.time(audioSeconds));
  const languages = languagesOf(text).slice(0, 2).map(messages.numbers.language);
  if (languages.length > 0) parts.push(languages.join(', '));
  if (speed !== null) parts.push(messages.numbers.times(speed));
  return parts.join(' · ');
}

function doneSeconds({ text, reread }: Recording): number {
  return (reread ?? text).endSeconds;
}

function ratio(part: number, whole: number): number | null {
  return whole > 0 ? Math.min(part / whole, 1) : null;
}
