/** A part of a file as it can be looked into, shorter where the file ends. */
export async function viewOf(file: Blob, startByte: number, lengthBytes: number): Promise<DataView> {
  return new DataView(await file.slice(startByte, startByte + lengthBytes).arrayBuffer());
}

/** The four letters with which chunks and formats are named. */
export function fourLetters(view: DataView, offset: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(offset + i)));
}
