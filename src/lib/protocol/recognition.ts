import type { DictationEvent } from '../core/recognition/dictation-session';
import type { LanguageChoice } from '../core/recognition/language-choice';
import type { TranscriptionEvent, TranscriptionSummary } from '../core/recognition/transcribe-recording';
import type { TranscribedWindow } from '../core/transcript/transcript';
import type { DecodingSettings } from '../core/whisper/decoding/decoding-settings';
import type { DecodeRequestChannel } from './listener';
import type { WantedModel } from './loading';

/** Who is to write a text. */
interface ByModel {
  /** It is made ready where it is not; null: the one that was loaded last. */
  readonly model: WantedModel | null;
}

/** Text of sound. */
export type RecognitionRequests = {
  /** Takes windows from `windows` until it ends. */
  'transcribe-recording': {
    request: ByModel & {
      readonly windows: MessagePort;
      readonly language: LanguageChoice;
      readonly settings: DecodingSettings;
      /** Names and terms that may come up. */
      readonly vocabulary: readonly string[];
      /** The language of the window before, where an earlier run is resumed; null at the beginning. */
      readonly previousLanguage: string | null;
      /** Shared memory whose first element is set to 1 to cancel; null without isolation. */
      readonly cancelFlag: Int32Array<SharedArrayBuffer> | null;
    };
    response: TranscriptionSummary;
    event: TranscriptionEvent;
  };
  /** Takes requests to decode from `requests` until they end. Goes before a recording that is being transcribed. */
  dictate: {
    request: ByModel & {
      readonly requests: DecodeRequestChannel;
      /**
       * Writes whole utterances from the first on that begins while it is resident; until then, and where it is null,
       * `model` does. It is not made ready for that.
       */
      readonly finalModel: WantedModel | null;
      readonly language: LanguageChoice;
      readonly settings: DecodingSettings;
      /** Names and terms that may come up. */
      readonly vocabulary: readonly string[];
    };
    response: null;
    event: DictationEvent;
  };
  /**
   * Whole utterances of the dictation that runs are written by that model, from the first on that begins while it is
   * resident; null: by the one that writes the words before. Nothing happens where nobody dictates.
   */
  'write-finals': { request: { readonly model: WantedModel | null }; response: null; event: never };
  /** The last utterance that was dictated, read in that language; null where there is none. */
  'dictate-again': {
    request: ByModel & { readonly language: string; readonly vocabulary: readonly string[] };
    response: TranscribedWindow | null;
    event: never;
  };
};
