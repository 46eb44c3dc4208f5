import type { AudioWindow } from '../../endpointing/audio-window';
import type { PreviousUtterance } from '../../recognition/carry-over';
import { languagesOf } from '../../recognition/language-choice';
import type {
  RecognisedWindow,
  Recogniser,
  RecogniserCapabilities,
  RecognitionRequest,
  Utterance,
} from '../../recognition/recogniser';
import { timedWindow } from '../../recognition/timed-window';
import type { Engine } from './engine';
import { WhisperUtterance } from './whisper-utterance';
import type { LanguageSet } from './language-parts';
import { readWindow } from './window-reader';

/** What Whisper can do, as far as its checkpoint goes. */
export function whisperCapabilities({
  rules: { special, alignmentHeads },
  windowsAtOnce,
}: Pick<Engine, 'rules' | 'windowsAtOnce'>): RecogniserCapabilities {
  return {
    partials: true,
    wordTimes: alignmentHeads.length > 0,
    vocabulary: true,
    languages: [...special.languages.keys()],
    maxBatch: windowsAtOnce,
  };
}

/** Whisper, on any engine that runs its checkpoint. */
export class WhisperRecogniser implements Recogniser {
  readonly capabilities: RecogniserCapabilities;

  constructor(private readonly engine: Engine) {
    this.capabilities = whisperCapabilities(engine);
  }

  async transcribe(
    windows: readonly AudioWindow[],
    request: RecognitionRequest,
  ): Promise<readonly RecognisedWindow[]> {
    const { settings, vocabulary, language: choice, onLanguage } = request;
    const recognised: RecognisedWindow[] = [];
    let { previous } = request;
    let previousLanguage: LanguageSet['previousLanguage'] =
      request.languageToCome ?? request.previousLanguage;
    for (const [index, window] of windows.entries()) {
      const before = settings.precedingText ? previous : null;
      const reader = { engine: this.engine, settings, words: vocabulary, before };
      const set = { languages: languagesOf(choice), previousLanguage, context: settings.context };
      const isLast = index === windows.length - 1;
      const read = await readWindow(reader, window, set, isLast ? onLanguage : undefined);
      recognised.push(read);
      previous = timedWindow(window, read);
      previousLanguage = read.language;
    }
    return recognised;
  }

  startUtterance(previous: PreviousUtterance | null, request: RecognitionRequest): Utterance {
    return new WhisperUtterance(this.engine, previous, request);
  }
}
