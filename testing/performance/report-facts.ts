import type { BenchmarkRun, ReferenceClip } from '../../src/lib/core/performance/measurements';
import type { ReportFacts } from '../../src/lib/core/performance/report/report';
import { wholeVerdict } from '../../src/lib/core/performance/verdicts';
import { verdictsOf } from './measured-criteria';

/** Breaks out of HTML, of an attribute and of a style, if it is let; and turns the direction of what follows. */
export const HOSTILE = `</style></svg><script>document.title='x'</script>"><img src=x onerror=alert(1)> & 'a' \u202e\u0000\ud800`;

const SHIPPED: ReferenceClip = { id: 'en-01', language: 'en', text: 'The birch canoe slid.', seconds: 2.5 };
const OWN: ReferenceClip = { id: 'own-1', language: 'fr', text: 'Ma phrase lue.', seconds: 3.25 };

export const isShipped = ({ id }: ReferenceClip): boolean => id !== OWN.id;

const RUN: BenchmarkRun = {
  startedAt: Date.UTC(2026, 10, 29, 12),
  setup: {
    version: '0.2.0',
    modelId: 'whisper-base-q8_0',
    device: 'webgpu',
    adapter: 'nvidia ampere',
    threads: 4,
  },
  files: [
    {
      clip: SHIPPED,
      processingSeconds: 0.37,
      text: 'The birch canoe slit.',
      errors: { errors: 1, words: 4 },
    },
    { clip: OWN, processingSeconds: 0.41, text: 'Ma phase lue.', errors: { errors: 1, words: 3 } },
  ],
  dictations: [
    {
      ...{ clip: SHIPPED, firstWordMs: 812, decodedMs: 431, finalMs: 674 },
      ...{ text: 'The birch canoe slid.', errors: { errors: 0, words: 4 } },
    },
    {
      ...{ clip: OWN, firstWordMs: null, decodedMs: null, finalMs: null },
      ...{ text: '', errors: { errors: 3, words: 3 } },
    },
  ],
  memoryBytes: 467_300_000,
};

/** Of a device that misses two criteria; each text and figure of it occurs once. */
export function reportFacts(change: Partial<ReportFacts> = {}): ReportFacts {
  const verdicts = verdictsOf({
    memory: [{ kind: 'value', value: 912_400_000 }],
    requests: [{ kind: 'value', value: 3 }],
    temperature: [{ kind: 'unknown' }],
  });
  return {
    madeAt: Date.UTC(2026, 10, 30, 21, 42),
    device: { userAgent: 'Mozilla/5.0 Test', cores: 16, engine: 'WebGPU · NVIDIA ampere', card: 'RTX 3090' },
    versions: [{ name: 'App', value: '0.2.0' }],
    settings: [{ name: 'Languages', value: 'French, English' }],
    runs: [{ name: 'Clips of the app', run: RUN }],
    verdicts,
    whole: wholeVerdict(verdicts),
    judgedAt: Date.UTC(2026, 10, 30, 20, 15),
    trends: [
      {
        ...{ name: 'Delay to the final text', unit: 'milliseconds' },
        days: [
          { day: '2026-11-27', p50: 640, p95: 1210 },
          { day: '2026-11-28', p50: null, p95: null },
          { day: '2026-11-29', p50: 655, p95: 1180 },
          { day: '2026-11-30', p50: 631, p95: 1170 },
        ],
      },
    ],
    tables: [
      {
        title: 'What each optimisation earns',
        columns: ['Optimisation', 'On', 'Off'],
        rows: [['Short context', '0.31 s', '0.72 s']],
      },
    ],
    ...change,
  };
}
