import type { WhisperDimensions } from '../checkpoint/dimensions';

/** Where a model came from: it ships with the app, the catalogue names it, or a person brought its files. */
export type ModelSource = 'app' | 'catalogue' | 'import';

/** What is known of a model, whether it is here or not. */
export interface ModelFacts {
  readonly id: string;
  /** For people: "Whisper small". */
  readonly name: string;
  /** Of its file on this device. */
  readonly sizeBytes: number;
  readonly dimensions: WhisperDimensions;
  /** Of each value of its matrices: half floats, to compare with. Absent for 8-bit blocks. */
  readonly bits?: 16;
  /** Codes of the languages that it is for; null for all that Whisper knows. */
  readonly languages: readonly string[] | null;
}

/** A model that lies on this device, whole. */
export interface KeptModel extends ModelFacts {
  readonly source: ModelSource;
  /** Of its file, in hexadecimal; null where a version before 0.2 kept it without. */
  readonly sha256: string | null;
  /** What it was checked by: a published hash, or the shapes of its tensors alone. */
  readonly verifiedBy: 'sha256' | 'shapes';
  /** When it came, since 1970; null where it is not known. */
  readonly keptMs: number | null;
}
