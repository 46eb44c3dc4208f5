import { REPEATED, type MeasuringMethod } from '../../../core/performance/criteria';
import type { ReferenceClip } from '../../../core/performance/measurements';

/** The clips that criteria are measured with. */
export interface CriterionClips {
  /** Spoken into the dictation, in real time. */
  readonly dictation: readonly ReferenceClip[];
  /** Read as files for word errors; the first of them is read a hundred times. */
  readonly files: readonly ReferenceClip[];
  /** A hundred of them that say different things are read once each. */
  readonly phrases: readonly ReferenceClip[];
}

/** Of a hundred clips some four minutes of dictation. */
const DICTATED = 24;

/** @param clips all that come with the app */
export function criterionClips(clips: readonly ReferenceClip[]): CriterionClips {
  const every = Math.max(Math.floor(clips.length / DICTATED), 1);
  const spread = clips.filter((_, index) => index % every === 0).slice(0, DICTATED);
  return { dictation: spread, files: clips, phrases: clips };
}

/** Those that a method takes, one a step; none where it takes no clips, or where there are too few. */
export function clipsOf(method: MeasuringMethod, clips: CriterionClips): readonly ReferenceClip[] {
  switch (method) {
    case 'dictation':
      return clips.dictation;
    case 'files':
      return clips.files;
    case 'iterations': {
      const [first] = clips.files;
      return first ? Array.from({ length: REPEATED }, () => first) : [];
    }
    case 'phrases': {
      const different = [...new Map(clips.phrases.map((clip) => [clip.text, clip])).values()];
      return different.length < REPEATED ? [] : different.slice(0, REPEATED);
    }
    case 'silence':
    case 'long-file':
    case 'memory':
    case 'temperature':
    case 'requests':
      return [];
  }
}
