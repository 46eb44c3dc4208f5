import type { ErrorCode } from '../../core/errors';

/** Where a dictation is between two presses of its key. */
export type DictationState =
  | { readonly kind: 'idle' }
  /** The microphone is being asked for; nothing is heard yet. */
  | { readonly kind: 'opening' }
  | { readonly kind: 'listening' }
  /** What was said last is being written. */
  | { readonly kind: 'finishing' }
  | { readonly kind: 'failed'; readonly code: ErrorCode };
