/** What is read of a file: any Blob is one. */
export interface ByteFile {
  readonly size: number;
  slice(startByte?: number, endByte?: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

/** A file that is open: nobody can write it until it is closed. */
export interface OpenFile extends ByteFile {
  close(): void;
}

/** A model that is whole and open. */
export interface OpenModel {
  readonly file: OpenFile;
  /** The hash of its file, in hexadecimal; null where it is not known. */
  readonly sha256: string | null;
}
