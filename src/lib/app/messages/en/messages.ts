import { createNumbers, formatTime } from '../../../core/text/numbers';
import { dictationEn } from './dictation';
import { doorsEn } from './doors';
import { engineEn } from './engine';
import { errorsEn } from './errors';
import { offlineEn } from './offline';
import { privacyEn } from './privacy';
import { settingsEn } from './settings';
import { storageEn } from './storage';

// Chromium 156 has no names for Bashkir and Tibetan.
const numbers = createNumbers('en', { ba: 'Bashkir', bo: 'Tibetan' });

/** Every word the page says, but for the content. */
export const en = {
  numbers,
  errors: errorsEn,
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
    trySample: 'Try it with a 10-second sample',
    sampleName: 'Sample recording.flac',
  },
  chooseFiles: 'Choose files',
  chooseFolder: 'or a folder',
  leftOut: (count: number) =>
    numbers.plural(count) === 'one'
      ? 'One file in there is no recording and was left out.'
      : `${numbers.count(count)} files in there are no recordings and were left out.`,
  nothingAdded: 'No recording was found in there.',
  addHint: (paste: string) => `or paste (${paste}), or drop anywhere`,
  dropHere: 'Drop to transcribe',
  spokenLanguage: 'Language spoken',
  automatic: (languages: string) => `Automatic (${languages})`,
  languageSet: {
    choose: 'Choose several languages…',
    title: 'Languages to tell apart',
    explain:
      'Each stretch of sound is written in one of these. With fewer to choose from a wrong one is rarer: choose what is spoken.',
    save: (count: number) => (count < 2 ? 'Choose at least two' : `Use these ${count} languages`),
  },
  otherLanguages: 'Other languages',
  vocabulary: {
    title: 'Words to recognise',
    explain:
      'Names and terms that may be said in your recordings, to be spelt as you spell them here. One per line, or separated by commas.',
    room: 'There is room for about 35 names.',
    tooMany: (used: number) => `Only the first ${numbers.count(used)} are used: there is no room for more.`,
    scope: 'They are used for recordings transcribed from now on.',
  },
  recordings: 'Recordings',
  state: {
    waiting: 'Waiting',
    estimate: (seconds: number) => `about ${numbers.timeLeft(seconds)}`,
    loadingEngine: 'Starting the engine',
    preparingModel: (receivedBytes: number, totalBytes: number, secondsLeft: number | null) =>
      `Speech model: ${numbers.megabyteCount(receivedBytes)} of ${numbers.megabytes(totalBytes)}` +
      (secondsLeft === null ? '' : `, ${numbers.timeLeft(secondsLeft)} left`),
    running: (doneSeconds: number, totalSeconds: number | null) =>
      totalSeconds === null
        ? `${formatTime(doneSeconds)} done`
        : `${formatTime(doneSeconds)} of ${formatTime(totalSeconds)}`,
    catchingUp: (reachedSeconds: number, doneSeconds: number) =>
      `Finding the place again: ${formatTime(reachedSeconds)} of ${formatTime(doneSeconds)}`,
    paused: 'Paused',
    pausedAt: (seconds: number) => `Paused at ${formatTime(seconds)}`,
    done: 'Done',
    partlyDone: 'Partly done',
    cancelled: 'Cancelled',
    cancelledAt: (seconds: number) => `Cancelled at ${formatTime(seconds)}, the text so far is kept`,
    failed: 'Failed',
    failedAt: (seconds: number) => `Stopped at ${formatTime(seconds)}, the text so far is kept`,
  },
  notKept:
    'There was no room to keep this recording on this device: what has no text yet is lost when the page is closed.',
  notKeptDone:
    'There was no room to keep this recording on this device: it can be heard until the page is closed. Save its text to be safe.',
  textTryingAgain:
    'The text of this recording could not be written to this device yet. It is tried again; leave the page open.',
  textNotKept:
    'The text of this recording could not be written to this device: it is lost when the page is closed. Copy or save it, then free some space.',
  textUnread: 'The text of this recording could not be read from this device. Nothing of it was changed.',
  listUnread: 'Your recordings could not be read from this device. Nothing of them was changed.',
  elsewhere: {
    title: 'SuperWhisper2 is open in another window.',
    text: 'Your recordings are there, and the work goes on there. They come here when that window is closed.',
    takeOver: 'Go on in this window',
    asking: 'The other window is asked for your recordings…',
    noAnswer:
      'The other window does not answer. It may be frozen: closing it brings your recordings here. What it has not written to this device yet is lost if you take them anyway.',
    refused:
      'The other window holds something that this device has no room for yet. Save it there first; it is lost if you take your recordings anyway.',
    takeAnyway: 'Take them here anyway',
    waiting: (count: number) =>
      numbers.plural(count) === 'one'
        ? 'The file that you brought waits in this window.'
        : `The ${numbers.count(count)} files that you brought wait in this window.`,
  },
  notice: {
    label: 'Tell me when everything is done',
    blocked: 'The browser does not allow notices from this page. You can allow them in the address bar.',
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
  goOn: 'Go on',
  goOnNamed: (name: string) => `Go on with ${name}`,
  moveEarlierNamed: (name: string) => `Move ${name} up`,
  moveLaterNamed: (name: string) => `Move ${name} down`,
  tryAgain: 'Try again',
  tryAgainNamed: (name: string) => `Try again: ${name}`,
  removeNamed: (name: string) => `Remove ${name} from the list`,
  transcript: 'Text',
  transcribeAgain: 'Transcribe again',
  again: {
    explain: 'The recording is read from its beginning. The text stays until there is new text.',
    edited: 'You have changed this text by hand. Transcribing again replaces your changes.',
    start: 'Transcribe again',
    startEdited: 'Replace my changes',
  },
  remove: {
    question: (name: string) => `Remove ${name}?`,
    explain:
      'The recording and its text are deleted from this device. The file it came from stays where it is.',
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
    noSound: 'The sound of this recording is not on this device, so it cannot be played.',
    preparing: (seconds: number) => `Making a copy that the browser can play: ${formatTime(seconds)}`,
    unplayable: 'The browser cannot play this recording.',
  },
  segment: {
    hear: (time: string) => `Hear from ${time}`,
    edit: (time: string) => `Edit the text at ${time}`,
    field: (time: string) => `Text at ${time}`,
    edited: 'changed by hand',
    keys: 'Enter keeps the change, Escape drops it.',
  },
  /** Text that the engine takes for invented. */
  dropped: {
    label: {
      silence: 'Held back: nobody speaks here',
      'known-phrase': 'Held back: a phrase from subtitles',
      repetition: 'Held back: it repeats itself',
      improbable: 'Held back: most likely never said',
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
      { keys: ['F2'], what: 'Edit the text that has the focus' },
      { keys: ['?'], what: 'This list' },
    ],
    scope: 'Single keys work while nothing is being typed.',
  },
  endedEarly: (seconds: number) =>
    `This file is damaged at ${formatTime(seconds)}: what came before has been read. If you have the recording elsewhere, choose that copy.`,
  unreadFormat: (format: string) =>
    `The sound of this file is in the format ${format}, which this app does not read. The other files go on; save this one as MP3, WAV or FLAC with an audio program such as VLC or Audacity, then choose that.`,
  tracks: {
    name: (number: number, name: string | null, language: string | null) => {
      const named = name ?? `Track ${numbers.count(number)}`;
      return language === null ? named : `${named} (${numbers.language(language)})`;
    },
    read: (track: string) => `The text is of one sound track of this file: ${track}.`,
    readOther: (track: string) => `Read ${track}`,
    replace: {
      question: (track: string) => `Read ${track}?`,
      explain: 'You have changed this text by hand. The text of the other track replaces it.',
      confirm: 'Read it',
      keep: 'Keep my text',
    },
  },
  noSpeech: 'No speech was found in this recording.',
  textComing: 'The text appears here while the recording is being read.',
  textAfterOthers: 'The text appears here when it is this recording’s turn.',
  noText: 'No text was taken from this recording.',
  copy: 'Copy',
  copied: 'Copied',
  copyRefused: 'The browser refused the clipboard. Select the text and copy it by hand.',
  dictation: dictationEn,
  engine: engineEn,
  doors: doorsEn,
  offline: offlineEn,
  privacy: privacyEn,
  settings: settingsEn,
  storage: storageEn,
  error: {
    title: 'This page does not exist.',
    back: 'Go to Transcribe',
  },
};

/** The shape every language has. */
export type Messages = typeof en;
