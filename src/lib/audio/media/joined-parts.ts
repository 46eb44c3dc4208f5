import { ADTS, MATROSKA, MP3, MP4, OGG, QTFF, WEBM, type InputFormat } from 'mediabunny';
import { playedSeconds, type PlayedStretch } from '../../core/audio/played-stretch';
import type { SoundSource } from '../../core/audio/sound-source';
import type { ByteRange } from '../../core/containers/byte-window';
import { findFrameRuns, type FrameRun } from '../../core/containers/frame-runs';
import { findMatroskaFiles, findMp4Files } from '../../core/containers/joined-containers';
import { findOggLinks } from '../../core/containers/ogg-links';
import type { FilePart, JoinedParts, OpenPart } from './joined-source';
import { MAX_FOREIGN_BYTES } from './mediabunny-source';

/** A larger Matroska file is not searched: one without lengths would be read twice, with its picture. */
const MAX_SEARCHED_BYTES = 256 * 2 ** 20;
/** Radio has a part for each piece of music: then the length is not looked for. */
const MAX_MEASURED_PARTS = 50;

/** A file and its first part. */
interface FirstPart {
  readonly file: Blob;
  readonly format: InputFormat;
  readonly sound: SoundSource;
  /** Opens a part by itself. */
  readonly openPart: OpenPart;
}

/**
 * What a file is joined of: mediabunny (1.61) knows the first part alone, and drops what has another rate or other
 * channels.
 *
 * @returns null where it is all one
 */
export async function findJoinedParts(first: FirstPart): Promise<JoinedParts | null> {
  const { file, format } = first;
  if (format === MP3 || format === ADTS) return frameParts(first);
  if (format === OGG) {
    const { links, foreignBytes } = await findOggLinks(file);
    return wholeParts(first, links, foreignBytes);
  }
  if (format === MATROSKA || format === WEBM) {
    return file.size > MAX_SEARCHED_BYTES ? null : wholeParts(first, await findMatroskaFiles(file));
  }
  return format === MP4 || format === QTFF ? wholeParts(first, await findMp4Files(file)) : null;
}

async function frameParts({ file, sound }: FirstPart): Promise<JoinedParts | null> {
  const { runs, foreignBytes } = await findFrameRuns(file);
  const [first] = runs;
  if (!first) return null;
  const isAlone = runs.length === 1;
  const skippedSeconds = (first.note?.startSamples ?? 0) / first.sampleRate;
  const parts = runs.map((run) => {
    const stretch = playedOf(run, skippedSeconds);
    return {
      startByte: isAlone ? 0 : run.startByte,
      endByte: isAlone ? file.size : run.endByte,
      stretch,
      lengthSeconds: stretch.untilSeconds - stretch.fromSeconds,
    };
  });
  const durationSeconds = playedSeconds(parts.map(({ stretch }) => stretch));
  return {
    parts,
    sampleRate: first.sampleRate,
    channelCount: sound.channelCount,
    durationSeconds,
    declaredSeconds: durationSeconds + missingSeconds(runs.at(-1)),
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
  first: FirstPart,
  ranges: readonly ByteRange[],
  foreignBytes = 0,
): Promise<JoinedParts | null> {
  if (ranges.length < 2) return null;
  const parts: FilePart[] = [];
  for (const range of ranges) {
    const part = { ...range, stretch: null, lengthSeconds: null };
    parts.push(
      ranges.length > MAX_MEASURED_PARTS ? part : { ...part, lengthSeconds: await lengthOf(part, first) },
    );
  }
  const durationSeconds = sumOf(parts.map(({ lengthSeconds }) => lengthSeconds));
  const { sampleRate, channelCount } = first.sound;
  const isIncomplete = foreignBytes > MAX_FOREIGN_BYTES;
  return { parts, sampleRate, channelCount, durationSeconds, declaredSeconds: durationSeconds, isIncomplete };
}

/** @returns in seconds; null where the part does not tell */
async function lengthOf(part: FilePart, { openPart }: FirstPart): Promise<number | null> {
  const opened = await openPart(part).catch(() => null);
  opened?.close();
  return opened?.sound.durationSeconds ?? null;
}

/** @returns null where one of them is */
function sumOf(lengths: readonly (number | null)[]): number | null {
  return lengths.reduce((sum, each) => (sum === null || each === null ? null : sum + each), 0);
}
