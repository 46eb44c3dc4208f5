import type { WhisperDimensions } from '../checkpoint/dimensions';

/** A model that can be had from a host of models. */
export interface CatalogueEntry {
  readonly id: string;
  /** For people: "Whisper small". */
  readonly name: string;
  /** One ggml file, or the files of a folder that is converted here. */
  readonly files: readonly CatalogueFile[];
  /** Where the files lie on the hub, as "owner/name". */
  readonly repository: string;
  /** As SPDX names it. */
  readonly licence: string;
  /** Codes of the languages that it is for; null for all that Whisper knows. */
  readonly languages: readonly string[] | null;
  /** Known without the file, so that its speed on a device can be foretold. */
  readonly dimensions: WhisperDimensions;
  /** As published; empty where nobody has published any that we know. */
  readonly wordErrors: readonly PublishedWordErrors[];
  /** Where names, sizes and hashes are from. */
  readonly source: string;
}

export interface CatalogueFile {
  /** Below the address of the models (`MODEL_HOST`), without a slash at its beginning. */
  readonly path: string;
  readonly sizeBytes: number;
  /** As published, in hexadecimal; null where none is known. */
  readonly sha256: string | null;
}

/** Errors per hundred words, as somebody has published them: of other recordings, and with another program than ours. */
export interface PublishedWordErrors {
  readonly language: string;
  readonly percent: number;
  /** What was transcribed. */
  readonly set: string;
  /** The address at which it is written. */
  readonly source: string;
}
