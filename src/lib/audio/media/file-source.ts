import { BlobSource, CustomSource, type Source } from 'mediabunny';
import { flacHeaderBytes } from '../../core/containers/flac-header';
import { AppError } from '../../core/errors';

/** What a Matroska or WebM file begins with. @see RFC 8794, section 11.2.1 */
const EBML_MARK = 0x1a45dfa3;
/** What a FLAC file begins with: "fLaC". */
const FLAC_MARK = 0x664c6143;
/** The longest header of a FLAC frame. mediabunny (1.61) asks for as much, and drops a last frame that is shorter. */
const FLAC_HEADER_BYTES = 16;
/** Of the file, in memory at a time. */
const WINDOW_BYTES = 1 << 18; // 262144
/** Nothing asks for one place this often, one time after the other. */
const MAX_REPETITIONS = 10_000;

/**
 * The bytes of a file for mediabunny.
 *
 * @throws AppError 'audio-damaged' for a FLAC file that ends before its first frame: mediabunny (1.61) looks for that frame
 *   for ever, and blocks the worker
 */
export async function fileSource(file: Blob): Promise<Source> {
  const start = new DataView(await file.slice(0, 4).arrayBuffer());
  const mark = start.byteLength === 4 ? start.getUint32(0) : 0;
  if (mark === EBML_MARK) return watchedSource(file);
  if (mark !== FLAC_MARK) return new BlobSource(file);
  if (file.size - (await flacHeaderBytes(file)) < FLAC_HEADER_BYTES)
    throw new AppError('audio-damaged', 'the file ends before its first frame');
  return new BlobSource(new Blob([file, new Uint8Array(FLAC_HEADER_BYTES)]));
}

/**
 * Looking for the next part of a damaged Matroska file, mediabunny 1.61 goes round and round for ever (`resync` in
 * matroska/ebml.ts, once 8 bytes are left) and blocks the worker. Only a source without a cache can notice.
 *
 * @throws Error, from a read, once the same place has been asked for again and again
 */
function watchedSource(file: Blob): Source {
  let window = new Uint8Array();
  let windowStart = 0;
  let asked = '';
  let repetitions = 0;

  const watch = (place: string) => {
    repetitions = place === asked ? repetitions + 1 : 0;
    asked = place;
    if (repetitions > MAX_REPETITIONS) throw new Error(`the file is read at ${place} again and again`);
  };
  const load = async (start: number, end: number) => {
    window = new Uint8Array(await file.slice(start, Math.max(end, start + WINDOW_BYTES)).arrayBuffer());
    windowStart = start;
    return window.subarray(0, end - start);
  };
  return new CustomSource({
    getSize: () => file.size,
    maxCacheSize: 0,
    read: (start, end) => {
      watch(`${start}-${end}`);
      const isHeld = start >= windowStart && end <= windowStart + window.length;
      return isHeld ? window.subarray(start - windowStart, end - windowStart) : load(start, end);
    },
  });
}
