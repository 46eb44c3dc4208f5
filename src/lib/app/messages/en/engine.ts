const plurals = new Intl.PluralRules('en');

/** What is said of the engine. */
export const engineEn = {
  label: 'Engine',
  notStarted: 'Engine: not started',
  notStartedWhy:
    'The engine starts when you first dictate or add a recording. Once the model is on this device, the engine starts with the Dictate page.',
  chip: (card: string | null, threads: number) =>
    card === null
      ? `CPU · ${threads} ${plurals.select(threads) === 'one' ? 'thread' : 'threads'}`
      : ['WebGPU', card].filter(Boolean).join(' · '),
  shortDevice: { wasm: 'CPU', webgpu: 'WebGPU' },
  details: 'Engine details',
  device: 'Runs on',
  deviceName: { wasm: 'the processor (CPU)', webgpu: 'the graphics card (WebGPU)' },
  threads: 'Threads',
  why: 'Why',
  whyDevice: {
    'asked-for': 'It was requested.',
    'no-jspi': 'This browser cannot run WebGPU in this app. Chrome can, from version 137.',
    'no-webgpu': 'This browser gives the page no access to a graphics card.',
    'software-adapter':
      'The only graphics card this browser offers is emulated by the processor, which is faster on its own.',
    'wrong-result': 'The graphics card failed the self-test: it wrote the wrong text.',
    'gpu-failed':
      'The graphics card could not run this model. The app tries it again when you reload the page.',
    'gpu-lost': 'The graphics card stopped working twice. The app tries it again when you reload the page.',
    'runtime-missing':
      'The part of the app that runs on the graphics card (17 MB) did not load. The app tries again when you reload the page.',
    slower: 'The graphics card passed the self-test, but the processor was faster.',
    faster: 'The graphics card passed the self-test and was faster than the processor.',
  },
  onProcessorNow: 'The processor does the work instead, perhaps more slowly.',
  understood: 'Understood',
  cannotLabel: 'What this model cannot do',
  cannot: {
    partials: 'This model shows no words while you speak: the text appears when you pause.',
    wordTimes: 'This model does not time each word: a line plays from its start.',
    vocabulary: 'This model ignores the words to recognise.',
  },
  cannotWrite: (language: string) => `This model does not know ${language}.`,
  card: 'Graphics card',
  selfTest: 'Self-test',
  /** What a card took for the test: all, its sound, each of its tokens; null: the processor was not measured. */
  selfTestTimes: (all: string, sound: string, token: string, processor: string | null) =>
    `${all} on the graphics card (encoder ${sound}, ${token} per token)` +
    (processor === null ? '' : `, ${processor} on the processor`),
  offered: 'The browser offers',
  offersNone: 'no graphics card',
  offersOneOnWindows: 'On Windows, a browser offers only one card, however many there are.',
  testedBefore: 'Tested earlier',
  otherCard: 'I have another, faster card',
  otherCardWhy:
    'A page gets the card that the browser itself runs on. Have the browser run on the fast card as follows, then quit it completely and open it again.',
  otherCardSteps: {
    windows: [
      'Windows Settings → System → Display → Graphics: add Chrome, choose Options, High performance.',
      'With two cards of the same speed class, choose the card itself in the same place.',
    ],
    linux: [
      'NVIDIA: start the browser with __NV_PRIME_RENDER_OFFLOAD=1 __GLX_VENDOR_LIBRARY_NAME=nvidia before its name.',
      'AMD or Intel: start it with DRI_PRIME=1 before its name.',
    ],
    other: [],
  },
  otherCardFlag: 'In Chrome, open this address and enable the option',
  whyThreads: 'The page is isolated, so it can use several processor cores at once.',
  whyOneCore: 'This device gives the page only one processor core.',
  whyNotIsolated:
    'The browser has not isolated this page, so it has only one thread and is slower. Reload the page; if that does not help, its server does not send the required headers.',
  model: 'Model',
  kernels: 'Arithmetic',
  arithmetic: {
    int8: '8-bit weights and activations',
    f32: '32-bit',
    'q8_0, 7 bit': '8-bit weights, 7-bit activations',
    'q8_0, f32': '8-bit weights, 32-bit activations',
    'q8_0, f16': '8-bit weights, 16-bit activations',
  },
  runtime: 'Runtime',
  runtimeName: {
    'own-relaxed': 'SuperWhisper2’s own kernels, relaxed SIMD',
    'own-plain': 'SuperWhisper2’s own kernels, plain SIMD',
    jspi: 'onnxruntime-web, JSPI build',
    wasm: 'onnxruntime-web',
  },
  loadTime: 'Loaded in',
};

export type EngineMessages = typeof engineEn;
