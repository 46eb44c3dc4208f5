import type { ErrorCode } from '../../../core/errors';

/** What `errorsEn` says for recordings, where the page of dictation has another way on. */
export const dictationErrorsEn: Partial<Record<ErrorCode, string>> = {
  'app-not-loaded':
    'Part of this app did not load. Your text is kept; check the connection, then press Dictate again.',
  'engine-failed':
    'Dictation has stopped. Your text and the audio of the rest are kept on this device; press Dictate again.',
  'gpu-lost':
    'The graphics card stopped working for this page. Your text and the audio of the rest are kept on this device; press Dictate again.',
  internal:
    'Something went wrong in this app. Your text and the audio of the rest are kept on this device; press Dictate again.',
  'model-corrupt':
    'The speech model did not arrive intact. The audio of what you said is kept on this device; press Dictate again to download it again.',
  'model-download-failed':
    'The speech model could not be downloaded. The audio of what you said is kept on this device; check the connection, then press Dictate again.',
  'model-missing':
    'The speech model is no longer on this device. The audio of what you said is kept; press Dictate again to download it.',
  'model-unsupported':
    'This app cannot run that speech model. The audio of what you said is kept on this device; reload the page, then press Dictate.',
  'out-of-memory':
    'This device has run out of memory. Your text and the audio of the rest are kept; close other tabs, then press Dictate again.',
  'storage-failed':
    'The browser could not read or write what is kept on this device. Nothing was changed; reload the page.',
  'storage-full':
    'This device has no space left. What you see is still here; free some space, then press Dictate again.',
  'storage-unavailable':
    'The browser does not let this page keep anything, as in a private window. Copy your text, then open the page in an ordinary window.',
  'wasm-unsupported':
    'This browser is too old to dictate. Your text is kept; open this page in a current browser.',
  'worker-died':
    'The browser stopped the engine. Your text and the audio of the rest are kept on this device; press Dictate again.',
};
