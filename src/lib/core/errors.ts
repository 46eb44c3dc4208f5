/** Everything that can go wrong for a person, as a closed set: app/messages has a sentence for each in every language. */
export const ERROR_CODES = [
  'app-not-loaded',
  'audio-empty',
  'audio-undecodable',
  'audio-no-track',
  'audio-damaged',
  'audio-too-long',
  'dictating-elsewhere',
  'engine-failed',
  'file-unreadable',
  'gpu-lost',
  'internal',
  'microphone-busy',
  'microphone-denied',
  'microphone-missing',
  'microphone-unsupported',
  'model-corrupt',
  'model-download-failed',
  'model-hash-differs',
  'model-host-blocked',
  'model-is-pytorch-bin',
  'model-missing',
  'model-unsupported',
  'out-of-memory',
  'recording-lost',
  'storage-failed',
  'storage-full',
  'storage-newer',
  'storage-unavailable',
  'wasm-unsupported',
  'worker-died',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** What is wrong with a recording itself: the same file fails again, and no other is touched. */
export function isAboutTheFile(code: ErrorCode): boolean {
  return code.startsWith('audio-') || code === 'file-unreadable' || code === 'recording-lost';
}

/** A failure of the outside world. `message` is for the details panel; the sentence a person reads comes from `code`. */
export class AppError extends Error {
  override readonly name = 'AppError';
  /** The name of a file format that is not read, as people know it; null where the failure is about none. */
  readonly format: string | null;

  constructor(
    readonly code: ErrorCode,
    message: string,
    { format = null, ...options }: { readonly cause?: unknown; readonly format?: string | null } = {},
  ) {
    super(message, options);
    this.format = format;
  }
}

/** Thrown when the person (or the page) has called a piece of work off. Not a failure: nothing reports it. */
export class CancelledError extends Error {
  override readonly name = 'CancelledError';

  constructor() {
    super('cancelled');
  }
}

/** Wraps anything thrown as an AppError, keeping the code of one that has it. */
export function toAppError(thrown: unknown, fallback: ErrorCode = 'internal'): AppError {
  if (thrown instanceof AppError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new AppError(isStorageFull(thrown) ? 'storage-full' : fallback, message, { cause: thrown });
}

/** Whether a browser has refused to keep more. @see WHATWG Storage, "QuotaExceededError" */
export function isStorageFull(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'QuotaExceededError';
}

/** For the end of a `switch` over a union: a missing case does not compile. */
export function assertNever(value: never): never {
  throw new TypeError(`unexpected value: ${JSON.stringify(value)}`);
}
