import type { WasmKernels } from '../../src/lib/protocol/loading';
import type { EvaluationOptions } from '../../src/lib/app/evaluation/evaluation';
import type { WordErrors } from '../../src/lib/core/metrics/word-errors';
import {
  DECODING_DEFAULTS,
  type DecodingSettings,
} from '../../src/lib/core/whisper/decoding/decoding-settings';
import { evaluateClips } from '../lib/evaluate-clips';
import { openEvaluation, type EvaluationPage } from '../lib/evaluation-page';
import { summarize } from '../lib/evaluation-summary';
import { figure, type Figure, type Findings } from '../lib/figures';
import type { Clip } from '../../testing/audio/manifest';
import type { TimedClip } from './clips';
import { compare, type ComparedClip } from './comparison';

const REPEATS = 3;
/** Shorter clips are timed by the comparison only. */
const TIMED = ['6s', '25s', '5min'];

/** One line of the ledger: what is switched off. */
interface Setting {
  readonly name: string;
  readonly kernels: WasmKernels;
  readonly options: EvaluationOptions;
}

const without = (name: string, settings: Partial<DecodingSettings>): Setting => ({
  name,
  kernels: 'q8_0',
  options: { settings: { ...DECODING_DEFAULTS, ...settings } },
});

const SETTINGS: readonly Setting[] = [
  { name: 'default', kernels: 'q8_0', options: {} },
  without('full_context', { context: 'full' }),
  { name: 'onnxruntime_int8', kernels: 'int8', options: {} },
  { name: 'onnxruntime_f32', kernels: 'f32', options: {} },
  without('one_beam', { beams: 1 }),
  { name: 'silence_kept', kernels: 'q8_0', options: { cutSilence: false } },
  // As the first line: what lies between the two is the machine.
  { name: 'default_again', kernels: 'q8_0', options: {} },
];

interface LedgerLine extends Setting {
  readonly times: readonly ComparedClip[];
  readonly errors: Readonly<Record<string, WordErrors>>;
  readonly failures: number;
  /** Of all clips that errors are counted on. */
  readonly clipSeconds: number;
}

/** Time and word errors with the default settings, then with each optimisation off in turn. */
export async function measureLedger(timed: readonly TimedClip[], clips: readonly Clip[]): Promise<Findings> {
  const lines: LedgerLine[] = [];
  for (const setting of SETTINGS) {
    console.log(`--- ${setting.name}`);
    lines.push(await measureSetting(setting, timed, clips));
  }
  return { figures: lines.flatMap(lineFigures), details: { repeats: REPEATS, clips: clips.length, lines } };
}

async function measureSetting(
  setting: Setting,
  all: readonly TimedClip[],
  clips: readonly Clip[],
): Promise<LedgerLine> {
  const { kernels, options } = setting;
  const timed = all.filter(({ length }) => TIMED.includes(length));
  // A page for each: none has the memory or the caches of another.
  const page = await openEvaluation(
    [...clips, ...timed].map(({ path }) => path),
    kernels,
  );
  const results = await evaluateClips(page, clips, { automatic: false, languages: [], options });
  const times = await timeClips(page, timed, { firstIndex: clips.length, options });
  await page.close();
  const { errors, failures } = summarize(results, false);
  const clipSeconds = results.reduce((sum, { row }) => sum + row.processingSeconds, 0);
  return { ...setting, times, errors, failures, clipSeconds };
}

function timeClips(
  page: EvaluationPage,
  clips: readonly TimedClip[],
  { firstIndex, options }: { readonly firstIndex: number; readonly options: EvaluationOptions },
): Promise<readonly ComparedClip[]> {
  const ours = {
    name: 'ours',
    transcribe: async (index: number, language: string) => {
      const choice = { kind: 'given', language } as const;
      const { segments, processingSeconds } = await page.transcribe(firstIndex + index, choice, options);
      return { text: segments.map(({ text }) => text).join(' '), processingSeconds };
    },
  };
  return compare([ours], clips, REPEATS);
}

function lineFigures({ name, times, errors, clipSeconds }: LedgerLine): readonly Figure[] {
  return [
    ...times.map(({ length, timings }) =>
      figure(`ablation.${name}.${length}.seconds`, 's', timings['ours']?.seconds ?? []),
    ),
    figure(`ablation.${name}.clips.seconds`, 's', [clipSeconds]),
    ...Object.entries(errors).map(([language, { errors: count }]) =>
      figure(`ablation.${name}.errors.${language}`, 'words', [count]),
    ),
  ];
}
