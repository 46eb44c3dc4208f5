import type { Messages } from '../app/messages/en';
import type { Recording } from '../app/recording';
import { assertNever } from '../core/errors';

/** How far the work on a recording is, in [0, 1]; null where that cannot be told. */
export function fractionDone({ state }: Recording): number | null {
  if (state.kind === 'preparing-model') return ratio(state.receivedBytes, state.totalBytes);
  if (state.kind === 'running') return ratio(state.transcribedSeconds, state.durationSeconds ?? 0);
  return null;
}

/** One line about where a recording stands. */
export function statusText(recording: Recording, messages: Messages): string {
  const { state, segments } = recording;
  switch (state.kind) {
    case 'waiting':
      return messages.state.waiting;
    case 'preparing-model':
      return messages.state.preparingModel(state.receivedBytes, state.totalBytes, state.secondsLeft);
    case 'loading-engine':
      return messages.state.loadingEngine;
    case 'running':
      return runningText(recording, state, messages);
    case 'done':
      return segments.length > 0 ? doneText(recording, messages) : messages.noSpeech;
    case 'cancelled': {
      const last = segments.at(-1);
      return last ? messages.state.cancelledAt(last.endSeconds) : messages.state.cancelled;
    }
    case 'failed':
      return messages.state.failed;
    default:
      return assertNever(state);
  }
}

function runningText(
  { speed }: Recording,
  { transcribedSeconds, durationSeconds }: Extract<Recording['state'], { kind: 'running' }>,
  messages: Messages,
): string {
  const parts = [messages.state.running(transcribedSeconds, durationSeconds)];
  if (speed !== null) {
    parts.push(messages.numbers.times(speed));
    const restSeconds = (durationSeconds ?? 0) - transcribedSeconds;
    if (restSeconds > 0) parts.push(messages.timeLeft(restSeconds / speed));
  }
  return parts.join(' · ');
}

function doneText({ audioSeconds, language, speed }: Recording, messages: Messages): string {
  const parts = [messages.state.done];
  if (audioSeconds !== null) parts.push(messages.numbers.time(audioSeconds));
  if (language !== null) parts.push(messages.numbers.language(language));
  if (speed !== null) parts.push(messages.numbers.times(speed));
  return parts.join(' · ');
}

function ratio(part: number, whole: number): number | null {
  return whole > 0 ? Math.min(part / whole, 1) : null;
}
