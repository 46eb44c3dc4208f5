import { createNumbers, formatTime } from '../../../core/text/numbers';
import { benchmarkEn } from './benchmark';
import { dictationEn } from './dictation';
import { dictationErrorsEn } from './dictation-errors';
import { doorsEn } from './doors';
import { doubtsEn } from './doubts';
import { engineEn } from './engine';
import { errorsEn } from './errors';
import { graphicsCardsEn } from './performance/graphics-cards';
import { keyListsEn } from './keys';
import { modelsEn } from './models';
import { offlineEn } from './offline';
import { performanceEn } from './performance';
import { privacyEn } from './privacy';
import { recordingStatesEn } from './recording-states';
import { reportEn } from './report';
import { settingsEn } from './settings';
import { storageEn } from './storage';
import { tracksEn } from './tracks';
import { transcriptsEn } from './transcripts';
import { verdictsEn } from './verdicts';

// Chromium 156 has no names for Bashkir and Tibetan.
const numbers = createNumbers('en', { ba: 'Bashkir', bo: 'Tibetan' });

/** Every word the page says, but for the content. */
export const en = {
  numbers,
  benchmark: benchmarkEn,
  errors: errorsEn,
  skipLink: 'Skip to content',
  pages: 'Pages',
  transcribe: 'Transcribe',
  interfaceLanguage: 'Interface language',
  documentTitle: {
    idle: 'Transcribe – SuperWhisper2',
    running: (name: string, fraction: number | null) =>
      `${fraction === null ? '…' : numbers.percent(fraction)} · ${name} – SuperWhisper2`,
  },
  empty: {
    /** @param paste the keys, "Ctrl+V" */
    invitation: (paste: string) => `Paste a recording (${paste}), drop it anywhere, or choose files.`,
    touchInvitation: 'Choose one or more recordings.',
    promise: 'It is transcribed on this computer; nothing is sent.',
    trySample: 'Try it with a 10-second sample',
    sampleName: 'Sample recording.flac',
  },
  chooseFiles: 'Choose files',
  chooseFolder: 'or a folder',
  leftOut: (count: number) =>
    numbers.plural(count) === 'one'
      ? 'One file is not a recording and was left out.'
      : `${numbers.count(count)} files are not recordings and were left out.`,
  nothingAdded: 'No recordings were found there.',
  addHint: (paste: string) => `or paste (${paste}), or drop anywhere`,
  dropHere: 'Drop to transcribe',
  spokenLanguage: 'Language spoken',
  automatic: (languages: string) => `Automatic (${languages})`,
  languageSet: {
    choose: 'Choose several languages…',
    title: 'Languages to tell apart',
    explain:
      'Each passage is written in one of these languages. The fewer you choose, the rarer the errors: choose only those that are spoken.',
    save: (count: number) => (count < 2 ? 'Choose at least two' : `Use these ${count} languages`),
  },
  otherLanguages: 'Other languages',
  vocabulary: {
    title: 'Words to recognise',
    explain:
      'Names and terms that may occur in your recordings, spelt as you want them written. One per line, or separated by commas.',
    room: 'There is room for about 35 names.',
    tooMany: (used: number) => `Only the first ${numbers.count(used)} are used: there is no room for more.`,
    scope: 'They apply to recordings transcribed from now on.',
  },
  recordings: 'Recordings',
  state: recordingStatesEn,
  notKept:
    'There was no room to keep this recording on this device. What is not transcribed yet is lost when you close the page.',
  notKeptDone:
    'There was no room to keep this recording on this device. You can play it until you close the page; save its text to be safe.',
  textTryingAgain:
    'The text of this recording could not be written to this device yet. The app will try again; leave the page open.',
  textNotKept:
    'The text of this recording could not be written to this device. It is lost when you close the page; copy or save it, then free some space.',
  textUnread: 'The text of this recording could not be read from this device. Nothing was changed.',
  listUnread: 'Your recordings could not be read from this device. Nothing was changed.',
  elsewhere: {
    title: 'SuperWhisper2 is open in another window.',
    text: 'Your recordings are there, and transcription continues there. They open here when you close that window.',
    takeOver: 'Continue in this window',
    asking: 'Asking the other window for your recordings…',
    noAnswer:
      'The other window does not respond; it may be frozen. Close it, and your recordings open here. If you take them anyway, what it has not written to this device yet is lost.',
    refused:
      'The other window holds something that this device has no room for yet. Save it there first: it is lost if you take your recordings anyway.',
    takeAnyway: 'Take them anyway',
    waiting: (count: number) =>
      numbers.plural(count) === 'one'
        ? 'The file you added is waiting in this window.'
        : `The ${numbers.count(count)} files you added are waiting in this window.`,
  },
  notice: {
    label: 'Tell me when everything is done',
    blocked:
      'The browser does not allow notifications from this page. You can allow them in the address bar.',
    title: 'Transcription finished',
    text: (done: number, failed: number) =>
      failed === 0
        ? `${numbers.count(done)} ${numbers.plural(done) === 'one' ? 'recording is' : 'recordings are'} ready to read.`
        : `${numbers.count(done)} ready to read, ${numbers.count(failed)} failed.`,
  },
  working: 'being transcribed',
  timeLeft: (seconds: number) => `${numbers.timeLeft(seconds)} left`,
  announce: (name: string, state: string) => `${name}: ${state}`,
  cancel: 'Cancel',
  cancelNamed: (name: string) => `Cancel ${name}`,
  pauseNamed: (name: string) => `Pause ${name}`,
  pauseAll: 'Pause all',
  goOn: 'Resume',
  goOnNamed: (name: string) => `Resume ${name}`,
  moveEarlierNamed: (name: string) => `Move ${name} up`,
  moveLaterNamed: (name: string) => `Move ${name} down`,
  tryAgain: 'Try again',
  tryAgainNamed: (name: string) => `Try again: ${name}`,
  removeNamed: (name: string) => `Remove ${name} from the list`,
  transcript: 'Text',
  transcribeAgain: 'Transcribe again',
  again: {
    explain:
      'The recording is transcribed from the beginning. The current text stays until there is new text; words that differ are underlined.',
    edited: 'Lines that you have edited stay as they are.',
    start: 'Transcribe again',
  },
  remove: {
    question: (name: string) => `Remove ${name}?`,
    explain: 'This deletes the recording and its text from this device. The original file stays where it is.',
    confirm: 'Remove',
    keep: 'Keep it',
  },
  close: 'Close',
  saveAs: (format: string) => `Save as ${format}`,
  save: 'Save',
  find: {
    label: 'Find in the text',
    next: 'Next match',
    previous: 'Previous match',
    count: (current: number, total: number) => `${numbers.count(current)} of ${numbers.count(total)}`,
    none: 'Not found',
  },
  player: {
    label: 'Player',
    play: 'Play',
    pause: 'Pause',
    back: (seconds: number) => `Back ${numbers.count(seconds)} seconds`,
    forward: (seconds: number) => `Forward ${numbers.count(seconds)} seconds`,
    position: 'Position in the recording',
    speed: 'Playback speed',
    noSound: 'The audio of this recording is not on this device, so it cannot be played.',
    preparing: (seconds: number) => `Making a copy that the browser can play: ${formatTime(seconds)}`,
    unplayable: 'The browser cannot play this recording.',
  },
  segment: {
    hear: (time: string) => `Play from ${time}`,
    edit: (time: string) => `Edit the text at ${time}`,
    field: (time: string) => `Text at ${time}`,
    edited: 'edited by hand',
    /** What stood there before the recording was read again. */
    former: (text: string) => (text === '' ? 'nothing stood here before' : `before: ${text}`),
    keys: 'Enter keeps the change, Escape discards it.',
  },
  /** Text that the engine takes for invented. */
  dropped: {
    label: {
      silence: 'Held back: nobody speaks here',
      'known-phrase': 'Held back: a phrase common in subtitles',
      repetition: 'Held back: it repeats itself',
      improbable: 'Held back: probably never said',
    },
    restore: 'Restore',
    restoreNamed: (time: string) => `Restore the text at ${time}`,
  },
  keys: {
    title: 'Keys',
    open: 'Keys',
    rows: [
      { keys: ['Ctrl', 'V'], what: 'Paste a recording' },
      { keys: ['Ctrl', 'O'], what: 'Choose files' },
      { keys: ['Ctrl', 'Shift', 'C'], what: 'Copy the whole text' },
      { keys: ['Ctrl', 'F'], what: 'Find in the text' },
      { keys: ['K'], what: 'Play, pause' },
      { keys: ['J'], what: 'Back 10 seconds' },
      { keys: ['L'], what: 'Forward 10 seconds' },
      { keys: ['←', '→'], what: 'Back or forward 5 seconds, in the player' },
      { keys: ['<', '>'], what: 'Slower, faster' },
      { keys: ['F2'], what: 'Edit the focused line' },
    ],
    scope: 'Single keys work when you are not typing.',
  },
  endedEarly: (seconds: number) =>
    `This file is damaged at ${formatTime(seconds)}. The part before that is transcribed. If you have another copy of the recording, choose that one.`,
  unreadFormat: (format: string) =>
    `The audio of this file is in the format ${format}, which this app cannot read. The other files continue; save this one as MP3, WAV or FLAC with an audio program such as VLC or Audacity, then choose that copy.`,
  tracks: tracksEn,
  noSpeech: 'No speech was found in this recording.',
  textComing: 'The text appears here while the recording is transcribed.',
  textAfterOthers: 'The text appears here once this recording’s turn comes.',
  noText: 'This recording has no text.',
  copy: 'Copy',
  copied: 'Copied',
  copyRefused: 'The browser did not allow copying. Select the text and copy it yourself.',
  dictation: dictationEn,
  dictationErrors: dictationErrorsEn,
  keyLists: keyListsEn,
  engine: engineEn,
  models: modelsEn,
  doors: doorsEn,
  doubts: doubtsEn,
  offline: offlineEn,
  graphicsCards: graphicsCardsEn,
  performance: performanceEn,
  privacy: privacyEn,
  settings: settingsEn,
  storage: storageEn,
  transcripts: transcriptsEn,
  verdicts: verdictsEn,
  report: reportEn,
  error: {
    title: 'This page does not exist.',
    back: 'Go to Transcribe',
  },
};

/** The shape every language has. */
export type Messages = typeof en;
