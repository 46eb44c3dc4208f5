import { ERROR_MESSAGES } from '../error-messages';
import { createNumbers, formatTime } from '../numbers';

// Chromium 156 has no names for Bashkir and Tibetan.
const numbers = createNumbers('en', { ba: 'Bashkir', bo: 'Tibetan' });

/** Every word the page says, but for the content. */
export const en = {
  numbers,
  errors: ERROR_MESSAGES.en,
  skipLink: 'Skip to the page',
  pages: 'Pages',
  transcribe: 'Transcribe',
  interfaceLanguage: 'Language of this page',
  documentTitle: {
    idle: 'Transcribe – SuperWhisper2',
    running: (name: string, fraction: number | null) =>
      `${fraction === null ? '…' : numbers.percent(fraction)} · ${name} – SuperWhisper2`,
  },
  empty: {
    /** @param paste the keys, "Ctrl+V" */
    invitation: (paste: string) => `Paste a recording (${paste}), drop it anywhere, or choose files.`,
    touchInvitation: 'Choose one or several recordings.',
    promise: 'It is read on this computer; nothing is sent.',
  },
  chooseFiles: 'Choose files',
  addHint: (paste: string) => `or paste (${paste}), or drop anywhere`,
  dropHere: 'Drop to transcribe',
  spokenLanguage: 'Language spoken',
  automatic: 'Automatic (French, English)',
  otherLanguages: 'Other languages',
  recordings: 'Recordings',
  state: {
    waiting: 'Waiting',
    loadingEngine: 'Starting the engine',
    preparingModel: (receivedBytes: number, totalBytes: number, secondsLeft: number | null) =>
      `Speech model: ${numbers.megabyteCount(receivedBytes)} of ${numbers.megabytes(totalBytes)}` +
      (secondsLeft === null ? '' : `, ${numbers.timeLeft(secondsLeft)} left`),
    running: (doneSeconds: number, totalSeconds: number | null) =>
      totalSeconds === null
        ? `${formatTime(doneSeconds)} done`
        : `${formatTime(doneSeconds)} of ${formatTime(totalSeconds)}`,
    done: 'Done',
    cancelled: 'Cancelled',
    cancelledAt: (seconds: number) => `Cancelled at ${formatTime(seconds)}, the text so far is kept`,
    failed: 'Failed',
  },
  working: 'being transcribed',
  timeLeft: (seconds: number) => `${numbers.timeLeft(seconds)} left`,
  announce: (name: string, state: string) => `${name}: ${state}`,
  cancel: 'Cancel',
  cancelNamed: (name: string) => `Cancel ${name}`,
  tryAgain: 'Try again',
  tryAgainNamed: (name: string) => `Try again: ${name}`,
  removeNamed: (name: string) => `Remove ${name} from the list`,
  transcript: 'Text',
  transcribeAgain: 'Transcribe again',
  endedEarly: (seconds: number) =>
    `This file is damaged at ${formatTime(seconds)}: what came before has been read. If you have the recording elsewhere, choose that copy.`,
  noSpeech: 'No speech was found in this recording.',
  textComing: 'The text appears here while the recording is being read.',
  textAfterOthers: 'The text appears here when it is this recording’s turn.',
  noText: 'No text was taken from this recording.',
  copy: 'Copy',
  copied: 'Copied',
  copyRefused: 'The browser refused the clipboard. Select the text and copy it by hand.',
  engine: {
    label: 'Engine',
    notStarted: 'Engine: not started',
    notStartedWhy: 'The engine starts with the first recording. Until then nothing runs.',
    chip: (device: 'wasm' | 'webgpu', threads: number) =>
      device === 'webgpu'
        ? 'GPU'
        : `CPU · ${threads} ${numbers.plural(threads) === 'one' ? 'thread' : 'threads'}`,
    details: 'What runs',
    device: 'Runs on',
    deviceName: { wasm: 'the processor (CPU)', webgpu: 'the graphics card (WebGPU)' },
    threads: 'Threads',
    why: 'Why',
    whyThreads: 'The page is isolated, so it may use several processor cores at once.',
    whyOneCore: 'This device offers one processor core to the page.',
    whyNotIsolated:
      'This browser page is not isolated, so one thread only and slower. Reload the page; if it stays so, its server does not send the headers for it.',
    model: 'Model',
    kernels: 'Arithmetic',
    runtime: 'Runtime',
    loadTime: 'Loaded in',
  },
  error: {
    title: 'This page does not exist.',
    back: 'Go to Transcribe',
  },
};

/** The shape every language has. */
export type Messages = typeof en;
