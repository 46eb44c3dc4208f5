import type { ErrorCode } from '../../../core/errors';

/** What happened; what it means for the person's words; what to press. */
export const errorsEn: Record<ErrorCode, string> = {
  'app-not-loaded':
    'Part of this app did not load. What you said, chose and wrote is kept; check the connection, then try again.',
  'audio-empty':
    'This recording is empty: it contains no audio. If it was still being saved, choose it again.',
  'audio-undecodable':
    'This file contains no audio that the browser can read. The other files continue; choose this recording in another format.',
  'audio-no-track':
    'This file has no audio track, so there is nothing to transcribe. The other files continue.',
  'audio-damaged':
    'This recording is damaged and cannot be read to the end. The text so far is kept; try another copy of it.',
  'audio-too-long':
    'This recording is too long to read in one go. The other files continue; cut this one into parts and choose those.',
  'dictating-elsewhere':
    'Dictation is running in another window of this app, and its text appears here. Press Dictate again when it has ended.',
  'engine-failed':
    'The transcription stopped. The recording is untouched and the text so far is kept; press Try again.',
  'file-unreadable':
    'This file can no longer be read: it was moved, changed or deleted, or it is a folder. The other files continue; choose it again.',
  'gpu-lost':
    'The graphics card stopped working for this page. The recording is untouched and the text so far is kept; press Try again.',
  'microphone-busy':
    'The microphone does not respond: another program may be using it. Your text is kept; close that program, then press Dictate again.',
  'microphone-denied':
    'The browser blocks the microphone for this page. Nothing was heard; allow it in the address bar, then press Dictate again.',
  'microphone-missing':
    'No microphone was found. Nothing was heard; plug one in or choose another, then press Dictate again.',
  'microphone-unsupported':
    'This browser gives the page no microphone. Nothing was heard; open the page over https or on localhost in a current browser.',
  internal:
    'Something went wrong in this app. The recording is untouched and the text so far is kept; press Try again.',
  'model-corrupt':
    'The speech model did not arrive intact. The recording is untouched; press Try again to download it again.',
  'model-download-failed':
    'The speech model could not be downloaded. The recording is untouched; check the connection, then press Try again.',
  'model-hash-differs':
    'What was downloaded is not the file that was published. It is kept on this device; keep it as a model of your own, or delete it.',
  'model-host-blocked':
    'The address that serves this app does not let it download models. Nothing was changed; bring the model as a file instead.',
  'model-is-pytorch-bin':
    'This is a PyTorch .bin file, which this app does not read because such files can hold programs. Choose model.safetensors from the same repository, or convert the model to safetensors, and bring that.',
  'model-missing':
    'The speech model is no longer on this device. The recording is untouched; press Try again to download it.',
  'model-unsupported':
    'This app cannot run that speech model. The recording is untouched; reload the page, then choose it again.',
  'out-of-memory':
    'This device has run out of memory. The text so far is kept; close other tabs, then press Try again.',
  'recording-lost':
    'The page was closed before this recording could be kept on this device. The text so far is kept; choose the recording again for the rest.',
  'storage-failed':
    'The browser could not read or write what is kept on this device. What you see is still here; press Try again, or reload the page.',
  'storage-full':
    'This device has no space left. What you see is still here; free some space, then press Try again.',
  'storage-newer':
    'A newer version of this app has written the data on this device. Nothing is lost; reload the page to get that version.',
  'storage-unavailable':
    'The browser does not let this page keep anything, as in a private window. The recording is untouched; open the page in an ordinary window and choose it again.',
  'wasm-unsupported':
    'This browser is too old to transcribe. The recording is untouched; open this page in a current browser.',
  'worker-died':
    'The browser stopped the transcription. The recording is untouched and the text so far is kept; press Try again.',
};
