import { createSampleRing } from '../core/audio/sample-ring';
import { AppError } from '../core/errors';
import type { SampleSource } from '../protocol/listener';
import captureUrl from './worklet/capture-processor.worklet.ts?worker&url';

declare global {
  interface AudioContextOptions {
    /** No speaker is opened: nothing is played. */
    sinkId?: { readonly type: 'none' };
  }
}

/** 11 s at 48 kHz: what a listener that is held up must bear. */
const RING_SAMPLES = 2 ** 19;

export interface MicrophoneOptions {
  /** Null: the system's default. */
  readonly deviceId: string | null;
  readonly noiseSuppression: boolean;
  /** The microphone was unplugged, or taken away. */
  readonly onEnded: () => void;
}

/** A microphone that runs. */
export interface OpenMicrophone {
  readonly source: SampleSource;
  readonly sampleRate: number;
  /** As the system names it. */
  readonly label: string;
  close(): Promise<void>;
}

/**
 * Opens a microphone; the browser asks the person where it has not been allowed yet.
 *
 * @throws AppError microphone-denied, microphone-missing, microphone-busy, microphone-unsupported
 */
export async function openMicrophone(options: MicrophoneOptions): Promise<OpenMicrophone> {
  const stream = await requestStream(options);
  try {
    return await capture(stream, options);
  } catch (thrown) {
    stopAll(stream);
    throw thrown;
  }
}

async function requestStream({ deviceId, noiseSuppression }: MicrophoneOptions): Promise<MediaStream> {
  // Without a secure context there is none.
  const devices: MediaDevices | undefined = navigator.mediaDevices;
  if (!devices) throw new AppError('microphone-unsupported', 'the browser gives this page no microphone');
  const audio = {
    ...(deviceId && { deviceId: { exact: deviceId } }),
    channelCount: 1,
    echoCancellation: false,
    noiseSuppression,
    autoGainControl: true,
  };
  try {
    return await devices.getUserMedia({ audio });
  } catch (cause) {
    throw microphoneError(cause);
  }
}

async function capture(stream: MediaStream, { onEnded }: MicrophoneOptions): Promise<OpenMicrophone> {
  const [track] = stream.getAudioTracks();
  const context = new AudioContext({ latencyHint: 'interactive', sinkId: { type: 'none' } });
  await context.audioWorklet.addModule(captureUrl);
  const { source, processorOptions } = sampleSource();
  const node = new AudioWorkletNode(context, 'capture', {
    numberOfOutputs: 0,
    channelCount: 1,
    channelCountMode: 'explicit',
    processorOptions,
  });
  context.createMediaStreamSource(stream).connect(node);
  await context.resume();
  track?.addEventListener('ended', onEnded);
  return {
    source,
    sampleRate: context.sampleRate,
    label: track?.label ?? '',
    close: async () => {
      track?.removeEventListener('ended', onEnded);
      stopAll(stream);
      await context.close();
    },
  };
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
