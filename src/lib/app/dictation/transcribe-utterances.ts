import type { DictationEvent } from '../../core/recognition/dictation-session';
import { CancelledError, toAppError } from '../../core/errors';
import type { DecodeRequestChannel } from '../../protocol/listener';
import type { EngineDescription } from '../engine/engine-description';
import type { DictationParts } from './dictation-parts';
import { DictationFinalModel } from './final-model';
import { newDecodeRequestChannel } from './decode-request-channel';

/** An engine that ends more often than this in one dictation will not stop doing so. */
const MAX_LOSSES = 3;

interface Writing {
  /** Aborted where no request will come any more. */
  readonly signal: AbortSignal;
  readonly onEvent: (event: DictationEvent) => void;
  /** Hears when there is an engine to write with. */
  readonly onReady: (engine: EngineDescription) => void;
  /** Hears of each engine that is lost. */
  readonly onLost: () => void;
}

type Parts = Pick<DictationParts, 'clients' | 'engine' | 'language' | 'vocabulary' | 'models'>;

/**
 * Requests of speech to text, to their end. Where the engine is lost in the middle another one gets what that had in hand,
 * and continues.
 *
 * @param line the first, from the listener
 * @throws AppError as the engine does
 * @throws CancelledError once `signal` is aborted
 */
export async function transcribeUtterances(
  parts: Parts,
  line: DecodeRequestChannel,
  writing: Writing,
): Promise<void> {
  let requests = line;
  for (let losses = 0; ; losses++) {
    try {
      return await writeOnce(parts, requests, writing);
    } catch (thrown) {
      const { code } = toAppError(thrown);
      const isLost = code === 'worker-died' || code === 'gpu-lost';
      if (!isLost || losses === MAX_LOSSES) throw thrown;
      writing.onLost();
      const next = newDecodeRequestChannel();
      await parts.clients.listener.attach(next.listener);
      requests = next.inference;
    }
  }
}

async function writeOnce(
  { clients, engine, language, vocabulary, models }: Parts,
  requests: DecodeRequestChannel,
  { signal, onReady, onEvent }: Writing,
): Promise<void> {
  const wanted = models();
  const description = await engine.start(signal, undefined, wanted.partial);
  if (signal.aborted) throw new CancelledError();
  onReady(description);
  const { model: ready } = description;
  const final = new DictationFinalModel(clients.inference, ready.id, wanted.final, signal, (id, code) =>
    engine.note(id, code),
  );
  await clients.inference.dictate({
    requests,
    model: { modelId: ready.id },
    finalModel: final.choice,
    language: language(),
    vocabulary: vocabulary(),
    signal,
    onEvent: (event) => {
      onEvent(event);
      if (event.type === 'utterance') final.change(models().final);
    },
  });
}
