import { QuietGain } from '../../core/audio/quiet-gain';
import { alikeChannels, energyOf } from '../../core/audio/alike-channels';
import type { ChannelVoice } from '../../core/endpointing/channel-voice';
import { FRAME_SAMPLES } from '../../core/endpointing/speech-regions';
import type { VoiceDetector } from '../../core/endpointing/voice-detector';
import type { Excerpt } from './excerpts';

/** From this probability on a frame counts as speech. */
const SPEECH_PROBABILITY = 0.5;
/** Samples that are brought up together: as in a recording that is read. */
const BLOCK_SAMPLES = 8192;

/**
 * Who speaks where: each channel of a recording, judged by the voice detector. Channels that are alike are judged once,
 * and silent ones not at all.
 *
 * @param heard excerpts of one recording; those with another number of channels than the first are left out
 * @param newDetector for each excerpt of a channel
 * @returns one for each channel; none where there are no excerpts
 */
export async function surveyVoice(
  heard: readonly Excerpt[],
  newDetector: () => VoiceDetector,
): Promise<readonly ChannelVoice[]> {
  const channelCount = heard[0]?.length ?? 0;
  const excerpts = heard.filter((excerpt) => excerpt.length === channelCount);
  const models = alikeChannels(excerpts);
  const voices: ChannelVoice[] = [];
  for (const [i, model] of models.entries()) {
    const channel = excerpts.map((excerpt) => excerpt[i] ?? new Float32Array());
    const twin = model === null || model === i ? undefined : voices[model];
    voices.push({
      voice: twin?.voice ?? (await voiceIn(channel, model === null ? null : newDetector)),
      power: powerOf(channel),
    });
  }
  return voices;
}

/** @param newDetector null: nobody speaks */
async function voiceIn(
  channel: readonly Float32Array<ArrayBuffer>[],
  newDetector: (() => VoiceDetector) | null,
): Promise<Uint8Array> {
  const frames: number[] = [];
  for (const samples of channel) {
    const detector = newDetector?.();
    const gain = new QuietGain();
    for (let start = 0; start < samples.length; start += BLOCK_SAMPLES) {
      const block = samples.slice(start, start + BLOCK_SAMPLES);
      const silent = new Float32Array(Math.ceil(block.length / FRAME_SAMPLES));
      const probabilities = detector ? await detector.probabilities(gain.apply(block)) : silent;
      for (const probability of probabilities) frames.push(probability >= SPEECH_PROBABILITY ? 1 : 0);
    }
  }
  return Uint8Array.from(frames);
}

function powerOf(channel: readonly Float32Array[]): number {
  const samples = channel.reduce((sum, part) => sum + part.length, 0);
  return channel.reduce((sum, part) => sum + energyOf(part), 0) / Math.max(1, samples);
}
