import { createNumbers } from '../../../core/text/numbers';

const numbers = createNumbers('en');

/** The page of figures: what runs, how fast it was, and how that changes. */
export const performanceEn = {
  /** Short: five of them stand in the bar. */
  link: 'Performance',
  page: 'Performance',
  intro:
    'What this device does with your speech, measured here. Nothing of it is sent, and no figure holds a word that you said.',
  now: {
    title: 'Now',
    notStarted: 'No model is in memory yet. One comes with the Dictate page, or with the first recording.',
    memory: 'Memory of the page',
    memoryUnknown: 'The browser has not reported it yet.',
    dictation: 'Dictation',
    dictating: 'Listening',
    notDictating: 'Off',
    lag: (seconds: number) =>
      numbers.plural(seconds) === 'one'
        ? 'one second of speech has no text yet'
        : `${numbers.count(seconds)} seconds of speech have no text yet`,
    queue: 'Recordings waiting or being transcribed',
    lostSamples: 'Audio samples lost',
    unkeptSeconds: 'Seconds of audio not kept while you spoke',
    lostEngines: 'Engine restarts',
    requests: 'Requests to other addresses since the page was opened',
    requestsUnknown: 'Not counted: the service worker does not run here.',
  },
  recent: {
    title: 'Recent',
    phrases: 'Phrases you dictated',
    noPhrases: 'Nothing has been dictated since this page was opened.',
    waited: (count: number) =>
      numbers.plural(count) === 'one'
        ? 'One more phrase waited for the speech model. It is not counted here.'
        : `${numbers.count(count)} more phrases waited for the speech model. They are not counted here.`,
    files: 'Recordings',
    noFiles: 'No recording has been transcribed yet.',
    columns: { name: 'Recording', length: 'Length', speed: 'Speed', model: 'Model' },
    speed: (times: string) => `${times} as fast as it was spoken`,
  },
  figures: {
    final: 'End of a phrase to its text on the page',
    firstWord: 'Start of a phrase to its first word on the page',
    decoded: 'End of a phrase to its text in the engine',
    fileSpeed: 'Speed of recordings',
    load: 'Loading a model',
    windowMs: 'One window of a recording in the engine',
    partialMs: 'One text while you speak, in the engine',
    finalDecodeMs: 'One text at the end of a phrase, in the engine',
    queueWaitMs: 'What a text waited while the engine worked for others',
  },
  trends: {
    title: 'Day by day',
    explain:
      'p50: half of the values are lower. p95: 95 of 100 are. The figures of 90 days are kept on this device. Export and Delete on the page Settings include them.',
    none: 'Nothing has been measured yet. Dictate a sentence or transcribe a recording.',
    figure: 'Figure',
    setup: 'Computed by',
    day: 'Day',
    count: 'Values',
    version: 'Version',
    value: 'Value',
    p50: 'p50',
    p95: 'p95',
    /** @param ratio processing time in relation to the length of the sound */
    ratio: (ratio: number) => (ratio > 0 ? `${numbers.times(1 / ratio)} real time` : '–'),
  },
  targets: {
    title: 'Against the target',
    explain:
      'Baseline: the first days that this device kept, and the version of the app that they are from. Now: the last seven days. Gain: how the p50 has changed since the baseline.',
    columns: { figure: 'Figure', baseline: 'Baseline', actual: 'Now', target: 'Target', gain: 'Gain' },
    met: 'met',
    missed: 'missed',
    noBaseline: 'None yet',
    from: (version: string, day: string) => `${version}, ${day}`,
    notTimed: 'Not measured yet',
    same: 'none',
    better: (percent: string) => `${percent} better`,
    worse: (percent: string) => `${percent} worse`,
  },
  ledger: {
    title: 'What each optimisation gains',
    explain:
      'The same sentence with each optimisation and without it, in turns, on this device. It takes a minute or two. Onnxruntime (17 MB) is fetched from the address of this app for it.',
    measure: 'Measure',
    cancel: 'Cancel',
    busy: 'A dictation or a recording is at work. Measure once it is over.',
    running: (name: string, fraction: number) => `${numbers.percent(fraction)} · ${name}`,
    columns: { name: 'Optimisation', without: 'Without', with: 'With', gain: 'Gain' },
    names: {
      'short-context': 'Encoding the speech, not 30 s',
      drafts: 'Drafts of a moment ago (decoder)',
      'resident-model': 'Model kept in memory (loading)',
      'eight-bit': '8-bit weights, not 32-bit',
      'own-kernels': 'Own kernels, not onnxruntime',
      'graphics-card': 'Graphics card, not the processor',
    },
    gain: (factor: number) =>
      factor >= 1 ? `${numbers.times(factor)} as fast` : `${numbers.times(1 / factor)} slower`,
    absent: 'Not on this device',
    notMeasured: 'Not measured yet',
  },
};

export type PerformanceMessages = typeof performanceEn;
