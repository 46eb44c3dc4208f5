import type { DictationEvent } from '../core/recognition/dictation-session';
import type { LanguageChoice } from '../core/recognition/language-choice';
import type { TranscriptionEvent } from '../core/recognition/transcribe-recording';
import type { DecodingSettings } from '../core/whisper/decoding/decoding-settings';
import type { ReceivedBytes } from '../protocol/download';
import type { DecodeRequestChannel } from '../protocol/listener';
import type { DeviceChoice, WasmKernels } from '../protocol/loading';

/** How a model is to run; left out, as is best. */
export interface ModelOptions {
  readonly kernels?: WasmKernels;
  readonly device?: DeviceChoice;
}

/** A kept model, and how it is to run. */
export interface ModelChoice extends ModelOptions {
  readonly modelId: string;
}

export interface LoadModelOptions extends ModelOptions {
  /** Hears of the engine itself, where it is not on this device yet. */
  readonly onBytes?: (received: ReceivedBytes) => void;
}

export interface TranscribeOptions {
  /** Made ready where it is not; left out or null, the one that was loaded last. */
  readonly model?: ModelChoice | null;
  /** Where the windows of the recording are asked for; handed over. */
  readonly windows: MessagePort;
  readonly language: LanguageChoice;
  /** The defaults, but for measuring what each is worth. */
  readonly settings?: DecodingSettings;
  /** Names and terms that may come up. */
  readonly vocabulary: readonly string[];
  /** The language of the window before, where an earlier run is resumed. */
  readonly previousLanguage?: string | null;
  readonly signal: AbortSignal;
  readonly onEvent: (event: TranscriptionEvent) => void;
}

export interface DictateOptions {
  /** Made ready where it is not; left out or null, the one that was loaded last. */
  readonly model?: ModelChoice | null;
  /** Writes whole utterances, from the first on that begins while it is resident: it is not made ready for that. */
  readonly finalModel?: ModelChoice | null;
  /** Where requests to decode are asked for; handed over. */
  readonly requests: DecodeRequestChannel;
  readonly language: LanguageChoice;
  /** Names and terms that may come up. */
  readonly vocabulary: readonly string[];
  readonly signal: AbortSignal;
  readonly onEvent: (event: DictationEvent) => void;
}
