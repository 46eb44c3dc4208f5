import type { KeptModel } from '../core/models/kept-model';

/** What the page asks of the download worker about models that a person brings or takes away. */
export type ModelImportRequests = {
  /**
   * Makes a model of files that a person brought, quantised to 8 bits unless it is to be kept in 16, and keeps it.
   * Answers with the one that is here where it is the same. Aborting leaves nothing behind.
   */
  'import-model': {
    request: ImportRequest;
    response: KeptModel;
    event: ImportProgress;
  };
  /** A model that is here as the file that it is, not copied. */
  'export-model': {
    request: { readonly modelId: string };
    response: ExportedModel;
    event: never;
  };
};

export interface ImportRequest {
  /** As they were picked or dropped; nothing else is read. */
  readonly files: readonly BroughtFile[];
  /** Kept in 16 bit, where it comes so. */
  readonly keepsHalves: boolean;
  /** Has the vocabulary that files may lack. */
  readonly ownModel: OwnModel;
}

/** The model that ships with the app, whether it is on this device or not. */
export interface OwnModel {
  readonly modelId: string;
  /** Absolute, with a slash at its end; manifest.json and the parts lie there. */
  readonly baseUrl: string;
}

export interface BroughtFile {
  /** Below the folder that was brought, with slashes; the name alone where there was none. */
  readonly path: string;
  readonly file: Blob;
}

export interface ImportProgress {
  readonly writtenBytes: number;
  /** Of the model's file once it is here. */
  readonly totalBytes: number;
  /** Null until it is known. */
  readonly secondsLeft: number | null;
}

export interface ExportedModel {
  /** As whisper.cpp names its files: "ggml-base-q8_0.bin". */
  readonly name: string;
  /** It lies on the disk; whoever deletes the model meanwhile makes it unreadable. */
  readonly file: Blob;
}
