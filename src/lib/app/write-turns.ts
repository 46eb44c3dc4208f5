import { toAppError } from '../core/errors';
import type { DictationEvent } from '../protocol/inference';
import type { TurnLine } from '../protocol/listener';
import type { DictationParts } from './dictation-parts';
import { toLanguageChoice } from './language-choice';
import { newTurnLine } from './turn-line';

/** An engine that ends more often than this in one dictation will not stop doing so. */
const MAX_LOSSES = 3;

type Parts = Pick<DictationParts, 'clients' | 'engine' | 'languageValue' | 'vocabulary'>;

/**
 * Turns of speech to text, to their end. Where the engine is lost in the middle another one gets what that had in hand,
 * and goes on.
 *
 * @param onLost hears of each engine that is lost
 * @throws AppError as the engine does
 */
export async function writeTurns(
  parts: Parts,
  turns: TurnLine,
  onEvent: (event: DictationEvent) => void,
  onLost: () => void,
): Promise<void> {
  for (let losses = 0; ; losses++) {
    try {
      return await writeOnce(parts, turns, onEvent);
    } catch (thrown) {
      const { code } = toAppError(thrown);
      const isLost = code === 'worker-died' || code === 'gpu-lost';
      if (!isLost || losses === MAX_LOSSES) throw thrown;
      onLost();
      const line = newTurnLine();
      await parts.clients.listener.attach(line.listener);
      turns = line.inference;
    }
  }
}

async function writeOnce(
  { clients, engine, languageValue, vocabulary }: Parts,
  turns: TurnLine,
  onEvent: (event: DictationEvent) => void,
): Promise<void> {
  await engine.start();
  await clients.inference.dictate({
    turns,
    language: toLanguageChoice(languageValue()),
    vocabulary: vocabulary(),
    onEvent,
  });
}
