import type { ErrorCode } from '../../../core/errors';

/** What happened; what it means for the person's words; what to press. */
export const errorsEn: Record<ErrorCode, string> = {
  'app-not-loaded':
    'A part of this app did not arrive. What was said, chosen and written is kept; check the connection, then try again.',
  'audio-empty': 'This recording is empty: it holds no sound. If it was still being saved, choose it again.',
  'audio-undecodable':
    'This file holds no sound that the browser can read. The other files go on; choose this recording in another format.',
  'audio-no-track':
    'This file has no sound track, so there is no text to take from it. The other files go on.',
  'audio-damaged':
    'This recording is damaged and cannot be read to its end. The text so far is kept; try again with another copy of it.',
  'audio-too-long':
    'This recording is too long to be read in one go. The other files go on; cut this one into parts and choose those.',
  'dictating-elsewhere':
    'A dictation is going on in another window of this app, and its text appears here. Press Dictate again when it has ended.',
  'engine-failed':
    'The transcription stopped. The recording is untouched and the text so far is kept; press Try again.',
  'file-unreadable':
    'This file can no longer be read: it was moved, changed or deleted, or it is a folder. The other files go on; choose it again.',
  'gpu-lost':
    'The graphics card stopped working for this page. The recording is untouched and the text so far is kept; press Try again.',
  'microphone-busy':
    'The microphone does not answer: another program may have it. What was written stays; close that program, then press Dictate again.',
  'microphone-denied':
    'The browser keeps the microphone from this page. Nothing was heard; allow it beside the address, then press Dictate again.',
  'microphone-missing':
    'No microphone was found. Nothing was heard; plug one in or choose another, then press Dictate again.',
  'microphone-unsupported':
    'This browser gives the page no microphone. Nothing was heard; open the page at https or localhost in a current browser.',
  internal:
    'Something in this app went wrong. The recording is untouched and the text so far is kept; press Try again.',
  'model-corrupt':
    'The speech model did not arrive whole. The recording is untouched; press Try again to get it anew.',
  'model-download-failed':
    'The speech model could not be fetched. The recording is untouched; check the connection, then press Try again.',
  'model-missing':
    'The speech model is no longer on this device. The recording is untouched; press Try again to get it.',
  'model-unsupported':
    'This app cannot run that speech model. The recording is untouched; reload the page, then choose it again.',
  'out-of-memory':
    'This device has run out of memory. The text so far is kept; close other tabs, then press Try again.',
  'recording-lost':
    'The page was closed before this recording could be kept on this device. The text so far is kept; choose the recording again for the rest.',
  'storage-failed':
    'The browser could not read or write what is kept on this device. What you see is still here; press Try again, or load the page again.',
  'storage-full':
    'No space is left on this device. What you see is still here; free some space, then press Try again.',
  'storage-newer':
    'A newer version of this app has written what is kept on this device. Nothing is lost; load the page again to get that version.',
  'storage-unavailable':
    'The browser lets this page keep nothing, as in a private window. The recording is untouched; open the page in an ordinary window and choose it again.',
  'wasm-unsupported':
    'This browser is too old to transcribe. The recording is untouched; open this page in a current browser.',
  'worker-died':
    'The browser stopped the transcription. The recording is untouched and the text so far is kept; press Try again.',
};
