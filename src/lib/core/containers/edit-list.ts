import type { PlayedStretch } from '../audio/played-stretch';
import { ByteWindow } from './byte-window';

const BOX_HEADER_BYTES = 8;
const LARGE_BOX_HEADER_BYTES = 16;
/** A file of nothing but small boxes would take hours. */
const MAX_BOXES = 100_000;
/** Of a list of edits that is read: 50 000 edits. */
const MAX_LIST_BYTES = 1 << 20; // 1048576
/** An edit that plays nothing: players wait. */
const NO_MEDIA = -1;
/** A whole number of 16.16 bits: media at its own speed. */
const NORMAL_RATE = 0x10000;

interface Box {
  readonly type: string;
  readonly bodyByte: number;
  readonly endByte: number;
}

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
    if (box.type === 'mvhd') movieUnitsPerSecond = await boxes.timescale(box);
    if (box.type !== 'trak') continue;
    const track = await boxes.trackHeaders(box);
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

/** Walks through the boxes of a file. */
class BoxReader {
  readonly #bytes: ByteWindow;
  #boxes = 0;

  constructor(readonly file: Blob) {
    this.#bytes = new ByteWindow(file);
  }

  async *within({ bodyByte, endByte }: Omit<Box, 'type'>): AsyncGenerator<Box, void, void> {
    for (let startByte = bodyByte; startByte + BOX_HEADER_BYTES <= endByte && ++this.#boxes < MAX_BOXES;) {
      const view = await this.#bytes.viewFrom(startByte, LARGE_BOX_HEADER_BYTES);
      if (view.byteLength < BOX_HEADER_BYTES) return;
      const [sizeBytes, headerBytes] = boxSize(view, endByte - startByte);
      if (sizeBytes < headerBytes) return;
      const nextByte = Math.min(endByte, startByte + sizeBytes);
      yield { type: ascii(view, 4), bodyByte: startByte + headerBytes, endByte: nextByte };
      startByte = nextByte;
    }
  }

  async find(parent: Omit<Box, 'type'>, type: string): Promise<Box | null> {
    for await (const box of this.within(parent)) if (box.type === type) return box;
    return null;
  }

  /** Units per second of a movie or media header: behind two dates, whose length hangs on the version. */
  async timescale({ bodyByte }: Box): Promise<number> {
    const view = await this.#bytes.viewFrom(bodyByte, 24);
    if (view.byteLength < 24) return 0;
    return view.getUint32(view.getUint8(0) === 1 ? 20 : 12);
  }

  async trackHeaders(track: Box): Promise<TrackHeaders> {
    const headers: TrackHeaders = { id: 0, unitsPerSecond: 0, edits: [] };
    for await (const box of this.within(track)) {
      if (box.type === 'tkhd') headers.id = await this.#trackId(box);
      if (box.type === 'edts') {
        const list = await this.find(box, 'elst');
        if (list) headers.edits = await this.#edits(list);
      }
      if (box.type === 'mdia') {
        const media = await this.find(box, 'mdhd');
        if (media) headers.unitsPerSecond = await this.timescale(media);
      }
    }
    return headers.unitsPerSecond > 0 ? headers : { ...headers, edits: [] };
  }

  async #trackId({ bodyByte }: Box): Promise<number> {
    const view = await this.#bytes.viewFrom(bodyByte, 24);
    if (view.byteLength < 24) return 0;
    return view.getUint32(view.getUint8(0) === 1 ? 20 : 12);
  }

  /** None where the list is cut, or where one of them plays at another speed. */
  async #edits({ bodyByte, endByte }: Box): Promise<readonly Edit[]> {
    const view = await this.#bytes.viewFrom(bodyByte, Math.min(endByte - bodyByte, MAX_LIST_BYTES));
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
}

/** @returns the size of a box and of its header, in bytes; a size of 0 means: to the end */
function boxSize(view: DataView, restBytes: number): [number, number] {
  const sizeBytes = view.getUint32(0);
  if (sizeBytes === 0) return [restBytes, BOX_HEADER_BYTES];
  if (sizeBytes !== 1) return [sizeBytes, BOX_HEADER_BYTES];
  if (view.byteLength < LARGE_BOX_HEADER_BYTES) return [0, LARGE_BOX_HEADER_BYTES];
  return [Number(view.getBigUint64(8)), LARGE_BOX_HEADER_BYTES];
}

function ascii(view: DataView, startByte: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(startByte + i)));
}
