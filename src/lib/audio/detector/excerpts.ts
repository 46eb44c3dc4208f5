import { SAMPLE_RATE } from '../../core/audio/audio-format';
import { Resampler } from '../../core/audio/resampler';
import type { SoundSource } from '../../core/audio/sound-source';

/** Sound that is listened to before a recording is read: of all channels together, and of each. */
const HEARD_CHANNEL_SECONDS = 120;
const LONGEST_HEARD_SECONDS = 40;
const SHORTEST_HEARD_SECONDS = 10;
/** Many short ones: whoever speaks now and then is heard in some of them. */
const EXCERPT_SECONDS = 2;

/** The channels of a part of a recording, at 16 kHz, all of the same length. */
export type Excerpt = readonly Float32Array<ArrayBuffer>[];

/**
 * Parts of a recording from its beginning to its end: all of a short one. What cannot be read is left out. The same
 * file gives the same parts.
 */
export async function* excerpts(source: SoundSource): AsyncGenerator<Excerpt, void, void> {
  for (const { startSeconds, seconds } of places(source)) {
    const excerpt = await excerptAt(source, startSeconds, seconds).catch(() => null);
    if (excerpt) yield excerpt;
  }
}

function places({ durationSeconds, channelCount }: SoundSource) {
  const sharedSeconds = HEARD_CHANNEL_SECONDS / Math.max(1, channelCount);
  const seconds = Math.max(SHORTEST_HEARD_SECONDS, Math.min(LONGEST_HEARD_SECONDS, sharedSeconds));
  if (durationSeconds === null || durationSeconds <= seconds) return [{ startSeconds: 0, seconds }];
  const count = Math.floor(seconds / EXCERPT_SECONDS);
  const strideSeconds = durationSeconds / count;
  return Array.from({ length: count }, (_, i) => ({
    startSeconds: i * strideSeconds + (strideSeconds - EXCERPT_SECONDS) / 2,
    seconds: EXCERPT_SECONDS,
  }));
}

/** @returns null where nothing is there */
async function excerptAt(
  source: SoundSource,
  startSeconds: number,
  seconds: number,
): Promise<Excerpt | null> {
  let rate = 0;
  let resamplers: readonly Resampler[] = [];
  const parts: Float32Array<ArrayBuffer>[][] = [];
  let heardSamples = 0;
  try {
    for await (const { channels, sampleRate } of source.pieces(startSeconds)) {
      if (parts.length === 0) {
        rate = Math.round(sampleRate);
        resamplers = channels.map(() => new Resampler(rate));
      }
      if (Math.round(sampleRate) !== rate || channels.length !== resamplers.length) break;
      parts.push(channels.map((samples, i) => resamplers[i]?.push(finite(samples)) ?? samples));
      heardSamples += channels[0]?.length ?? 0;
      if (heardSamples >= seconds * rate) break;
    }
  } catch {
    // A file that breaks off here is heard as far as it goes.
  }
  if (parts.length === 0) return null;
  const longest = Math.round(seconds * SAMPLE_RATE);
  return resamplers.map((_, i) => joined(parts.map((part) => part[i])).subarray(0, longest));
}

/** What is no number would ring through the resampler. */
function finite(samples: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  return samples.every(Number.isFinite) ? samples : samples.map((each) => (Number.isFinite(each) ? each : 0));
}

function joined(parts: readonly (Float32Array | undefined)[]): Float32Array<ArrayBuffer> {
  const whole = new Float32Array(parts.reduce((samples, part) => samples + (part?.length ?? 0), 0));
  let startSample = 0;
  for (const part of parts) {
    if (!part) continue;
    whole.set(part, startSample);
    startSample += part.length;
  }
  return whole;
}
