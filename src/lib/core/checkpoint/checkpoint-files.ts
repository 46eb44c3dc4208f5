import type { ByteFile } from './byte-file';

/** A file that a person brought, alone or in a folder. */
export interface NamedFile {
  /** Below the folder that was brought, with slashes; a name alone where there was none. It is told, never opened as a path. */
  readonly path: string;
  readonly file: ByteFile;
}

/** The text tokens of openai/whisper's two vocabularies, for formats that keep none. */
export interface Vocabularies {
  /** 50257 tokens, of every multilingual checkpoint. @throws AppError where they are not at hand */
  multilingual(): Promise<readonly Uint8Array[]>;
  /** 50256 tokens, of `.en` checkpoints: GPT-2's. @throws AppError where they are not at hand */
  english(): Promise<readonly Uint8Array[]>;
}
