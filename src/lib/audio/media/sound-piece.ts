import type { AudioSample } from 'mediabunny';
import { MAX_CHANNELS, type SoundPiece } from '../../core/audio/sound-source';

/** Takes the sound out of `sample` and closes it: the decoder waits for its memory. */
export function pieceOf(sample: AudioSample, startSeconds = sample.timestamp): SoundPiece {
  const { numberOfChannels, numberOfFrames, sampleRate } = sample;
  try {
    const channels = Array.from({ length: Math.min(numberOfChannels, MAX_CHANNELS) }, (_, planeIndex) => {
      const channel = new Float32Array(numberOfFrames);
      sample.copyTo(channel, { planeIndex, format: 'f32-planar' });
      return channel;
    });
    return { channels, sampleRate, startSeconds };
  } finally {
    sample.close();
  }
}
