import { AppError } from '../../../core/errors';
import { isRecord } from '../../../core/is-record';
import type { ReferenceClip } from '../../../core/performance/measurements';

/** A clip that ships, and where it is in the sound of its language. */
export interface ShippedClip extends ReferenceClip {
  readonly startSeconds: number;
}

/** What `static/clips/clips.json` says. */
export interface ClipList {
  /** Names of the sounds beside the list, by language. */
  readonly sounds: Readonly<Record<ReferenceClip['language'], string>>;
  /** English and French in turn. */
  readonly clips: readonly ShippedClip[];
}

/** @throws AppError app-not-loaded where it is another file */
export function parseClipList(text: string): ClipList {
  const json = parsed(text);
  const fields = isRecord(json) ? json : {};
  const sounds = isRecord(fields['sounds']) ? fields['sounds'] : {};
  const { en, fr } = sounds;
  const clips = Array.isArray(fields['clips']) ? fields['clips'].map(toClip) : [];
  const whole = clips.filter((clip) => clip !== null);
  if (typeof en !== 'string' || typeof fr !== 'string' || whole.length === 0 || whole.length < clips.length)
    throw new AppError('app-not-loaded', 'the list of clips is not what it must be');
  return { sounds: { en, fr }, clips: whole };
}

function toClip(json: unknown): ShippedClip | null {
  if (!isRecord(json)) return null;
  const { id, language, startSeconds, seconds, text } = json;
  if (language !== 'en' && language !== 'fr') return null;
  if (typeof id !== 'string' || typeof text !== 'string') return null;
  if (typeof startSeconds !== 'number' || typeof seconds !== 'number') return null;
  return { id, language, startSeconds, seconds, text };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
