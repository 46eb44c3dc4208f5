import type { SoundPiece } from './sound-source';

/** A stretch of a track that players play: an edit list can hide the rest, or play it in another order. */
export interface PlayedStretch {
  /** On the track's own clock. */
  readonly fromSeconds: number;
  /** Behind the last sound, on the track's own clock; Infinity: to the end. */
  readonly untilSeconds: number;
  /** Where players have it. */
  readonly startSeconds: number;
}

/**
 * What is played of `piece`, at the time where players have it.
 *
 * @param piece with the time of the track's own clock
 * @returns null if nothing of it is played
 */
export function playedPart(piece: SoundPiece, stretch: PlayedStretch): SoundPiece | null {
  const { channels, sampleRate, startSeconds } = piece;
  const lengthSamples = channels[0]?.length ?? 0;
  const sampleAt = (seconds: number) =>
    Math.max(0, Math.min(lengthSamples, Math.round((seconds - startSeconds) * sampleRate)));
  const [startSample, endSample] = [sampleAt(stretch.fromSeconds), sampleAt(stretch.untilSeconds)];
  if (startSample >= endSample) return null;
  const isWhole = startSample === 0 && endSample === lengthSamples;
  return {
    channels: isWhole ? channels : channels.map((channel) => channel.subarray(startSample, endSample)),
    sampleRate,
    startSeconds: startSeconds + startSample / sampleRate - stretch.fromSeconds + stretch.startSeconds,
  };
}

/** Where the last of `stretches` ends for a player, in seconds; Infinity where one has no end. */
export function playedSeconds(stretches: readonly PlayedStretch[]): number {
  const ends = stretches.map(
    ({ fromSeconds, untilSeconds, startSeconds }) => startSeconds + untilSeconds - fromSeconds,
  );
  return Math.max(0, ...ends);
}
