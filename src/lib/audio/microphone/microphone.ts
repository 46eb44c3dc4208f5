import { createSampleRing } from '../../core/audio/sample-ring';
import { AppError } from '../../core/errors';
import type { SampleSource } from '../../protocol/listener';
import { whileMoving } from '../../protocol/patience';
import { InterruptionWatch, type OnInterrupted } from './interruptions';
import captureUrl from '../worklet/capture-processor.worklet.ts?worker&url';

declare global {
  interface AudioContextOptions {
    /** No speaker is opened: nothing is played. */
    sinkId?: { readonly type: 'none' };
  }
}

/** The sample rate of headsets in call mode. */
const TELEPHONE_RATE = 16_000;
/** 11 s at 48 kHz: what a listener that is held up must bear. */
const RING_SAMPLES = 2 ** 19;

export interface MicrophoneOptions {
  /** Null: the system's default. */
  readonly deviceId: string | null;
  readonly noiseSuppression: boolean;
  readonly autoGain: boolean;
  /** It was unplugged, and the system's default continues in its place. */
  readonly onReplaced: (label: string) => void;
  /** It was unplugged or taken away, and there is no other. */
  readonly onEnded: () => void;
  /** It is not heard for a while, and has not ended. */
  readonly onInterrupted: OnInterrupted;
}

/** A microphone that runs. */
export interface OpenMicrophone {
  readonly source: SampleSource;
  readonly sampleRate: number;
  /** As the system names it. */
  readonly label: string;
  /** As of a headset in call mode: words get lost. */
  readonly isTelephone: boolean;
  /** The browser turns soft speech up. */
  readonly isAmplified: boolean;
  /** False where it is not heard at the moment. */
  isLive(): boolean;
  close(): Promise<void>;
}

/**
 * Opens a microphone; the browser asks the person where it has not been allowed yet.
 *
 * @throws AppError microphone-denied, microphone-missing, microphone-busy, microphone-unsupported, app-not-loaded
 */
export async function openMicrophone(options: MicrophoneOptions): Promise<OpenMicrophone> {
  return openStream(await requestStream(options), options);
}

/**
 * Hears a stream as a microphone is heard, and ends it with that.
 *
 * @throws AppError app-not-loaded
 */
export async function openStream(stream: MediaStream, options: MicrophoneOptions): Promise<OpenMicrophone> {
  try {
    return await capture(stream, options);
  } catch (thrown) {
    stopAll(stream);
    throw thrown;
  }
}

async function requestStream({
  deviceId,
  noiseSuppression,
  autoGain,
}: Pick<MicrophoneOptions, 'deviceId' | 'noiseSuppression' | 'autoGain'>): Promise<MediaStream> {
  // Without a secure context there is none.
  const devices: MediaDevices | undefined = navigator.mediaDevices;
  if (!devices) throw new AppError('microphone-unsupported', 'the browser gives this page no microphone');
  const audio = {
    ...(deviceId && { deviceId: { exact: deviceId } }),
    channelCount: 1,
    echoCancellation: false,
    noiseSuppression,
    autoGainControl: autoGain,
  };
  try {
    return await devices.getUserMedia({ audio });
  } catch (cause) {
    throw microphoneError(cause);
  }
}

async function capture(stream: MediaStream, options: MicrophoneOptions): Promise<OpenMicrophone> {
  const context = new AudioContext({ latencyHint: 'interactive', sinkId: { type: 'none' } });
  try {
    await whileMoving(() => context.audioWorklet.addModule(captureUrl));
    return captureIn(context, stream, options);
  } catch (cause) {
    await context.close();
    throw new AppError('app-not-loaded', String(cause), { cause });
  }
}

function captureIn(context: AudioContext, first: MediaStream, options: MicrophoneOptions): OpenMicrophone {
  const { source, processorOptions } = sampleSource();
  const node = new AudioWorkletNode(context, 'capture', {
    numberOfOutputs: 0,
    channelCount: 1,
    channelCountMode: 'explicit',
    processorOptions,
  });
  const interruptions = new InterruptionWatch(context, options.onInterrupted);
  const line = new StreamLine(context, node, interruptions, options);
  line.connect(first);
  // It may have to wait until it is allowed: the watch tells that, and tries again.
  context.resume().catch(() => undefined);
  const [track] = first.getAudioTracks();
  const settings = track?.getSettings();
  return {
    source,
    sampleRate: context.sampleRate,
    label: track?.label ?? '',
    isTelephone: (settings?.sampleRate ?? Infinity) <= TELEPHONE_RATE,
    isAmplified: settings?.autoGainControl ?? options.autoGain,
    isLive: () => line.isLive && !interruptions.isInterrupted,
    close: async () => {
      interruptions.close();
      line.close();
      await context.close();
    },
  };
}

/** What feeds the node: one stream, and another when that ends. */
class StreamLine {
  #stream: MediaStream | null = null;
  #isClosed = false;

  constructor(
    private readonly context: AudioContext,
    private readonly node: AudioWorkletNode,
    private readonly interruptions: InterruptionWatch,
    private readonly options: MicrophoneOptions,
  ) {}

  get isLive(): boolean {
    return this.#stream?.getAudioTracks().some(({ readyState }) => readyState === 'live') ?? false;
  }

  connect(stream: MediaStream): void {
    this.#stream = stream;
    const source = this.context.createMediaStreamSource(stream);
    source.connect(this.node);
    const [track] = stream.getAudioTracks();
    if (track) this.interruptions.watch(track);
    track?.addEventListener('ended', () => {
      source.disconnect();
      void this.#replace();
    });
  }

  close(): void {
    this.#isClosed = true;
    if (this.#stream) stopAll(this.#stream);
  }

  async #replace(): Promise<void> {
    if (this.#isClosed) return;
    const stream = await requestStream({ ...this.options, deviceId: null }).catch(() => null);
    if (!stream) return this.options.onEnded();
    if (this.#isClosed) return stopAll(stream);
    this.connect(stream);
    this.options.onReplaced(stream.getAudioTracks()[0]?.label ?? '');
  }
}

/** Shared memory where the page is isolated, else messages. */
function sampleSource() {
  if (crossOriginIsolated) {
    const ring = createSampleRing(RING_SAMPLES);
    const source: SampleSource = { kind: 'ring', memory: ring };
    return { source, processorOptions: { ring, port: null } };
  }
  const { port1, port2 } = new MessageChannel();
  const source: SampleSource = { kind: 'port', port: port1 };
  return { source, processorOptions: { ring: null, port: port2 } };
}

function stopAll(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

function microphoneError(cause: unknown): AppError {
  const name = cause instanceof DOMException ? cause.name : '';
  const message = cause instanceof Error ? cause.message : String(cause);
  switch (name) {
    case 'NotAllowedError':
      return new AppError('microphone-denied', message, { cause });
    case 'NotFoundError':
    case 'OverconstrainedError':
      return new AppError('microphone-missing', message, { cause });
    case 'NotReadableError':
    case 'AbortError':
      return new AppError('microphone-busy', message, { cause });
    default:
      return new AppError('microphone-unsupported', message, { cause });
  }
}

/** A microphone that can be chosen. */
export interface MicrophoneChoice {
  readonly deviceId: string;
  readonly label: string;
}

/** Those that the browser tells of: none before it was allowed to listen. */
export async function listMicrophones(): Promise<readonly MicrophoneChoice[]> {
  const devices: MediaDevices | undefined = navigator.mediaDevices;
  if (!devices) return [];
  const all = await devices.enumerateDevices();
  return all
    .filter(({ kind, label, deviceId }) => kind === 'audioinput' && label !== '' && deviceId !== 'default')
    .map(({ deviceId, label }) => ({ deviceId, label }));
}
