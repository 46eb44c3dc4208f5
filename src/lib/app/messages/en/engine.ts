const plurals = new Intl.PluralRules('en');

/** What is said of the engine. */
export const engineEn = {
  label: 'Engine',
  notStarted: 'Engine: not started',
  notStartedWhy: 'The engine starts with the first recording. Until then nothing runs.',
  chip: (card: string | null, threads: number) =>
    card === null
      ? `CPU · ${threads} ${plurals.select(threads) === 'one' ? 'thread' : 'threads'}`
      : ['WebGPU', card].filter(Boolean).join(' · '),
  shortDevice: { wasm: 'CPU', webgpu: 'WebGPU' },
  details: 'What runs',
  device: 'Runs on',
  deviceName: { wasm: 'the processor (CPU)', webgpu: 'the graphics card (WebGPU)' },
  threads: 'Threads',
  why: 'Why',
  whyDevice: {
    'asked-for': 'It was asked for.',
    'no-jspi': 'This browser cannot run WebGPU in this app: Chrome can, from version 137 on.',
    'no-webgpu': 'This browser offers the page no graphics card.',
    'software-adapter':
      'The only graphics card that this browser offers is imitated by the processor, which is faster without.',
    'wrong-result': 'The graphics card failed the self-test: it wrote another text than it must.',
    'gpu-failed':
      'The graphics card could not run this model. It is tried again when the page is loaded anew.',
    'gpu-lost': 'The graphics card stopped working twice. It is tried again when the page is loaded anew.',
    slower: 'The graphics card passed the self-test, but the processor was faster.',
    faster: 'The graphics card passed the self-test and was faster than the processor.',
  },
  onProcessorNow: 'The processor does the work instead: slower perhaps, but right.',
  understood: 'Understood',
  cannotLabel: 'What this model cannot do',
  cannot: {
    partials: 'This model shows no words while you speak: the text comes when you pause.',
    wordTimes: 'It does not say when each word is spoken: a line plays from its beginning.',
    vocabulary: 'It does not heed the words to recognise.',
  },
  cannotWrite: (language: string) => `It does not write ${language}.`,
  card: 'Graphics card',
  selfTest: 'Self-test',
  /** What a card took for the test: all, its sound, each of its tokens; null: the processor was not measured. */
  selfTestTimes: (all: string, sound: string, token: string, processor: string | null) =>
    `${all} on the graphics card (sound ${sound}, a token ${token})` +
    (processor === null ? '' : `, ${processor} on the processor`),
  offered: 'The browser offers',
  offersNone: 'no graphics card',
  offersOneOnWindows: 'On Windows a browser offers one card only, whatever is built in.',
  testedBefore: 'Tested before',
  otherCard: 'I have another, faster card',
  otherCardWhy:
    'A page gets the card that the browser itself runs on. This is how the browser comes to run on the fast one; afterwards quit it whole and open it again.',
  otherCardSteps: {
    windows: [
      'Windows Settings → System → Display → Graphics: add Chrome, choose Options, High performance.',
      'With two cards of the same speed class: in the same place of Windows Settings choose the card itself.',
    ],
    linux: [
      'NVIDIA: start the browser with __NV_PRIME_RENDER_OFFLOAD=1 __GLX_VENDOR_LIBRARY_NAME=nvidia before its name.',
      'AMD or Intel: start it with DRI_PRIME=1 before its name.',
    ],
    other: [],
  },
  otherCardFlag: 'In Chrome, open this address and enable the option',
  whyThreads: 'The page is isolated, so it may use several processor cores at once.',
  whyOneCore: 'This device offers one processor core to the page.',
  whyNotIsolated:
    'This browser page is not isolated, so one thread only and slower. Reload the page; if it stays so, its server does not send the headers for it.',
  model: 'Model',
  kernels: 'Arithmetic',
  runtime: 'Runtime',
  loadTime: 'Loaded in',
};

export type EngineMessages = typeof engineEn;
