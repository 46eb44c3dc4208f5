import { toAppError, type ErrorCode } from '../../core/errors';
import { textOfWindow } from '../../core/transcript/transcript';
import type { InferenceClient } from '../../inference/inference-client';
import { MAIN_LANGUAGES } from '../settings/spoken-languages';

export interface SecondReadingParts {
  readonly inference: Pick<InferenceClient, 'dictateAgain'>;
  readonly vocabulary: () => readonly string[];
  /** The id of the model that writes whole utterances. */
  readonly model: () => string;
}

/** The last utterance read once more in the other language, from its sound. */
export class SecondReading {
  /** That its text is in; null where there is none. */
  language: string | null = $state.raw(null);
  isReading = $state.raw(false);
  /** Why the last one came to nothing. */
  failure: ErrorCode | null = $state.raw(null);

  constructor(private readonly parts: SecondReadingParts) {}

  /** The language to offer. */
  get other(): string | null {
    if (this.language === null) return null;
    return MAIN_LANGUAGES.find(({ code }) => code !== this.language)?.code ?? null;
  }

  /** To be called with each utterance. */
  note(language: string): void {
    this.language = language;
    this.failure = null;
  }

  /** The engine has heard something else since: it has no sound of the last utterance any more. */
  forget(): void {
    this.language = null;
    this.failure = null;
  }

  async read(target: { replaceLast(text: string, language: string): boolean }): Promise<void> {
    const { other } = this;
    if (other === null || this.isReading) return;
    this.isReading = true;
    this.failure = null;
    try {
      const { inference, vocabulary, model } = this.parts;
      const read = await inference.dictateAgain(other, vocabulary(), { modelId: model() });
      const text = read ? textOfWindow(read) : '';
      if (text !== '' && target.replaceLast(text, other)) this.language = other;
    } catch (thrown) {
      this.failure = toAppError(thrown).code;
    } finally {
      this.isReading = false;
    }
  }
}
