import type { Optimisation } from '../../../core/performance/ledger';
import { DECODING_DEFAULTS } from '../../../core/whisper/decoding/decoding-settings';
import type { ModelChoice } from '../../../inference/inference-options';
import type { Clients } from '../../engine/create-clients';
import { runRecording } from '../../recordings/recording-run';

/** The same work with an optimisation and without it, one after the other. Milliseconds. */
export interface Turn {
  readonly onMs: number;
  readonly offMs: number;
}

export interface TurnParts {
  readonly clients: Pick<Clients, 'media' | 'inference'>;
  readonly modelId: string;
  /** A sentence of a few seconds. */
  readonly clip: File;
  /** Its language. */
  readonly language: string;
  /** The browser offers a graphics card that is one. */
  readonly hasCard: boolean;
  readonly nowMs: () => number;
  readonly signal: AbortSignal;
}

type TakeTurn = (parts: TurnParts) => Promise<Turn | null>;

const FULL_CONTEXT = { ...DECODING_DEFAULTS, context: 'full' } as const;

/**
 * How each is measured; null where this device has no such thing.
 *
 * @throws AppError as the clients do, CancelledError once `signal` is aborted
 */
export const TURNS: Readonly<Record<Optimisation, TakeTurn>> = {
  'short-context': async (parts) => ({
    offMs: await readMs(parts, {}, FULL_CONTEXT),
    onMs: await readMs(parts, {}),
  }),
  drafts: takeDraftTurn,
  'resident-model': takeResidentTurn,
  'eight-bit': (parts) => compare(parts, { kernels: 'own-f32' }, { kernels: 'q8_0' }),
  'own-kernels': (parts) => compare(parts, { kernels: 'int8' }, { kernels: 'q8_0' }),
  'graphics-card': async (parts) =>
    parts.hasCard ? compare(parts, { device: 'wasm' }, { device: 'webgpu' }) : null,
};

/** How long the whole clip takes, from the file to its text. */
async function readMs(
  { clients, modelId, clip, language, nowMs, signal }: TurnParts,
  how: Omit<ModelChoice, 'modelId'>,
  settings = DECODING_DEFAULTS,
): Promise<number> {
  const startedMs = nowMs();
  await runRecording(clients, {
    file: clip,
    model: { modelId, ...how },
    language: { kind: 'given', language },
    settings,
    vocabulary: [],
    signal,
    onRead: () => undefined,
    onText: () => undefined,
  });
  return nowMs() - startedMs;
}

/** On the processor, unless the device is what is compared. Without a card that is where the model is already. */
async function compare(
  parts: TurnParts,
  off: Omit<ModelChoice, 'modelId'>,
  on: Omit<ModelChoice, 'modelId'>,
): Promise<Turn> {
  const device = parts.hasCard ? 'wasm' : 'automatic';
  return {
    offMs: await readMs(parts, { device, ...off }),
    onMs: await readMs(parts, { device, ...on }),
  };
}

async function takeDraftTurn({ clients, clip, language }: TurnParts): Promise<Turn | null> {
  const { port1, port2 } = new MessageChannel();
  const reading = new AbortController();
  const read = clients.media.readRecording(clip, port1, { signal: reading.signal });
  read.catch(() => undefined);
  const measured = await clients.inference.measureDraft(port2, language);
  reading.abort();
  return measured && { offMs: measured.stepMilliseconds, onMs: measured.draftMilliseconds };
}

/** Loaded anew, and asked for while it is there. */
async function takeResidentTurn({ clients, modelId, nowMs }: TurnParts): Promise<Turn | null> {
  if (!(await clients.inference.releaseModel(modelId))) return null;
  const loadMs = async () => {
    const startedMs = nowMs();
    await clients.inference.loadModel(modelId);
    return nowMs() - startedMs;
  };
  return { offMs: await loadMs(), onMs: await loadMs() };
}
