import type { PlayedStretch } from '../audio/played-stretch';
import { BoxReader, type Box } from './mp4-boxes';

/** Of a list of edits that is read: 50 000 edits. */
const MAX_LIST_BYTES = 1 << 20; // 1048576
/** An edit that plays nothing: players wait. */
const NO_MEDIA = -1;
/** A whole number of 16.16 bits: media at its own speed. */
const NORMAL_RATE = 0x10000;

interface Edit {
  readonly durationUnits: number;
  readonly mediaUnits: number;
}

/** What is said about a track on the way to its sound. */
interface TrackHeaders {
  id: number;
  unitsPerSecond: number;
  edits: readonly Edit[];
}

/**
 * What players play of a track of an MP4 or QuickTime file.
 *
 * @param trackId as the file names it
 * @returns in the order of playing; their clock is that of mediabunny, which has the first one where it is played.
 * Null where there is no list, or one that cannot be followed (another speed)
 * @see ISO/IEC 14496-12:2022, section 8.6.6
 */
export async function readEditList(file: Blob, trackId: number): Promise<readonly PlayedStretch[] | null> {
  const boxes = new BoxReader(file);
  const movie = await boxes.find({ bodyByte: 0, endByte: file.size }, 'moov');
  if (!movie) return null;
  let movieUnitsPerSecond = 0;
  let headers: TrackHeaders | null = null;
  for await (const box of boxes.within(movie)) {
    if (box.type === 'mvhd') movieUnitsPerSecond = await timescale(boxes, box);
    if (box.type !== 'trak') continue;
    const track = await trackHeaders(boxes, box);
    if (track.id === trackId) headers = track;
  }
  if (!headers || headers.edits.length === 0 || movieUnitsPerSecond === 0) return null;
  const stretches = stretchesOf(headers, movieUnitsPerSecond);
  return stretches.length > 0 ? stretches : null;
}

function stretchesOf({ edits, unitsPerSecond }: TrackHeaders, movieUnitsPerSecond: number): PlayedStretch[] {
  const stretches: PlayedStretch[] = [];
  let startSeconds = 0;
  for (const { durationUnits, mediaUnits } of edits) {
    const lengthSeconds = durationUnits / movieUnitsPerSecond;
    if (mediaUnits !== NO_MEDIA) {
      const fromSeconds = mediaUnits / unitsPerSecond;
      // A file in fragments does not know its length when this is written: 0.
      const untilSeconds = durationUnits === 0 ? Infinity : fromSeconds + lengthSeconds;
      stretches.push({ fromSeconds, untilSeconds, startSeconds });
    }
    startSeconds += lengthSeconds;
  }
  const [first] = stretches;
  return first ? stretches.map((each) => shifted(each, first.startSeconds - first.fromSeconds)) : [];
}

function shifted(
  { fromSeconds, untilSeconds, startSeconds }: PlayedStretch,
  bySeconds: number,
): PlayedStretch {
  return { fromSeconds: fromSeconds + bySeconds, untilSeconds: untilSeconds + bySeconds, startSeconds };
}

/** Units per second of a movie or media header: behind two dates, whose length hangs on the version. */
async function timescale({ bytes }: BoxReader, { bodyByte }: Box): Promise<number> {
  const view = await bytes.viewFrom(bodyByte, 24);
  if (view.byteLength < 24) return 0;
  return view.getUint32(view.getUint8(0) === 1 ? 20 : 12);
}

async function trackHeaders(boxes: BoxReader, track: Box): Promise<TrackHeaders> {
  const headers: TrackHeaders = { id: 0, unitsPerSecond: 0, edits: [] };
  for await (const box of boxes.within(track)) {
    if (box.type === 'tkhd') headers.id = await trackId(boxes, box);
    if (box.type === 'edts') {
      const list = await boxes.find(box, 'elst');
      if (list) headers.edits = await editsOf(boxes, list);
    }
    if (box.type === 'mdia') {
      const media = await boxes.find(box, 'mdhd');
      if (media) headers.unitsPerSecond = await timescale(boxes, media);
    }
  }
  return headers.unitsPerSecond > 0 ? headers : { ...headers, edits: [] };
}

async function trackId({ bytes }: BoxReader, { bodyByte }: Box): Promise<number> {
  const view = await bytes.viewFrom(bodyByte, 24);
  if (view.byteLength < 24) return 0;
  return view.getUint32(view.getUint8(0) === 1 ? 20 : 12);
}

/** None where the list is cut, or where one of them plays at another speed. */
async function editsOf({ bytes }: BoxReader, { bodyByte, endByte }: Box): Promise<readonly Edit[]> {
  const view = await bytes.viewFrom(bodyByte, Math.min(endByte - bodyByte, MAX_LIST_BYTES));
  if (view.byteLength < 8) return [];
  const isLong = view.getUint8(0) === 1;
  const editBytes = isLong ? 20 : 12;
  const count = view.getUint32(4);
  if (8 + count * editBytes > Math.min(view.byteLength, endByte - bodyByte)) return [];
  const edits = Array.from({ length: count }, (_, i) => {
    const at = 8 + i * editBytes;
    return isLong
      ? { duration: Number(view.getBigUint64(at)), media: Number(view.getBigInt64(at + 8)), rate: at + 16 }
      : { duration: view.getUint32(at), media: view.getInt32(at + 4), rate: at + 8 };
  });
  const areNormal = edits.every(
    ({ media, rate }) => media === NO_MEDIA || view.getInt32(rate) === NORMAL_RATE,
  );
  return areNormal
    ? edits.map(({ duration, media }) => ({ durationUnits: duration, mediaUnits: media }))
    : [];
}
