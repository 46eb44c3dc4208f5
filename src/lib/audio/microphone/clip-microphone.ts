import { AppError, CancelledError } from '../../core/errors';
import { openStream, type MicrophoneOptions, type OpenMicrophone } from './microphone';

/** Of full scale: a quiet room. */
const ROOM_NOISE = 0.0005;
const NOISE_SECONDS = 2;
/** A clip that has not ended so long after it should have does not run. */
const PATIENCE_MS = 5000;

/** A microphone before which a clip is spoken when that is wanted, and which hears a quiet room else. */
export interface ClipMicrophone {
  readonly open: (options: MicrophoneOptions) => Promise<OpenMicrophone>;
  /**
   * Settles with the last sample of the clip.
   *
   * @throws AppError microphone-unsupported where the browser plays nothing
   * @throws CancelledError once `signal` is aborted
   */
  readonly speak: (signal: AbortSignal) => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Makes one. The sound goes the way of a microphone's from the stream on: nothing is heard of it in the room.
 *
 * @param sound a file that the browser decodes; null: nothing is spoken
 * @throws AppError microphone-unsupported where it cannot be decoded
 */
export async function openClipMicrophone(sound: Blob | null): Promise<ClipMicrophone> {
  const context = new AudioContext({ latencyHint: 'interactive', sinkId: { type: 'none' } });
  try {
    const clip = sound && (await context.decodeAudioData(await sound.arrayBuffer()));
    const room = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
    const noise = new AudioBufferSourceNode(context, { buffer: noiseIn(context), loop: true });
    noise.connect(room);
    noise.start();
    return {
      open: async (options) => {
        await context.resume();
        return openStream(room.stream, options);
      },
      speak: (signal) => (clip ? speak(context, clip, room, signal) : Promise.resolve()),
      close: () => context.close(),
    };
  } catch (cause) {
    await context.close();
    throw new AppError('microphone-unsupported', String(cause), { cause });
  }
}

async function speak(
  context: AudioContext,
  clip: AudioBuffer,
  room: AudioNode,
  signal: AbortSignal,
): Promise<void> {
  if (signal.aborted) throw new CancelledError();
  const source = new AudioBufferSourceNode(context, { buffer: clip });
  source.connect(room);
  await new Promise<void>((resolve, reject) => {
    const fail = () => reject(new AppError('microphone-unsupported', 'the browser does not play the clip'));
    const timer = setTimeout(fail, clip.duration * 1000 + PATIENCE_MS);
    const callOff = () => reject(new CancelledError());
    signal.addEventListener('abort', callOff, { once: true });
    source.addEventListener('ended', () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', callOff);
      resolve();
    });
    source.start();
  });
}

function noiseIn(context: AudioContext): AudioBuffer {
  const buffer = context.createBuffer(1, NOISE_SECONDS * context.sampleRate, context.sampleRate);
  buffer.copyToChannel(
    Float32Array.from({ length: buffer.length }, () => (Math.random() - 0.5) * 2 * ROOM_NOISE),
    0,
  );
  return buffer;
}
