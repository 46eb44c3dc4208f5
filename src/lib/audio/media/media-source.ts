import { ADTS, MATROSKA, MP3, MP4, OGG, QTFF, WEBM } from 'mediabunny';
import { playedSeconds, type PlayedStretch } from '../../core/audio/played-stretch';
import type { SoundSource } from '../../core/audio/sound-source';
import { findFrameRuns, type FrameRun } from '../../core/containers/frame-runs';
import type { ByteRange } from '../../core/containers/byte-window';
import { findMatroskaFiles, findMp4Files } from '../../core/containers/joined-containers';
import { findOggLinks } from '../../core/containers/ogg-links';
import { JoinedSource, type JoinedParts } from './joined-source';
import { MAX_FOREIGN_BYTES, MediabunnySource } from './mediabunny-source';

/** A larger Matroska file is not searched: one without lengths would be read twice, with its picture. */
const MAX_SEARCHED_BYTES = 256 * 2 ** 20;
/** Radio has a part for each piece of music: then the length is not looked for. */
const MAX_MEASURED_PARTS = 50;

/**
 * Sound of what the browser decodes. A file that was joined of several is read to its end: mediabunny (1.61) knows the
 * first alone, and drops what has another rate or other channels.
 *
 * @throws as MediabunnySource.open
 */
export async function openMediaSource(file: File): Promise<SoundSource> {
  const first = await MediabunnySource.open(file);
  const joined = await joinedParts(file, first);
  if (!joined) return first;
  first.close();
  return new JoinedSource(file, joined);
}

/** @returns null where nothing is to be done */
async function joinedParts(file: File, first: MediabunnySource): Promise<JoinedParts | null> {
  const { format } = first;
  if (format === MP3 || format === ADTS) return frameParts(file);
  if (format === OGG) {
    const { links, foreignBytes } = await findOggLinks(file);
    return wholeParts(file, first, links, foreignBytes);
  }
  if (format === MATROSKA || format === WEBM) {
    return file.size > MAX_SEARCHED_BYTES ? null : wholeParts(file, first, await findMatroskaFiles(file));
  }
  return format === MP4 || format === QTFF ? wholeParts(file, first, await findMp4Files(file)) : null;
}

async function frameParts(file: File): Promise<JoinedParts | null> {
  const { runs, foreignBytes } = await findFrameRuns(file);
  const [first] = runs;
  if (!first) return null;
  const isAlone = runs.length === 1;
  const skippedSeconds = (first.note?.startSamples ?? 0) / first.sampleRate;
  const parts = runs.map((run) => ({
    startByte: isAlone ? 0 : run.startByte,
    endByte: isAlone ? file.size : run.endByte,
    stretch: playedOf(run, skippedSeconds),
  }));
  return {
    parts,
    sampleRate: first.sampleRate,
    durationSeconds: playedSeconds(parts.map(({ stretch }) => stretch)) + missingSeconds(runs.at(-1)),
    isIncomplete: foreignBytes > MAX_FOREIGN_BYTES,
  };
}

/** Players drop the delay at the very start, and what a note says of the end if it counts the frames right. */
function playedOf(run: FrameRun, skippedSeconds: number): PlayedStretch {
  const isCounted = run.note?.frameCount === run.frameCount;
  const paddingSeconds = isCounted ? (run.note?.endSamples ?? 0) / run.sampleRate : 0;
  return {
    fromSeconds: run.startSeconds === 0 ? skippedSeconds : 0,
    untilSeconds: run.lengthSeconds - paddingSeconds,
    startSeconds: Math.max(0, run.startSeconds - skippedSeconds),
  };
}

/** What the note counts, but a file that was cut does not have. */
function missingSeconds(last: FrameRun | undefined): number {
  if (!last?.note?.frameCount) return 0;
  const missingFrames = Math.max(0, last.note.frameCount - last.frameCount);
  return (missingFrames * last.lengthSeconds) / last.frameCount;
}

/** Parts that are files of their own. */
async function wholeParts(
  file: File,
  first: MediabunnySource,
  ranges: readonly ByteRange[],
  foreignBytes = 0,
): Promise<JoinedParts | null> {
  if (ranges.length < 2) return null;
  return {
    parts: ranges.map((range) => ({ ...range, stretch: null })),
    sampleRate: first.sampleRate,
    durationSeconds: ranges.length > MAX_MEASURED_PARTS ? null : await lengthOf(file, ranges),
    isIncomplete: foreignBytes > MAX_FOREIGN_BYTES,
  };
}

/** @returns in seconds; null where one of the parts does not tell */
async function lengthOf(file: File, ranges: readonly ByteRange[]): Promise<number | null> {
  let seconds: number | null = 0;
  for (const { startByte, endByte } of ranges) {
    const source = await MediabunnySource.open(new File([file.slice(startByte, endByte)], file.name)).catch(
      () => null,
    );
    source?.close();
    const partSeconds: number | null = source?.durationSeconds ?? null;
    seconds = seconds === null || partSeconds === null ? null : seconds + partSeconds;
  }
  return seconds;
}
