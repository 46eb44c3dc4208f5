import { CancelledError } from '../../../core/errors';
import type { FoundWindow } from '../../../core/streaming/reading-point';
import type { WindowRequests } from '../../../protocol/media';
import { RpcClient, serve } from '../../../protocol/rpc';
import type { TranscriptionClients } from '../../engine/transcription-clients';

/** A sentence that ships with the app. */
export interface BusyClip {
  readonly file: File;
  readonly language: string;
}

/**
 * Keeps the engine that runs busy for so long, with the same window of a clip again and again: nothing but the engine has
 * to work for it. Its texts are thrown away.
 *
 * @throws AppError, CancelledError as the clients do
 */
export async function keepEngineBusy(
  { media, inference }: Pick<TranscriptionClients, 'media' | 'inference'>,
  { file, language }: BusyClip,
  milliseconds: number,
  signal: AbortSignal,
): Promise<void> {
  const window = await firstWindow(media, file, signal);
  if (!window) return;
  const { port1, port2 } = new MessageChannel();
  const endMs = performance.now() + milliseconds;
  serve<WindowRequests>(port1, {
    'next-window': async () => (performance.now() < endMs ? window : null),
  });
  try {
    await inference.transcribe({
      ...{ windows: port2, language: { kind: 'given', language }, vocabulary: [] },
      ...{ signal, onEvent: () => undefined },
    });
  } finally {
    port1.close();
  }
}

async function firstWindow(
  media: TranscriptionClients['media'],
  file: File,
  signal: AbortSignal,
): Promise<FoundWindow | null> {
  const { port1, port2 } = new MessageChannel();
  const found = new AbortController();
  const reading = media.readRecording(file, port1, { signal: AbortSignal.any([signal, found.signal]) });
  try {
    const asked = new RpcClient<WindowRequests>(port2).call('next-window', null, { signal });
    return await Promise.race([asked, reading.then(() => asked)]);
  } finally {
    found.abort();
    await reading.catch((thrown: unknown) => {
      if (!(thrown instanceof CancelledError)) throw thrown;
    });
    port2.close();
  }
}
