/** What the peer's page asks of its worker. */
export type PeerRequests = {
  'load-model': { request: { readonly threads: number }; response: PeerDescription; event: never };
  transcribe: {
    request: { readonly samples: Float32Array<ArrayBuffer>; readonly language: string };
    response: { readonly text: string };
    event: never;
  };
};

/** What runs. */
export interface PeerDescription {
  readonly library: string;
  readonly runtime: string;
  readonly runtimeBuild: string;
  readonly threads: number;
  readonly isolated: boolean;
  readonly options: unknown;
}

/** What came of one recording. */
export interface PeerText {
  readonly text: string;
  /** From handing over decoded samples to the whole text. */
  readonly processingSeconds: number;
}
