/** Files one after the other in one, as `cat` makes it. */
export function joinedFile(files: readonly File[]): File {
  return new File([...files], files[0]?.name ?? 'joined');
}

/** An edit of an MP4: how long it plays, in 1/1000 s, and from where, in samples; -1: nothing is played. */
type Edit = readonly [durationMs: number, mediaSample: number];

/** An MP4 of one track with another edit list. What describes it must stand at its end, or be moved there. */
export async function withEdits(file: File, edits: readonly Edit[]): Promise<File> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const view = new DataView(bytes.buffer);
  const start = (name: string) => indexOf(bytes, name) - 4;
  const [movie, track, edit, media] = ['moov', 'trak', 'edts', 'mdia'].map(start) as [
    number,
    number,
    number,
    number,
  ];
  const sizeOf = (box: number) => view.getUint32(box);
  const list = new DataView(new ArrayBuffer(24 + 12 * edits.length));
  for (const [i, value] of [
    list.byteLength,
    0x65647473,
    list.byteLength - 8,
    0x656c7374,
    0,
    edits.length,
  ].entries()) {
    list.setUint32(4 * i, value);
  }
  for (const [i, [durationMs, mediaSample]] of edits.entries()) {
    list.setUint32(24 + 12 * i, durationMs);
    list.setInt32(28 + 12 * i, mediaSample);
    list.setUint32(32 + 12 * i, 0x10000);
  }
  const movieEnd = movie + sizeOf(movie);
  const moved = new Uint8Array([
    ...bytes.subarray(movie, edit),
    ...new Uint8Array(list.buffer),
    ...bytes.subarray(media, movieEnd),
  ]);
  const grown = moved.length - sizeOf(movie);
  const movedView = new DataView(moved.buffer);
  movedView.setUint32(0, sizeOf(movie) + grown);
  movedView.setUint32(track - movie, sizeOf(track) + grown);
  // A box that nobody reads takes the old place, so that the sound stays where it was.
  bytes.set(new TextEncoder().encode('free'), movie + 4);
  return new File([bytes, moved], file.name);
}

/** A Matroska file of one track whose language makes room for the delay of its codec. */
export async function withCodecDelay(file: File, delaySeconds: number): Promise<File> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const language = indexOf(bytes, '\x22\xb5\x9c\x83und');
  const view = new DataView(bytes.buffer);
  view.setUint32(language, 0x56aa8400);
  view.setUint32(language + 3, Math.round(delaySeconds * 1e9));
  return new File([bytes], file.name);
}

function indexOf(bytes: Uint8Array, text: string): number {
  const found = [...bytes]
    .map((byte) => String.fromCharCode(byte))
    .join('')
    .indexOf(text);
  if (found < 0) throw new Error(`no ${text} in the file`);
  return found;
}
