import { AppError } from '../../../../src/lib/core/errors';
import { type MediaClient, type ReadOptions } from '../../../../src/lib/audio/media-client';
import type { FoundWindow } from '../../../../src/lib/core/streaming/reading-point';
import type { RecordingProgress, RecordingSummary, WindowRequests } from '../../../../src/lib/protocol/media';
import { RpcClient } from '../../../../src/lib/protocol/rpc';

/** What came of reading one recording to its end. */
export interface Reading {
  readonly windows: readonly FoundWindow[];
  readonly summary: RecordingSummary;
  readonly progress: readonly RecordingProgress[];
}

/** Reads a recording as the inference worker does, taking every window at once. */
export async function readAll(client: MediaClient, file: File, options: ReadOptions = {}): Promise<Reading> {
  const { port1, port2 } = new MessageChannel();
  const progress: RecordingProgress[] = [];
  const summary = client.readRecording(file, port1, {
    onProgress: (event) => progress.push(event),
    ...options,
  });
  const asking = new RpcClient<WindowRequests>(port2);
  const windows: FoundWindow[] = [];
  for (;;) {
    const window = await Promise.race([asking.call('next-window', null), summary.then(() => null)]);
    if (!window) return { windows, summary: await summary, progress };
    windows.push(window);
  }
}

/** The codes that both sides get: who asks for windows, and who asked for the reading. */
export async function failureOf(client: MediaClient, file: File): Promise<(string | undefined)[]> {
  const { port1, port2 } = new MessageChannel();
  const asked = new RpcClient<WindowRequests>(port2).call('next-window', null);
  const sides = await Promise.allSettled([asked, client.readRecording(file, port1)]);
  return sides.map((side) =>
    side.status === 'rejected' && side.reason instanceof AppError ? side.reason.code : undefined,
  );
}

/** The waveform of a reading. */
export function peaksOf({ progress }: Reading): number[] {
  return progress.flatMap((event) => (event.type === 'read' ? [...event.peaks] : []));
}
