import type { DeviceChoice, WasmKernels } from '../src/lib/protocol/loading';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { vocabularyWords } from '../src/lib/core/whisper/vocabulary/vocabulary-words';
import { evaluateClips } from './lib/evaluate-clips';
import { openEvaluation } from './lib/evaluation-page';
import { printSummary, summarize } from './lib/evaluation-summary';
import { readManifest } from '../testing/audio/manifest';
import { provenance } from './lib/provenance';

const USAGE =
  'npm run evaluate -- --manifest FILE [--device wasm|webgpu|automatic] [--kernels q8_0|int8|f32] [--language manifest|auto]\n' +
  '  [--languages fr,en] [--words A,B] [--filter REGEX] [--max-seconds N] --out FILE';

interface Options {
  readonly manifest: string;
  readonly device: DeviceChoice;
  /** Of WASM. */
  readonly kernels: WasmKernels;
  readonly automatic: boolean;
  readonly languages: readonly string[];
  /** Names and terms to recognise. */
  readonly words: readonly string[];
  readonly filter: RegExp;
  readonly maxSeconds: number;
  readonly out: string;
}

async function evaluate(options: Options): Promise<void> {
  const clips = readManifest(options.manifest).filter(
    ({ file, durationSeconds }) => options.filter.test(file) && durationSeconds <= options.maxSeconds,
  );
  if (clips.length === 0) fail('no clip of the manifest fits the filter');
  const page = await openEvaluation(
    clips.map(({ path }) => path),
    options.kernels,
    options.device,
  );
  const results = await evaluateClips(page, clips, {
    ...options,
    options: { vocabulary: options.words },
  });
  const { engine, browserVersion } = page;
  await page.close();

  const summary = summarize(results, options.automatic);
  printSummary(summary);
  const device = { ...engine, browser: `Chromium ${browserVersion}` };
  const report = {
    ...provenance('evaluate'),
    device,
    model: engine.model.id,
    summary,
    rows: results.map(({ row }) => row),
  };
  mkdirSync(dirname(options.out), { recursive: true });
  writeFileSync(options.out, JSON.stringify(report, null, 1) + '\n');
}

function parseOptions(): Options {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: {
      manifest: text,
      device: text,
      kernels: text,
      language: text,
      languages: text,
      words: text,
      filter: text,
      'max-seconds': text,
      out: text,
    },
  });
  const { manifest, out, device = 'wasm', kernels = 'q8_0', language = 'manifest' } = values;
  if (!manifest || !out) fail(USAGE);
  if (device !== 'wasm' && device !== 'webgpu' && device !== 'automatic') fail(USAGE);
  if (kernels !== 'q8_0' && kernels !== 'int8' && kernels !== 'f32') fail(USAGE);
  if (language !== 'manifest' && language !== 'auto') fail(USAGE);
  return {
    manifest,
    device,
    kernels,
    automatic: language === 'auto',
    languages: (values.languages ?? 'fr,en').split(','),
    words: vocabularyWords(values.words ?? '').words,
    filter: new RegExp(values.filter ?? ''),
    maxSeconds: Number(values['max-seconds'] ?? Infinity),
    out,
  };
}

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(2);
}

await evaluate(parseOptions());
