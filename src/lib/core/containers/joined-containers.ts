import { rangesFrom, type ByteRange } from './byte-window';
import { EBML_HEADER, ElementReader } from './ebml-elements';
import { BoxReader } from './mp4-boxes';

/** The Matroska or WebM files that `file` is joined of: more than one where it goes on behind the end of the first. */
export async function findMatroskaFiles(file: Blob): Promise<readonly ByteRange[]> {
  const starts: number[] = [];
  const whole = { bodyByte: 0, endByte: file.size };
  // What recorders write while they record has no lengths.
  for await (const element of new ElementReader(file).within(whole, 'into-endless')) {
    if (element.id === EBML_HEADER) starts.push(element.startByte);
  }
  return rangesFrom(starts, file.size);
}

/** The MP4 or QuickTime files that `file` is joined of. */
export async function findMp4Files(file: Blob): Promise<readonly ByteRange[]> {
  const starts: number[] = [];
  for await (const box of new BoxReader(file).within({ bodyByte: 0, endByte: file.size })) {
    if (box.type === 'ftyp') starts.push(box.startByte);
  }
  return rangesFrom(starts, file.size);
}
