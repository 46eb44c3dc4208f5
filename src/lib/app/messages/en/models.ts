import type { ErrorCode } from '../../../core/errors';
import { createNumbers } from '../../../core/text/numbers';

const numbers = createNumbers('en');

/** Of models alone; other codes have the sentences of the app. */
const failures: Partial<Record<ErrorCode, string>> = {
  'model-corrupt':
    'This model is damaged or incomplete, and is not used. Bring another copy, or download it again; delete this one if it is in the list.',
  'model-unsupported':
    'This is not a Whisper model that the app can read. Nothing was changed; bring a file in one of the formats named here.',
  'model-download-failed':
    'The download broke off. What has come is kept; check the connection, then resume it.',
  'model-missing': 'This model is no longer on this device. Download it, or bring it again.',
  'out-of-memory':
    'This device gives the page too little memory for this model. Your other models are untouched; choose a smaller one.',
  'file-unreadable':
    'A file of this model can no longer be read: it was moved, changed or taken out. Choose it again.',
  'storage-full':
    'There is too little space on this device for this model. Nothing is lost; delete a model or free some space, then try again.',
  'storage-unavailable':
    'The browser does not let this page keep files, as in some private windows. The model cannot be kept here.',
  'storage-failed':
    'The browser could not write this model to this device. Your other models are untouched; try again, or reload the page.',
  'worker-died':
    'The browser stopped the work on this model. What has come of a download is kept; try again, and close other tabs if it happens once more.',
  'app-not-loaded':
    'A part of this app did not load. Your models are untouched; check the connection, then try again.',
  'engine-failed':
    'The engine could not run this model. Your other models are untouched; choose another one.',
  internal: 'Something went wrong in this app. Your other models are untouched; try again.',
};

/** What is said of models: those that are here, those that can be had, and which one is used. */
export const modelsEn = {
  page: 'Models',
  intro:
    'A model turns speech into text. A larger one makes fewer errors, needs more memory and takes longer.',
  looking: 'Looking at this device',
  here: 'On this device',
  canBeHad: 'To download',
  ownTitle: 'A model of your own',
  /** @param count of languages */
  everyLanguage: (count: number) => `${numbers.count(count)} languages`,
  onlyLanguages: (names: string) => `for ${names}`,
  fromApp: 'comes with the app',
  fromImport: 'brought by you',
  checkedByHash: 'is the published file, byte by byte',
  checkedByShapes: 'complete; there is no published hash to compare it with',
  usedFor: { dictation: 'Dictation', files: 'Recordings' },
  errors: (percent: string, language: string, set: string) =>
    `${percent} word errors in ${language} (${set})`,
  errorsUnknown: 'No published word errors',
  sixteenBits: '16 bit, to compare with 8',
  source: 'source',
  speed: {
    measuring: 'Measuring the speed on this device',
    afterYouStop: (time: string) => `text ${time} after you stop`,
    hourIn: (time: string) => `an hour is ready in ${time}`,
    tooLarge: 'needs more memory than this device gives a page',
    why: 'Measured on this device with one layer of the model’s size, before anything is downloaded.',
  },
  download: (size: string) => `Download ${size}`,
  resume: (received: string, total: string) => `Resume at ${received} of ${total}`,
  pause: 'Pause',
  stop: 'Stop',
  delete: 'Delete',
  export: 'Save as a file',
  progress: (done: string, total: string) => `${done} of ${total}`,
  left: (time: string) => `${time} left`,
  checking: 'Checking',
  appModelLater: (size: string) =>
    `Whisper base comes with the app: it is fetched (${size}) when you first dictate or transcribe.`,
  hosts: (name: string) =>
    `Downloads come from ${name}. Nothing is asked of it before you press Download, and no sound is sent.`,
  otherHosts: 'Hosts that it may send a download on to',
  remove: {
    question: (name: string) => `Delete ${name}?`,
    explain: 'Your texts stay. The model has to be downloaded or brought again before it can be used again.',
    confirm: 'Delete the model',
    keep: 'Keep it',
  },
  disk: (used: string, granted: string | null) =>
    granted === null
      ? `Models take ${used} on this device.`
      : `Models take ${used} of the ${granted} that the browser grants this app.`,
  own: {
    explain:
      'Choose or drop a file or a folder: whisper.cpp (ggml), Hugging Face (safetensors), OpenAI (.pt) or faster-whisper (CTranslate2). It is converted to 8 bit and stays on this device.',
    keepsHalves:
      'Keep 16 bits, to compare with 8: twice the size on the disk, four times the memory, and slower. Only you choose it.',
    chooseFile: 'Choose a file',
    chooseFolder: 'Choose a folder',
    drop: 'Drop to add the model',
    reading: 'Reading the model',
    done: (name: string) => `${name} is on this device.`,
    again: 'Try again',
    detail: 'Details',
    adopt: 'Keep it as a model of my own',
  },
  again: 'Model',
  use: {
    title: 'Which model writes',
    dictation: 'For dictation',
    files: 'For recordings',
    automatic: (name: string) => `Automatic (${name})`,
    /** Why that model writes. Times are written out. */
    why: {
      byHand: 'You chose it.',
      onlyOne: 'It is the only one on this device that can.',
      withinLatency: (time: string) =>
        `It errs least of those whose text comes within a second of your last word: ${time} here.`,
      quickest: (time: string) => `No model is within a second here; this one is the quickest: ${time}.`,
      smallest: 'It is the smallest; the speed of models is measured on this page.',
      longFiles: (time: string) =>
        `It errs least of those that are fast enough here: an hour is ready in ${time}.`,
      tooLarge: (name: string, needed: string, room: string) =>
        `${name} needs about ${needed} of memory; models may take ${room}.`,
      language: (name: string) => `${name} does not write all languages that you have chosen.`,
    },
    partial: (name: string) => `While you speak, ${name} shows the words first.`,
    fellBack: (name: string, why: string, used: string) =>
      `${name} could not be used: ${why} ${used} writes instead.`,
  },
  recommendation: {
    title: 'Recommended',
    measuring: 'The speed of models is being measured, to say which one suits this device.',
    none: 'The model that writes now is the best choice here, as far as is known.',
    /** Errors are of the same recordings, per hundred words. */
    errors: (name: string, language: string, better: string, present: string, set: string) =>
      `${name} makes ${better} errors per hundred words in ${language}, the present model ${present} (${set}).`,
    dictation: (size: string, time: string) =>
      `It takes ${size}, and on this device its text comes ${time} after you stop.`,
    files: (size: string, time: string) =>
      `It takes ${size}. It is too slow here for dictation; for recordings an hour is ready in ${time}.`,
    later: 'Not now',
    see: 'See the models',
  },
  memory: {
    title: 'In memory',
    explain: 'Models that are ready answer at once. The one that was used least recently makes room.',
    none: 'No model is loaded. The first dictation or recording loads one.',
    model: 'Model',
    place: { gpu: 'Graphics card', wasm: 'WebAssembly', javascript: 'JavaScript' },
    state: 'State',
    inUse: 'in use',
    ready: 'ready',
    release: (name: string) => `Release ${name}`,
    releaseShort: 'Release',
    budget: 'Memory for models',
    defaultBudget: (size: string) => `As usual here (${size})`,
    total: (used: string, budget: string) => `${used} of ${budget} in use`,
  },
  failures,
};

export type ModelsMessages = typeof modelsEn;
