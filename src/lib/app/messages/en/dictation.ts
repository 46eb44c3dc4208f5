import { createNumbers } from '../../../core/text/numbers';

const numbers = createNumbers('en');

/** What is said on the page of dictation. */
export const dictationEn = {
  page: 'Dictate',
  documentTitle: { idle: 'Dictate – SuperWhisper2', on: '● Listening – SuperWhisper2' },
  /** What a press will do. */
  button: { idle: 'Dictate', on: 'Stop', finishing: 'Writing…' },
  state: {
    idle: '',
    opening: 'Waiting for the microphone',
    listening: 'Listening',
    finishing: 'Writing your last words',
  },
  firstTime:
    'Press Dictate and speak. The browser will ask for the microphone. Your words are written on this computer and sent nowhere.',
  document: 'Dictated text',
  preparing: 'Getting ready. What you say now is written once the speech model has loaded.',
  downloading: (received: string, total: string) =>
    `Downloading the speech model: ${received} of ${total}. What you say now is written once it has arrived.`,
  /** Before the first press. */
  modelNeeded: (size: string) =>
    `The first press also downloads the speech model (${size}). That happens once; the model stays on this device.`,
  progress: 'Download',
  lag: (seconds: number) => `The text is ${numbers.count(seconds)} s behind your speech.`,
  copy: {
    selection: 'Copy selection',
    new: 'Copy new text',
    again: 'Copy again',
    all: 'Copy everything',
    more: 'What else can be copied',
    whole: 'Copy the whole text',
  },
  vocabulary: {
    explain:
      'Names and terms that you may say, spelt as you want them written. One per line, or separated by commas.',
    scope: 'They apply from the next press of Dictate, and to recordings transcribed from now on.',
  },
  readAgainFailed:
    'The last phrase could not be transcribed again. It stays as it was; press the button once more.',
  hints: {
    'nothing-yet': 'Nothing heard yet. Speak, or check the microphone under Options.',
    'nothing-heard': 'Nothing heard for a minute. If you are speaking, check that the microphone is on.',
    clipping: 'Too loud: move away from the microphone, or turn it down.',
    'not-kept':
      'This device has no room to keep the audio while you speak. The text still appears; copy it before you close the page.',
  },
  microphone: 'Microphone',
  defaultMicrophone: 'System default',
  replaced: (name: string) =>
    `The microphone was unplugged. Dictation continues with ${name || 'another one'}.`,
  interrupted:
    'The system has taken the microphone, so nothing is heard. Dictation resumes by itself when the system gives it back.',
  gap: (atSeconds: number, lastedSeconds: number) =>
    `The microphone was interrupted at ${numbers.time(atSeconds)}: nothing was heard for ${numbers.count(Math.round(lastedSeconds))} s.`,
  gapToEnd: (atSeconds: number) =>
    `The microphone was interrupted at ${numbers.time(atSeconds)}: nothing was heard after that.`,
  telephone:
    'This headset is in call mode, and its sound is poor. Choose another microphone if you have one.',
  held: 'The microphone stays open for three minutes. Nothing is written until you press Dictate.',
  release: 'Close it',
  options: {
    title: 'Options',
    pause: 'Pause that ends a phrase',
    automaticPause: 'Automatic',
    autoStop: 'Stop automatically',
    never: 'Never',
    afterSilence: (seconds: number) => `After ${numbers.count(seconds)} s of silence`,
    copying: {
      label: 'Copy the text automatically',
      none: 'Never',
      stop: 'When dictation stops',
      utterance: 'After each phrase',
    },
    key: {
      label: 'Key to start and stop',
      waiting: 'Press a key…',
      refused: 'That key is taken. Choose a function key, or Alt and a letter.',
    },
    noiseSuppression:
      'Suppress noise (done by the browser; in a quiet room, words come out better without it)',
    autoGain: 'Amplify a quiet voice',
    sounds: 'Play a sound at the start and at the end',
    staysWarm:
      'Keep the microphone open for three minutes after dictating: the next dictation then includes the 2 seconds before your press',
    scope: 'Changes apply from the next press of Dictate.',
  },
  textNotKept: 'This browser has no room to keep this text. Copy it before you close the page.',
  elsewhere: {
    editing: 'You are editing this text in another window. Press in the text to edit it here.',
    dictating: 'Dictation is running in another window. Its text appears here.',
  },
  cancelFinishing: 'Stop waiting and keep the audio for later',
  floatingRefused: 'The browser did not open the small window. You can dictate here.',
  floatingWindow: 'Keep above other windows',
  readAgain: (language: string) => `Transcribe the last phrase again as ${language}`,
  readingAgain: 'Transcribing it again',
  latency: {
    summary: (first: number | null, last: number, p50: number, p95: number) =>
      (first === null ? '' : `First word after ${numbers.seconds(first)} · `) +
      `text ${numbers.seconds(last)} after you stop · median ${numbers.seconds(p50)}, 95% under ${numbers.seconds(p95)}`,
    newestLast: 'The last phrases, newest last',
    number: 'Phrase',
    seconds: 'Seconds',
    waited: 'Phrases that waited for the speech model, not counted here',
    columns: ['First word', 'Text ready', 'Text shown', 'Words', 'Final while you spoke', 'Changed'],
    memory: 'Memory',
    unknown: 'The browser has not reported it yet.',
    utterances: 'Phrases',
    wordsStood: 'Words',
    stood: (all: number, stood: number, changed: number) =>
      `${numbers.count(all)}, of which ${numbers.count(stood)} final while you spoke and ${numbers.count(changed)} changed`,
    lostSamples: 'Audio samples lost',
    unkeptSeconds: 'Seconds of audio not kept while you spoke',
    lostEngines: 'Engine restarts',
    explain: 'First word: measured from the start of speech. Text: measured from its end.',
  },
  lost: {
    found: (duration: string) => `A dictation of ${duration} was interrupted. Its audio is on this device.`,
    transcribe: 'Transcribe it',
    discard: 'Discard',
    fileName: 'Interrupted dictation.wav',
  },
};

export type DictationMessages = typeof dictationEn;
