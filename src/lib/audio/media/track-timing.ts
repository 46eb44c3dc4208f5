import { EncodedPacketSink, MATROSKA, MP4, MPEG_TS, QTFF, WEBM, type InputAudioTrack } from 'mediabunny';
import { LONGEST_GAP_SECONDS } from '../../core/audio/continuous-timeline';
import { playedSeconds, type PlayedStretch } from '../../core/audio/played-stretch';
import { readCodecDelay } from '../../core/containers/codec-delay';
import { readEditList } from '../../core/containers/edit-list';

/** How the times of a track become those that a player shows. */
export interface TrackTiming {
  /** What the track's clock shows where players begin. */
  readonly zeroSeconds: number;
  /** What is played of the track, on its own clock; null: all that is at zero or later. */
  readonly stretches: readonly PlayedStretch[] | null;
}

/** @param file the one that `track` is in */
export async function trackTiming(track: InputAudioTrack, file: Blob): Promise<TrackTiming> {
  const format = await track.input.getFormat();
  if (format === MP4 || format === QTFF) {
    const zeroSeconds = await clockStart(track);
    const stretches = await readEditList(file, track.id);
    return { zeroSeconds, stretches: stretches?.map((each) => earlier(each, zeroSeconds)) ?? null };
  }
  if (format === MPEG_TS) return { zeroSeconds: await clockStart(track), stretches: null };
  const isMatroska = format === MATROSKA || format === WEBM;
  const delaySeconds = isMatroska ? await readCodecDelay(file, track.id) : 0;
  const startSeconds = await track.getFirstTimestamp();
  // These clocks are those of the player, but for a broken one.
  return {
    zeroSeconds: delaySeconds + (startSeconds > LONGEST_GAP_SECONDS ? startSeconds : 0),
    stretches: null,
  };
}

/**
 * How long a player says that the track is, in seconds.
 *
 * @param endSeconds where the track ends on its own clock; null where that is not known
 */
export function playedLength(
  { zeroSeconds, stretches }: TrackTiming,
  endSeconds: number | null,
): number | null {
  if (!stretches) return endSeconds === null ? null : endSeconds - zeroSeconds;
  const lastSeconds = endSeconds ?? Infinity;
  const length = playedSeconds(
    stretches.map((each) => ({ ...each, untilSeconds: Math.min(each.untilSeconds, lastSeconds) })),
  );
  return Number.isFinite(length) ? length : null;
}

/** Where the first of the tracks that have anything begins: sound behind a picture that begins earlier comes later. Never below zero. */
async function clockStart({ input }: InputAudioTrack): Promise<number> {
  let startSeconds = Infinity;
  for (const track of await input.getTracks()) {
    const sink = new EncodedPacketSink(track);
    const first = await sink.getFirstPacket({ metadataOnly: true }).catch(() => null);
    startSeconds = Math.min(startSeconds, first?.timestamp ?? Infinity);
  }
  return Number.isFinite(startSeconds) ? Math.max(0, startSeconds) : 0;
}

function earlier(
  { fromSeconds, untilSeconds, startSeconds }: PlayedStretch,
  bySeconds: number,
): PlayedStretch {
  return { fromSeconds, untilSeconds, startSeconds: startSeconds - bySeconds };
}
