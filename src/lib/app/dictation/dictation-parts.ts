import type { Marks } from '../../core/metrics/mark-ring';
import type { Seam } from '../../core/recognition/carry-over';
import type { LanguageChoice } from '../../core/recognition/language-choice';
import type { MicrophoneOptions, OpenMicrophone } from '../../audio/microphone/microphone';
import type { DictationClients } from './dictation-clients';
import type { DictationChoices } from './dictation-options.svelte';
import type { EngineStarter } from '../engine/engine-starter.svelte';
import type { EngineDescription } from '../engine/engine-description';
import type { Work } from '../browser/work.svelte';

/** Words that are being spoken: beside the document, not in it, until they are final. */
export interface LiveText {
  readonly committed: string;
  readonly tentative: string;
  /** Silence has begun behind them: they are likely to stay. */
  readonly seemsOver: boolean;
}

/** Where dictated text goes. */
export interface DictationTarget {
  placeAtCaret(): void;
  show(text: LiveText | null): void;
  /** @param seam where it continues from the utterance before: how that is to end */
  insert(text: string, language: string, seam: Seam | null): void;
}

/** The document, as a dictation needs it. */
export interface DictationDocumentPort extends DictationTarget {
  /** @returns false while another window dictates into it */
  claim(): Promise<boolean>;
  /** Settles once all that is written is on the disk, however long that takes. */
  whenKept(): Promise<void>;
}

/** Ids of the models that write: words while they are spoken, and the text of an utterance. They may be the same. */
export interface DictationModels {
  readonly partial: string;
  readonly final: string;
}

export interface DictationParts {
  /** It belongs to the document, whatever page shows that. */
  readonly document: DictationDocumentPort;
  readonly work: Pick<Work, 'begin'>;
  readonly clients: DictationClients;
  readonly engine: EngineStarter;
  readonly openMicrophone: (options: MicrophoneOptions) => Promise<OpenMicrophone>;
  readonly language: () => LanguageChoice;
  readonly vocabulary: () => readonly string[];
  /** The models that write. */
  readonly models: () => DictationModels;
  readonly deviceId: () => string | null;
  readonly choices: () => DictationChoices;
  readonly newId: () => string;
  /** Hears when the browser may have more to tell of its microphones. */
  readonly onMicrophone: () => void;
  /** Hears of each utterance that has text, when it is written. */
  readonly onUtterance: (language: string, words: number) => void;
  /** Hears when the microphone is open, and when the last text is written. */
  readonly onSession: (kind: 'start' | 'stop') => void;
  /**
   * Keeps other pages from taking the sound of a dictation for lost.
   *
   * @returns what ends that; it settles when they may
   */
  readonly holdSound: (id: string) => () => Promise<void>;
  /** Hears when there is sound that has no text. */
  readonly onSoundLeft: () => void;
  /** Milliseconds since 1970, as the workers count them. */
  readonly nowMs: () => number;
  readonly nextPaint: () => Promise<void>;
  /** Where it is marked how long text took, by what writes; absent: nowhere. */
  readonly marksOf?: (engine: EngineDescription) => Marks;
}
