import { ADTS, MP3, OGG } from 'mediabunny';
import { playedSeconds, type PlayedStretch } from '../../core/audio/played-stretch';
import type { SoundSource } from '../../core/audio/sound-source';
import { findFrameRuns, type FrameRun } from '../../core/containers/frame-runs';
import { findOggLinks, type OggLink } from '../../core/containers/ogg-links';
import { JoinedSource, type JoinedParts } from './joined-source';
import { MediabunnySource } from './mediabunny-source';

/** More than this in no part of a file is sound that is not read, and not a tag that nobody knows. */
const MAX_FOREIGN_BYTES = 1 << 16; // 65536
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
  if (first.format === MP3 || first.format === ADTS) return frameParts(file);
  return first.format === OGG ? oggParts(file, first) : null;
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
    durationSeconds: playedSeconds(parts.map(({ stretch }) => stretch)),
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

async function oggParts(file: File, first: MediabunnySource): Promise<JoinedParts | null> {
  const { links, foreignBytes } = await findOggLinks(file);
  if (links.length < 2) return null;
  return {
    parts: links.map((link) => ({ ...link, stretch: null })),
    sampleRate: first.sampleRate,
    durationSeconds: links.length > MAX_MEASURED_PARTS ? null : await lengthOf(file, links),
    isIncomplete: foreignBytes > MAX_FOREIGN_BYTES,
  };
}

/** @returns in seconds; null where one of the links does not tell */
async function lengthOf(file: File, links: readonly OggLink[]): Promise<number | null> {
  let seconds: number | null = 0;
  for (const { startByte, endByte } of links) {
    const source = await MediabunnySource.open(new File([file.slice(startByte, endByte)], file.name)).catch(
      () => null,
    );
    source?.close();
    const linkSeconds: number | null = source?.durationSeconds ?? null;
    seconds = seconds === null || linkSeconds === null ? null : seconds + linkSeconds;
  }
  return seconds;
}
