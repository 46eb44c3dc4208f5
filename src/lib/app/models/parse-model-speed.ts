import type { ModelSpeed, StepSpeed } from '../../core/models/model-speed';

/** A speed that was kept; null where anything of it is not as it must be. */
export function parseModelSpeed(json: unknown): ModelSpeed | null {
  const { growsSounds, ...fields } = record(json);
  const encoderMs = time(fields['encoderMs']);
  const encoderAttendedMs = time(fields['encoderAttendedMs']);
  const oneText = step(fields['oneText']);
  const fourTexts = step(fields['fourTexts']);
  if (typeof growsSounds !== 'boolean' || encoderMs === null || encoderAttendedMs === null) return null;
  if (!oneText || !fourTexts) return null;
  return { growsSounds, encoderMs, encoderAttendedMs, oneText, fourTexts };
}

function step(json: unknown): StepSpeed | null {
  const fields = record(json);
  const ms = time(fields['ms']);
  const attendedMs = time(fields['attendedMs']);
  return ms === null || attendedMs === null ? null : { ms, attendedMs };
}

function time(json: unknown): number | null {
  return typeof json === 'number' && Number.isFinite(json) && json >= 0 ? json : null;
}

function record(json: unknown): Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null ? { ...json } : {};
}
